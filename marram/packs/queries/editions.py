"""Editions: those of a meeting, one of them whole, and one of its sections."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.packs import policies
from marram.packs.models import Edition, Leaf
from marram.packs.rules import Labels
from marram.packs.vocabulary import Audience, Part
from marram.packs.vocabulary.sections import AgendaLine, Pack, Section, from_text


@dataclass(frozen=True, kw_only=True)
class EditionLine:
    """An edition in a list. `size` counts bytes; `sha256` is that of its PDF."""

    number: int
    meeting: str
    board: str
    day: str
    meets_on: date
    audience: Audience
    edition: int
    pages: int
    size: int
    sha256: str
    made_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class MeetingPacks:
    """The packs of one meeting, newest first, and what the viewer may do about them."""

    meeting: str
    editions: tuple[EditionLine, ...]
    may_make: Verdict


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A section where it stands in an edition: its page numbers, and where its blocks start."""

    section: Section
    labels: tuple[str, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class WholeEdition:
    """An edition as it is read: the guides among its sections, in order."""

    line: EditionLine
    time_and_place: str
    agenda: tuple[AgendaLine, ...]
    leaves: tuple[Placed, ...]
    may_publish: Verdict

    @property
    def pack(self) -> Pack:
        """Return what was printed: everything but the guides, which printing makes."""
        made = (Part.FRONT, Part.INDEX)
        sections = (leaf.section for leaf in self.leaves)
        return Pack(
            meeting=self.line.meeting,
            board=self.line.board,
            day=self.line.day,
            time_and_place=self.time_and_place,
            audience=self.line.audience,
            agenda=self.agenda,
            sections=tuple(section for section in sections if section.part not in made),
        )

    def leaf(self, key: str) -> Placed:
        """Return one section of the edition, but not its front sheet, which is its first page.

        Raises: Missing.
        """
        for placed in self.leaves[1:]:
            if placed.section.key == key:
                return placed
        raise Missing(f"There is no {key} in pack {self.line.number}.")

    @property
    def labels(self) -> Labels:
        return {leaf.section.key: leaf.labels for leaf in self.leaves}


def meeting_packs(*, viewer: Actor, meeting: str) -> MeetingPacks:
    """Return the packs of a meeting that the viewer may see. One SQL query."""
    found = _lines(viewer).filter(meeting=meeting).order_by("-made_at", "-pk")
    return MeetingPacks(
        meeting=meeting,
        editions=tuple(map(_line, found)),
        may_make=policies.may_make(viewer),
    )


def latest_packs(*, viewer: Actor) -> tuple[EditionLine, ...]:
    """Return the newest pack of each meeting for each audience, newest meeting first. One query."""
    newest: dict[tuple[str, str], EditionLine] = {}
    for edition in _lines(viewer).order_by("-meeting__on", "meeting", "audience", "number"):
        newest[edition.meeting_id, edition.audience] = _line(edition)
    return tuple(newest.values())


def packs_with(*, viewer: Actor, indicator: str) -> tuple[EditionLine, ...]:
    """Return the newest pack of each meeting and audience that carries a measure, the newest
    meeting first. One SQL query."""
    carrying = Leaf.objects.filter(section__measures__indicator=indicator).values("edition")
    newest: dict[tuple[str, str], EditionLine] = {}
    found = _lines(viewer).filter(pk__in=carrying)
    for edition in found.order_by("-meeting__on", "meeting", "audience", "number"):
        newest[edition.meeting_id, edition.audience] = _line(edition)
    return tuple(newest.values())


def edition(*, viewer: Actor, number: int) -> WholeEdition:
    """Return an edition with all that stands in it. Two SQL queries.

    Raises: Missing.
    """
    found = _lines(viewer).filter(pk=number).first()
    if found is None:
        raise Missing(f"There is no pack {number}.")
    leaves = Leaf.objects.filter(edition=found).select_related("section").order_by("position")
    return WholeEdition(
        line=_line(found),
        time_and_place=found.front["time_and_place"],
        agenda=tuple(map(_agenda_line, found.front["agenda"])),
        leaves=tuple(
            Placed(
                section=from_text(leaf.section.text),
                labels=tuple(leaf.labels),
                starts=tuple(leaf.starts),
            )
            for leaf in leaves
        ),
        may_publish=policies.may_make(viewer),
    )


def kept_pdf(*, viewer: Actor, number: int) -> int | None:
    """Return the document that holds the PDF of a published edition. One SQL query.

    Raises: Missing.
    """
    found = policies.editions_seen_by(viewer).filter(pk=number).values_list("document", flat=True)
    for document in found:
        return document
    raise Missing(f"There is no pack {number}.")


def published_labels(*, meeting: str) -> Labels:
    """Return the numbers of pages that were ever handed out, by section. One SQL query.

    A section that is shorter now still owns the numbers of the pages it had. Numbers are no secret,
    so every edition counts, whoever asks: a page has one number for all.
    """
    leaves = Leaf.objects.filter(
        edition__meeting=meeting, edition__published_at__isnull=False
    ).order_by("edition__published_at", "edition", "position")
    given: dict[str, tuple[str, ...]] = {}
    for key, labels in leaves.values_list("key", "labels"):
        given[key] = max(given.get(key, ()), tuple(labels), key=len)
    return given


def _lines(viewer: Actor) -> Any:
    return policies.editions_seen_by(viewer).select_related("meeting")


def _line(edition: Edition) -> EditionLine:
    return EditionLine(
        number=edition.pk,
        meeting=edition.meeting_id,
        board=edition.front["board"],
        day=edition.front["day"],
        meets_on=edition.meeting.on,
        audience=Audience(edition.audience),
        edition=edition.number,
        pages=edition.pages,
        size=edition.size,
        sha256=edition.sha256,
        made_at=edition.made_at,
        published_at=edition.published_at,
    )


def _agenda_line(kept: Mapping[str, Any]) -> AgendaLine:
    return AgendaLine(**{**kept, "sections": tuple(kept["sections"])})
