"""The history of a record, on its own page and on the page of the record."""

from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import Change, Entry, History, Pagination, Turn
from marram.foundation.events import Subject
from marram.records import queries
from marram.records.presenters import words


# What the ledger keeps as "before" of a record that was not there.
NOTHING = "{}"


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    """All that happened to one record, a part at a time; `record` is the address of its page."""

    title: str
    record: str
    changes: History
    turning: Pagination | None


def history(known: queries.History) -> History:
    """Return the panel for a record's own page: its newest entries and a link to all of them."""
    return History(
        entries=_entries(known.entries), more_url=address(known.subject) if known.older else ""
    )


def history_page(known: queries.History, *, continued: bool) -> HistoryPage:
    here = address(known.subject)
    newest = Turn(here, "Newest changes") if continued else None
    older = Turn(f"{here}?before={known.older}", "Older changes") if known.older else None
    return HistoryPage(
        title=f"History of {known.named.title}",
        record=known.named.address,
        changes=History(entries=_entries(known.entries), title="Changes, newest first"),
        turning=Pagination(previous=newest, next=older) if newest or older else None,
    )


def address(subject: Subject) -> str:
    return reverse("records:history", kwargs={"kind": subject.kind, "key": subject.key})


def _entries(known: tuple[queries.Entry, ...]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            who=entry.name,
            at=entry.at,
            what=entry.fact,
            changes=tuple(_change(change) for change in entry.changes),
            began=entry.before == NOTHING,
        )
        for entry in known
    )


def _change(change: queries.Change) -> Change:
    return Change(
        field=words.field(change.field),
        before=words.value(change.before),
        after=words.value(change.after),
    )
