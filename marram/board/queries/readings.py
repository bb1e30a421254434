"""Published papers and what they propose, beside the words they say it in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q

from marram.board.models import Meeting, Proposal, Reading
from marram.board.papers import files
from marram.board.papers.texts import settled
from marram.board.policies import business as policies
from marram.board.vocabulary.readings import Kind, State
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.people.queries import keys as people
from marram.records import queries as records


# How much of a paper is shown around what was found, counted in characters each side.
AROUND = 400
LONGEST_WORDS = 1_500


@dataclass(frozen=True, kw_only=True)
class ReadingLine:
    """A paper that was read. `known` counts facts that were on record before it came."""

    number: int
    name: str
    read_at: datetime
    waiting: int
    unsure: int
    accepted: int
    declined: int
    known: int


@dataclass(frozen=True, kw_only=True)
class ProposalLine:
    """One fact a paper tells: its values, and `said`, the words of the paper."""

    number: int
    kind: Kind
    meeting: str
    values: Mapping[str, Any]
    doubt: str
    page: str
    first_line: int
    last_line: int
    said: str
    state: State
    reason: str
    version: int


@dataclass(frozen=True, kw_only=True)
class MeetingTold:
    """What a paper tells of one meeting; `on_record` is where it can be read, once it is."""

    code: str
    title: str
    on: date | None
    on_record: bool
    proposals: tuple[ProposalLine, ...]


@dataclass(frozen=True, kw_only=True)
class ReadingPage:
    """A paper with its proposals by meeting, in the order in which they can be accepted."""

    line: ReadingLine
    meetings: tuple[MeetingTold, ...]
    sure: int


@dataclass(frozen=True, kw_only=True)
class ProposalPage:
    """One proposal within the words around it: before, what was found, after.

    `waits_for` says what has to be accepted first; `groups` and `organisations` are names by key,
    to choose from.
    """

    reading: ReadingLine
    line: ProposalLine
    before: str
    after: str
    groups: Mapping[str, str]
    organisations: Mapping[str, str]
    following: int | None


def readings(*, viewer: Actor) -> tuple[ReadingLine, ...]:
    """Return the papers that were read, newest first. Two SQL queries.

    Raises: Refused to those who do not keep the board's business.
    """
    policies.may_keep(viewer).enforce()
    return _lines(list(_counted()))


def reading_page(*, viewer: Actor, number: int) -> ReadingPage:
    """Return a paper and what it proposes. Five SQL queries, however much that is.

    Raises: Refused; Missing.
    """
    policies.may_keep(viewer).enforce()
    found = _reading(number)
    text = _text(found)
    rows = [_proposal(row, text) for row in found.proposals.order_by("position")]
    return ReadingPage(
        line=_lines([found])[0],
        meetings=tuple(_by_meeting(rows)),
        sure=sum(row.state is State.WAITING and not row.doubt for row in rows),
    )


def proposal_page(*, viewer: Actor, number: int) -> ProposalPage:
    """Return one proposal with the words around it. At most eight SQL queries.

    Raises: Refused; Missing.
    """
    policies.may_keep(viewer).enforce()
    row = Proposal.objects.filter(pk=number).first()
    if row is None:
        raise Missing(f"There is no proposal {number}.")
    found = _reading(row.reading_id)
    text = _text(found)
    waiting = found.proposals.filter(state=State.WAITING, position__gt=row.position)
    return ProposalPage(
        reading=_lines([found])[0],
        line=_proposal(row, text),
        before=text[max(0, row.start - AROUND) : row.start],
        after=text[row.end : row.end + AROUND],
        groups=people.group_names(),
        organisations=people.organisation_names(),
        following=waiting.order_by("position").values_list("pk", flat=True).first(),
    )


def papers_named(*, viewer: Actor, numbers: Collection[int]) -> Mapping[int, str]:
    """Return the names of papers by number, for those who keep the business. Two SQL queries."""
    if not policies.may_keep(viewer):
        return {}
    rows = dict(Reading.objects.filter(pk__in=numbers).order_by("pk").values_list("pk", "document"))
    names = records.documents(numbers=list(rows.values()))
    return {number: names[document].name for number, document in rows.items()}


def _counted() -> Any:
    return Reading.objects.order_by("-read_at", "-pk").annotate(
        waiting=Count("proposals", filter=Q(proposals__state=State.WAITING)),
        unsure=Count(
            "proposals", filter=Q(proposals__state=State.WAITING) & ~Q(proposals__doubt="")
        ),
        accepted=Count("proposals", filter=Q(proposals__state=State.ACCEPTED)),
        declined=Count("proposals", filter=Q(proposals__state=State.DECLINED)),
    )


def _reading(number: int) -> Any:
    found = _counted().filter(pk=number).first()
    if found is None:
        raise Missing(f"There is no paper {number}.")
    return found


def _lines(found: Sequence[Any]) -> tuple[ReadingLine, ...]:
    names = records.documents(numbers=[row.document_id for row in found])
    return tuple(
        ReadingLine(
            number=row.pk,
            name=names[row.document_id].name,
            read_at=row.read_at,
            waiting=row.waiting,
            unsure=row.unsure,
            accepted=row.accepted,
            declined=row.declined,
            known=row.known,
        )
        for row in found
    )


def _proposal(row: Proposal, text: str) -> ProposalLine:
    return ProposalLine(
        number=row.pk,
        kind=Kind(row.kind),
        meeting=row.meeting,
        values=row.values,
        doubt=row.doubt,
        page=row.page,
        first_line=row.first_line,
        last_line=row.last_line,
        said=text[row.start : row.end][:LONGEST_WORDS],
        state=State(row.state),
        reason=row.reason,
        version=row.version,
    )


def _by_meeting(rows: Sequence[ProposalLine]) -> list[MeetingTold]:
    codes = dict.fromkeys(row.meeting for row in rows)
    on_record = {
        code: (title, on)
        for code, title, on in Meeting.objects.filter(pk__in=codes)
        .order_by("pk")
        .values_list("pk", "title", "on")
    }
    return [
        _told(code, on_record.get(code), [row for row in rows if row.meeting == code])
        for code in codes
    ]


def _told(code: str, record: tuple[str, date] | None, rows: Sequence[ProposalLine]) -> MeetingTold:
    proposed = next((row.values for row in rows if row.kind is Kind.MEETING), None)
    title, on = record or (None, None)
    if proposed is not None and record is None:
        title, on = str(proposed["title"]), date.fromisoformat(proposed["on"])
    return MeetingTold(
        code=code,
        title=title or code,
        on=on,
        on_record=record is not None,
        proposals=tuple(rows),
    )


def _text(found: Reading) -> str:
    return _text_of(found.sha256, found.document_id)


@lru_cache(maxsize=4)
def _text_of(sha256: str, document: int) -> str:
    """Return the words of a paper, kept for the next page: the hash says that they are the same."""
    return settled(files.text_of(records.content(number=document)))
