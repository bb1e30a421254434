"""What the board's business shows elsewhere: names in the ledger, decisions by what they changed.

The history of an exempt item holds its words, so it is closed to whom the item is.
"""

from collections.abc import Collection, Iterator, Mapping

from django.urls import reverse

from marram.board.presenters.resolutions import changed_by
from marram.board.queries import histories, meetings, resolutions
from marram.board.vocabulary.resolutions import Touched
from marram.design.components import DataTable
from marram.foundation.actors import Actor
from marram.foundation.events import Subject


def named(*, viewer: Actor, key: Collection[Subject]) -> Mapping[Subject, tuple[str, str]]:
    """Return the names and addresses of meetings, items and resolutions. Three SQL queries."""
    return dict((*_meetings(viewer, key), *_items(viewer, key), *_resolutions(viewer, key)))


def closed(*, viewer: Actor, key: Subject) -> str | None:
    """Return why this viewer may not read the history of a record, or None."""
    if histories.may_see(viewer=viewer, kind=key.kind, key=key.key):
        return None
    return "This business of the board is not yours to read."


def decided_about_action(*, viewer: Actor, key: str) -> DataTable | None:
    """Return the resolutions that changed an action, for its page."""
    return _decided(viewer, Touched.ACTION, key)


def decided_about_strategy(*, viewer: Actor, key: str) -> DataTable | None:
    """Return the resolutions that changed a strategy, for its page."""
    return _decided(viewer, Touched.STRATEGY, key)


def _decided(viewer: Actor, kind: Touched, key: str) -> DataTable | None:
    found = resolutions.decided_about(viewer=viewer, kind=kind, key=key)
    return changed_by(found) if found else None


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
