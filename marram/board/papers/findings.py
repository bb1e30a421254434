"""What reading a paper gives: meetings, and what belongs to them, each with its place."""

from dataclasses import dataclass
from datetime import date

from marram.board.papers.texts import Place
from marram.board.vocabulary.meetings import ItemKind, Mode, Presence
from marram.board.vocabulary.resolutions import Outcome, Repeat, ResolutionKind


@dataclass(frozen=True, kw_only=True)
class Found:
    """Something a paper says; `doubt` says why it may not be so, and is empty where it is sure."""

    place: Place
    doubt: str = ""


@dataclass(frozen=True, kw_only=True)
class ItemFound(Found):
    """An item of business. `author` is a role; `pages` are printed page numbers, in words."""

    number: str
    title: str
    kind: ItemKind
    author: str = ""
    pages: str = ""
    to_follow: bool = False


@dataclass(frozen=True, kw_only=True)
class AttendanceFound(Found):
    """That somebody came or sent apologies: an office or an organisation, never a name.

    `position` counts those of the list from 1: where neither is known, it is all that is.
    """

    presence: Presence
    role: str
    organisation: str
    position: int


@dataclass(frozen=True, kw_only=True)
class ResolutionFound(Found):
    """What a meeting resolved or is asked to; `item` and `ordinal` (from 1) tell it apart.

    `frequency` holds the words that say how often it comes back, `due_on` the first day it is due.
    """

    item: str
    ordinal: int
    outcome: Outcome
    wording: str
    kind: ResolutionKind
    repeat: Repeat = Repeat.NEVER
    frequency: str = ""
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class FieldFound(Found):
    """One field at the head of the report to an item, in the words of the paper."""

    item: str
    name: str
    value: str


@dataclass(frozen=True, kw_only=True)
class MeetingFound(Found):
    """A meeting of a body on a day, and what a paper says of it. The venue may be unsaid."""

    body: str
    on: date
    held: bool
    venue: str = ""
    mode: Mode = Mode.NOT_STATED
    items: tuple[ItemFound, ...] = ()
    attendances: tuple[AttendanceFound, ...] = ()
    resolutions: tuple[ResolutionFound, ...] = ()
    fields: tuple[FieldFound, ...] = ()
