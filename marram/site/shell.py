"""What stands around every page for this viewer: the parts they may enter, and their account."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse

from marram.design.components import NotificationBanner, Place, Shell
from marram.people.vocabulary import Permission as People
from marram.records.vocabulary import Permission as Records
from marram.sources.vocabulary import Permission as Sources
from marram.strategy.vocabulary import Permission as Strategy


# What each part of the site is called, where it starts, and the permission that opens it; the
# parts without one are open to everybody.
PARTS: tuple[tuple[str, str, str], ...] = (
    ("Strategies", "strategy:library", ""),
    ("Plans", "strategy:plans", ""),
    ("Actions", "strategy:actions", ""),
    ("My actions", "strategy:my-actions", Strategy.REPORT_PROGRESS),
    ("Risks", "strategy:risks", Strategy.READ_DRAFTS),
    ("Assessments", "strategy:assessments", Strategy.READ_DRAFTS),
    ("Groups", "people:groups", ""),
    ("Places", "places:areas", ""),
    ("Deliveries", "sources:deliveries", Sources.READ),
    ("People", "people:accounts", People.READ_ACCOUNTS),
    ("Ledger", "records:ledger", Records.READ_LEDGER),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the shell for the templates, as `shell`."""
    actor = request.actor  # type: ignore[attr-defined]
    return {
        "shell": Shell(
            navigation=tuple(
                _place(request, title, reverse(name))
                for title, name, permission in PARTS
                if not permission or actor.may(permission)
            ),
            account=_account(request, actor.logged_in, actor.name),
            accessibility_url=reverse("accessibility"),
            footer_links=(
                Place("Who may do what", reverse("roles")),
                Place("Components", reverse("design:gallery")),
            ),
            notices=tuple(
                NotificationBanner(text=str(message), success=True)
                for message in get_messages(request)
            ),
        )
    }


def _place(request: HttpRequest, title: str, url: str) -> Place:
    return Place(
        title,
        url,
        current=request.path == url,
        active=request.path.startswith(url),
    )


def _account(request: HttpRequest, logged_in: bool, name: str) -> tuple[Place, ...]:
    if not logged_in:
        return (Place("Log in", reverse("account_login")),)
    return (
        Place(name, reverse("people:account")),
        Place("Log out", reverse("account_logout")),
    )
