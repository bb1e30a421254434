"""The whole ledger, as pages and as a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from marram.design import exports
from marram.design.components import (
    Component,
    Details,
    FilterBar,
    Link,
    Pagination,
    Table,
    Text,
    Turn,
    WideTable,
)
from marram.foundation.events import Subject
from marram.records import queries
from marram.records.presenters import words
from marram.records.presenters.histories import address


# With these and a SHA-256 anybody can check the chain of a whole ledger without this program.
COLUMNS = (
    "number",
    "at",
    "by",
    "kind",
    "fact",
    "subject_kind",
    "subject_key",
    "before",
    "after",
    "previous_hash",
    "hash",
    "name",
)
# The mark by which a spreadsheet knows the encoding stands once, at the beginning.
MARK = "\ufeff".encode()


@dataclass(frozen=True, kw_only=True)
class LedgerShown:
    """The ledger page: what can be chosen, the entries, and where to go on."""

    title: str
    filters: FilterBar
    head: str
    table: Table | None
    turning: Pagination | None
    csv_url: str
    check_url: str


def ledger(
    page: queries.LedgerPage,
    *,
    chosen: Mapping[str, str],
    boxes: tuple[Component, ...],
    continued: bool,
) -> LedgerShown:
    """Return the page; `chosen` are the filters as they stand in the address, `boxes` their
    fields."""
    here, filters = reverse("records:ledger"), urlencode(chosen)
    return LedgerShown(
        title="Ledger",
        filters=FilterBar(fields=boxes, action=here, clear_url=here if chosen else ""),
        head=_head(page),
        table=_table(page) if page.entries else None,
        turning=_turning(page, here=here, chosen=chosen, continued=continued),
        csv_url=f"{reverse('records:csv')}?{filters}" if filters else reverse("records:csv"),
        check_url=reverse("records:check"),
    )


def csv_lines(entries: Iterable[queries.Entry]) -> Iterator[bytes]:
    """Yield the entries as the lines of a CSV file, its names of columns first."""
    yield exports.csv_bytes(COLUMNS, ())
    for entry in entries:
        yield exports.csv_bytes(_cells(entry), ()).removeprefix(MARK)


def kinds(known: Iterable[str]) -> dict[str, str]:
    """Return kinds as words: strategy.action_amended is "Strategy: action amended"."""
    parts = {kind: kind.partition(".") for kind in known}
    return {
        kind: f"{words.field(room)}: {noun.replace('_', ' ')}"
        for kind, (room, _, noun) in parts.items()
    }


def _head(page: queries.LedgerPage) -> str:
    return (
        f"{page.number:,} entries; the newest has the hash {words.hash_(page.head)}"
        if page.number
        else ""
    )


def _table(page: queries.LedgerPage) -> Table:
    return WideTable(
        caption="Entries, newest first",
        caption_classes="govuk-visually-hidden",
        head=("Entry", "When", "Who", "What", "Record", "Before and after"),
        rows=tuple(
            (
                str(entry.number),
                words.moment(entry.at),
                entry.name,
                entry.fact,
                _record(entry.subject, page.subjects[entry.subject]),
                _changes(entry),
            )
            for entry in page.entries
        ),
    )


def _record(subject: Subject, named: queries.Named) -> Link:
    return Link(named.title, named.address or address(subject))


def _changes(entry: queries.Entry) -> Text:
    if not entry.changes:
        return ""
    lines = Table(
        head=("Field", "Before", "After"),
        caption=f"Entry {entry.number}",
        caption_classes="govuk-visually-hidden",
        rows=tuple(
            (words.field(change.field), words.value(change.before), words.value(change.after))
            for change in entry.changes
        ),
    )
    count = len(entry.changes)
    return Details(f"{count} field{'' if count == 1 else 's'}", lines)


def _turning(
    page: queries.LedgerPage, *, here: str, chosen: Mapping[str, str], continued: bool
) -> Pagination | None:
    if not (page.older or continued):
        return None
    newest = Turn(f"{here}?{urlencode(chosen)}", "Newest entries") if continued else None
    older = {**chosen, "before": str(page.older)}
    return Pagination(
        previous=newest,
        next=Turn(f"{here}?{urlencode(older)}", "Older entries") if page.older else None,
    )


def _cells(entry: queries.Entry) -> tuple[str, ...]:
    return (
        str(entry.number),
        entry.sealed_at,
        entry.by,
        entry.kind,
        entry.fact,
        entry.subject.kind,
        entry.subject.key,
        entry.before,
        entry.after,
        entry.previous_hash,
        entry.hash,
        entry.name,
    )
