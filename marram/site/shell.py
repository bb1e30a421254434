"""What stands around every page for this viewer: the parts they may enter, and their account."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import SUCCESS, get_messages
from django.http import HttpRequest
from django.urls import reverse

from marram.board.vocabulary import Permission as Board
from marram.design.components import Link, NotificationBanner, Place, Shell
from marram.foundation.actors import Actor
from marram.funding.vocabulary import Permission as Funding
from marram.people.vocabulary import Permission as People
from marram.records.vocabulary import Permission as Records
from marram.site.presenters import Door, Wing
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


# The wings of the house, each with its rooms; a part stands in the wing of its room.
WINGS = {
    "Plans": ("strategy",),
    "Measures": ("indicators",),
    "Money": ("funding",),
    "Board": ("board", "packs"),
    "People and places": ("people", "places"),
    "Records": ("sources", "records"),
}
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
    Part("Measures", "indicators:search", "What is measured, and whether it can be trusted."),
    Part("Scorecards", "indicators:scorecards", "What boards watch, and what misses."),
    Part("Risks", "strategy:risks", "What might go wrong, and what is done.", Strategy.READ_DRAFTS),
    Part(
        "Assessments",
        "strategy:assessments",
        "How we judge ourselves, and what has moved.",
        Strategy.READ_DRAFTS,
    ),
    Part("Boards", "board:boards", "Who sits on them, by which rules, and what is to come."),
    Part("Meetings", "board:meetings", "When people meet, with agendas, papers and minutes."),
    Part("Reports", "board:reports", "Papers to boards, from first draft to publication."),
    Part("Resolutions", "board:resolutions", "What was resolved, and what came of it."),
    Part(
        "Published papers",
        "board:readings",
        "Read the facts out of packs that came out before.",
        Board.KEEP_BUSINESS,
    ),
    Part("Packs", "packs:packs", "What the board was handed, as pages and as PDF."),
    Part("Pooled funds", "funding:pools", "What the council and the NHS pool, and their returns."),
    Part("Loose spend", "funding:orphans", "What hangs on no priority, service or measure."),
    Part(
        "Other money",
        "funding:money",
        "Grants, budgets, contracts, costs and what is to be bought.",
        Funding.READ_DRAFTS,
    ),
    Part("Groups", "people:groups", "Boards, groups and forums, and who reports to whom."),
    Part("Organisations", "people:organisations", "Who works with whom."),
    Part("Places", "places:areas", "Areas, what they lie in, and their people."),
    Part("Deliveries", "sources:deliveries", "Files that came in, and their rows.", Sources.READ),
    Part("People", "people:accounts", "Accounts, invitations and roles.", People.READ_ACCOUNTS),
    Part("Ledger", "records:ledger", "Every change: who, when, what.", Records.READ_LEDGER),
)


def wings(actor: Actor) -> tuple[Wing, ...]:
    """Return the parts that the actor may enter, by the wing they stand in, for the first page."""
    return tuple(
        Wing(title, tuple(_door(part) for part in parts)) for title, parts in _open_to(actor)
    )


def _door(part: Part) -> Door:
    return Door(Link(part.title, reverse(part.address)), part.words)


def _open_to(actor: Actor) -> Iterator[tuple[str, tuple[Part, ...]]]:
    for title, rooms in WINGS.items():
        parts = tuple(
            part
            for part in PARTS
            if part.address.partition(":")[0] in rooms
            and (not part.permission or actor.may(part.permission))
        )
        if parts:
            yield title, parts


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the shell for the templates, as `shell`."""
    actor = request.actor  # type: ignore[attr-defined]
    open_to = dict(_open_to(actor))
    here = _wing(request)
    return {
        "shell": Shell(
            navigation=tuple(
                Place(title, reverse(parts[0].address), active=title == here)
                for title, parts in open_to.items()
            ),
            wing=_within(request, open_to.get(here, ())),
            wing_label=here,
            account=_account(request, actor.logged_in, actor.name),
            accessibility_url=reverse("accessibility"),
            footer_links=(
                Place("Who may do what", reverse("roles")),
                Place("Components", reverse("design:gallery")),
            ),
            notices=tuple(
                NotificationBanner(text=str(message), success=message.level == SUCCESS)
                for message in get_messages(request)
            ),
        )
    }


def _wing(request: HttpRequest) -> str:
    """Return the wing that the page lies in; empty for those of no room."""
    found = request.resolver_match
    room = found.namespace if found else ""
    return next((title for title, rooms in WINGS.items() if room in rooms), "")


def _within(request: HttpRequest, parts: Sequence[Part]) -> tuple[Place, ...]:
    """Return the parts of a wing; the one whose address starts the page's, the longest, is active.

    >>> _ahead("/actions/board/", ["/actions/", "/actions/board/", "/plans/"])
    '/actions/board/'
    """
    urls = [reverse(part.address) for part in parts]
    here = _ahead(request.path, urls)
    return tuple(
        Place(part.title, url, current=request.path == url, active=url == here)
        for part, url in zip(parts, urls, strict=True)
    )


def _ahead(path: str, urls: Sequence[str]) -> str:
    return max((url for url in urls if path.startswith(url)), key=len, default="")


def _account(request: HttpRequest, logged_in: bool, name: str) -> tuple[Place, ...]:
    if not logged_in:
        return (Place("Log in", reverse("account_login")),)
    return (
        Place(name, reverse("people:account")),
        Place("Log out", reverse("account_logout")),
    )
