"""The history of a record, on its own page and on the page of the record."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse

from marram.design.components import Component
from marram.foundation.events import Subject
from marram.records import queries
from marram.records.presenters import words


@dataclass(frozen=True)
class ChangeShown:
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class EntryShown:
    """One fact as a person reads it. `at` is for machines, `when` for people."""

    number: int
    fact: str
    name: str
    at: str
    when: str
    changes: tuple[ChangeShown, ...]


@dataclass(frozen=True, kw_only=True)
class HistoryPanel(Component):
    """Who changed a record, when and how: newest first, with the way to what is older."""

    title: str
    entries: tuple[EntryShown, ...]
    older: str = ""
    template_name: ClassVar[str] = "records/history_panel.html"


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    title: str
    panel: HistoryPanel
    record: str
    newest: str


def history(known: queries.History) -> HistoryPanel:
    """Return the panel for a record's own page: its newest entries and a link to all of them."""
    older = f"{address(known.subject)}?before={known.older}" if known.older else ""
    return HistoryPanel(title="History", entries=entries(known.entries), older=older)


def history_page(known: queries.History, *, continued: bool) -> HistoryPage:
    return HistoryPage(
        title=f"History of {known.named.title}",
        record=known.named.address,
        panel=history(known),
        newest=address(known.subject) if continued else "",
    )


def entries(known: tuple[queries.Entry, ...]) -> tuple[EntryShown, ...]:
    return tuple(
        EntryShown(
            number=entry.number,
            fact=entry.fact,
            name=entry.name,
            at=entry.at.isoformat(),
            when=words.moment(entry.at),
            changes=tuple(_change(change) for change in entry.changes),
        )
        for entry in known
    )


def address(subject: Subject) -> str:
    return reverse("records:history", kwargs={"kind": subject.kind, "key": subject.key})


def _change(change: queries.Change) -> ChangeShown:
    return ChangeShown(
        field=words.field(change.field),
        before=words.value(change.before),
        after=words.value(change.after),
    )
