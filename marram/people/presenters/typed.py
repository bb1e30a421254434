from dataclasses import dataclass

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse

from marram.design.components import Button, Component, Fact, SummaryList
from marram.people.presenters.words import listed, moment, path
from marram.people.queries import Kept


# Sent again with the rest, but nobody typed it.
UNREAD = {"seen_version"}


@dataclass(frozen=True)
class ShownKept:
    """One form that was kept: what it held, and where its two buttons lead."""

    number: int
    path: str
    kept_at: str
    facts: SummaryList
    fields: tuple[tuple[str, str], ...]
    files_lost: str
    discard_url: str
    send: Button
    discard: Button


@dataclass(frozen=True)
class ShownTyped:
    breadcrumbs: Component
    kept: tuple[ShownKept, ...]


def typed_page(kept: tuple[Kept, ...]) -> ShownTyped:
    return ShownTyped(
        breadcrumbs=path(("Home", "/"), ("Your account", reverse("people:account"))),
        kept=tuple(_shown(each) for each in kept),
    )


def _shown(kept: Kept) -> ShownKept:
    readable = tuple(
        Fact(_label(name), linebreaksbr(value, autoescape=True))
        for name, value in kept.fields
        if value.strip() and name not in UNREAD
    )
    return ShownKept(
        number=kept.number,
        path=kept.path,
        kept_at=moment(kept.kept_at),
        facts=SummaryList(readable),
        fields=kept.fields,
        files_lost=listed(kept.files_lost),
        discard_url=reverse("people:discard", args=[kept.number]),
        send=Button("Send it again", prevent_double_click=True),
        discard=Button("Throw it away", style="secondary"),
    )


def _label(name: str) -> str:
    """Return the name of a field as words.

    >>> _label("what_we_did")
    'What we did'
    """
    return name.replace("_", " ").replace("-", " ").capitalize()
