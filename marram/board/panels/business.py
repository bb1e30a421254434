"""What the board's business shows elsewhere: names in the ledger, decisions by what they changed.

The history of an exempt item holds its words, so it is closed to whom the item is.
"""

from collections.abc import Collection, Iterator, Mapping

from django.urls import reverse
from django.utils import timezone

from marram.board.presenters.links import changed_by
from marram.board.queries import histories, links, meetings
from marram.board.vocabulary.resolutions import Touched
from marram.design.components import DataTable
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.panels import Panel


def named(*, viewer: Actor, key: Collection[Subject]) -> Mapping[Subject, tuple[str, str]]:
    """Return the names and addresses of meetings, items and resolutions. Three SQL queries."""
    return dict((*_meetings(viewer, key), *_items(viewer, key), *_resolutions(viewer, key)))


def closed(*, viewer: Actor, key: Subject) -> str | None:
    """Return why this viewer may not read the history of a record, or None."""
    if histories.may_see(viewer=viewer, kind=key.kind, key=key.key):
        return None
    return "This business of the board is not yours to read."


def deciding(kind: Touched) -> Panel:
    """Return the panel that shows on the page of a record which resolutions changed it."""

    def decided(*, viewer: Actor, key: str) -> DataTable | None:
        on = timezone.localdate()
        found = links.decided_about(viewer=viewer, kind=kind, key=key, on=on)
        return changed_by(found) if found else None

    return decided


# Made once each, since the same panel hung twice in a space is one.
DECIDED = {kind: deciding(kind) for kind in Touched if kind is not Touched.RESOLUTION}


def hang() -> None:
    """Hang, on the page of every kind of record that a resolution may change, what changed it."""
    for kind, panel in DECIDED.items():
        panels.hang(kind.value, panel)


def _meetings(viewer: Actor, key: Collection[Subject]) -> Iterator[tuple[Subject, tuple[str, str]]]:
    codes = _keys(key, "board.meeting")
    for code, title in meetings.titles(viewer=viewer, codes=codes).items():
        yield Subject("board.meeting", code), (title, reverse("board:meeting", args=[code]))


def _items(viewer: Actor, key: Collection[Subject]) -> Iterator[tuple[Subject, tuple[str, str]]]:
    numbers = [int(number) for number in _keys(key, "board.item")]
    for number, (title, code) in histories.item_meetings(viewer=viewer, numbers=numbers).items():
        address = f"{reverse('board:meeting', args=[code])}#item-{number}"
        yield Subject("board.item", str(number)), (title, address)


def _resolutions(
    viewer: Actor, key: Collection[Subject]
) -> Iterator[tuple[Subject, tuple[str, str]]]:
    codes = _keys(key, "board.resolution")
    for code, words in histories.resolution_words(viewer=viewer, codes=codes).items():
        yield Subject("board.resolution", code), (words, reverse("board:resolution", args=[code]))


def _keys(subjects: Collection[Subject], kind: str) -> list[str]:
    return [subject.key for subject in subjects if subject.kind == kind]
