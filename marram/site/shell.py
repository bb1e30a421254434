"""What stands around every page for this viewer: the parts they may enter, and their account."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse

from marram.design.components import Link, NotificationBanner, Place, Shell
from marram.foundation.actors import Actor
from marram.people.vocabulary import Permission as People
from marram.records.vocabulary import Permission as Records
from marram.site.presenters import Door
from marram.sources.vocabulary import Permission as Sources
from marram.strategy.vocabulary import Permission as Strategy


@dataclass(frozen=True)
class Part:
    """A part of the site: its name, where it starts, what for, and the permission that opens it.

    A part without a permission is open to everybody.
    """

    title: str
    address: str
    words: str
    permission: str = ""


PARTS = (
    Part("Strategies", "strategy:library", "Every strategy, what it delivers and when it ends."),
    Part("Plans", "strategy:plans", "Action plans, and how their actions stand."),
    Part("Actions", "strategy:actions", "Find an action by lead, status, words or date."),
    Part(
        "My actions",
        "strategy:my-actions",
        "Say how your organisation's actions are going.",
        Strategy.REPORT_PROGRESS,
    ),
    Part("Risks", "strategy:risks", "What might go wrong, and what is done.", Strategy.READ_DRAFTS),
    Part(
        "Assessments",
        "strategy:assessments",
        "How we judge ourselves, and what has moved.",
        Strategy.READ_DRAFTS,
    ),
    Part("Groups", "people:groups", "Boards, groups and forums, and who reports to whom."),
    Part("Organisations", "people:organisations", "Who works with whom."),
    Part("Places", "places:areas", "Areas, what they lie in, and their people."),
    Part("Deliveries", "sources:deliveries", "Files that came in, and their rows.", Sources.READ),
    Part("People", "people:accounts", "Accounts, invitations and roles.", People.READ_ACCOUNTS),
    Part("Ledger", "records:ledger", "Every change: who, when, what.", Records.READ_LEDGER),
)


def _open_to(actor: Actor) -> Iterator[Part]:
    return (part for part in PARTS if not part.permission or actor.may(part.permission))


def doors(actor: Actor) -> tuple[Door, ...]:
    """Return the parts that the actor may enter, for the first page."""
    return tuple(
        Door(Link(part.title, reverse(part.address)), part.words) for part in _open_to(actor)
    )


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the shell for the templates, as `shell`."""
    actor = request.actor  # type: ignore[attr-defined]
    return {
        "shell": Shell(
            navigation=tuple(
                _place(request, part.title, reverse(part.address)) for part in _open_to(actor)
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
