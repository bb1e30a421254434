"""The forward plan: what is to come to a board, worked out from the record and added by hand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from marram.board.models import Board, ForwardEntry, ForwardPlan, Meeting, Resolution
from marram.board.policies import business as policies
from marram.board.queries import effects
from marram.board.queries.resolution_lines import asked
from marram.board.rules import decisions
from marram.board.rules import forward as rules
from marram.board.rules import resolutions as resolution_rules
from marram.board.rules.call_ins import Effect
from marram.board.rules.decisions import Weight
from marram.board.rules.meetings import exempt_under
from marram.board.vocabulary.forward import Basis
from marram.board.vocabulary.meetings import EXEMPT_PARAGRAPHS, Precision, Stage
from marram.board.vocabulary.resolutions import Repeat
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.funding.queries.returns import names as returns
from marram.people.queries import keys as people
from marram.strategy.queries.library import strategies
from marram.strategy.queries.library.strategies import LibraryFilters


# What is published is what anybody may read, whoever publishes it.
EVERYBODY = Actor(key="resident", name="Everybody")
PRIVATE = "A matter to be taken in private"


@dataclass(frozen=True, kw_only=True)
class ForwardLine:
    """A matter that is to come: when, why, to which meeting, and whether it is a key decision."""

    due_on: date
    title: str
    basis: Basis
    why: str
    maker: str = ""
    meeting: str = ""
    meeting_on: date | None = None
    key: tuple[str, ...] = ()
    notice_by: date | None = None
    call_in_until: date | None = None
    overdue: bool = False
    private: str = ""
    consultees: str = ""
    papers: str = ""
    contact_role: str = ""
    entry: int | None = None


@dataclass(frozen=True, kw_only=True)
class PublishedPlan:
    """A forward plan as it was published."""

    published_on: date
    until: date
    lines: tuple[ForwardLine, ...]


@dataclass(frozen=True, kw_only=True)
class ForwardPlanPage:
    """What is to come to a board; `working` is for those who may read business in preparation."""

    group: str
    name: str
    on: date
    until: date
    working: tuple[ForwardLine, ...]
    published: tuple[PublishedPlan, ...]
    reads_working: bool
    may_keep: Verdict


@dataclass(frozen=True, kw_only=True)
class EntryForm:
    """What the form of a matter starts from."""

    group: str
    version: int
    fields: Mapping[str, Any]


def forward_plan(*, viewer: Actor, group: str, on: date, until: date) -> ForwardPlanPage:
    """Return what is to come to a board until a day. At most fifteen SQL queries.

    Raises: Missing.
    """
    if not Board.objects.filter(pk=group).exists():
        raise Missing(f"There is no board {group}.")
    reads = bool(policies.may_read_drafts(viewer))
    published = ForwardPlan.objects.filter(board=group).order_by("-published_on", "-pk")
    return ForwardPlanPage(
        group=group,
        name=people.group_names()[group],
        on=on,
        until=until,
        working=lines(viewer=viewer, group=group, on=on, until=until) if reads else (),
        published=tuple(_published(each) for each in published),
        reads_working=reads,
        may_keep=policies.may_keep(viewer),
    )


def lines(*, viewer: Actor, group: str, on: date, until: date) -> tuple[ForwardLine, ...]:
    """Return every matter that the viewer may know of, in the order of days. Twelve SQL at most.

    Raises: Missing.
    """
    board = Board.objects.filter(pk=group).first()
    if board is None:
        raise Missing(f"There is no board {group}.")
    meetings = dict(
        Meeting.objects.filter(group=group, on__gte=on, precision=Precision.DAY)
        .exclude(stage__in=[Stage.CANCELLED, Stage.HELD, Stage.CONFIRMED])
        .order_by("on", "code")
        .values_list("code", "on")
    )
    found = [
        *_by_hand(viewer, board, on, until),
        *_resolved(viewer, group, meetings, on, until),
        *_standing(board, meetings, until),
        *_ending(viewer, on, until),
        *_returns(viewer, on, until),
    ]
    placed = (_placed(line, meetings) for line in found)
    return tuple(sorted(placed, key=lambda line: (line.due_on, line.basis.value, line.title)))


def entry_form(*, viewer: Actor, number: int) -> EntryForm:
    """Return what the form of a matter starts from. One SQL query.

    Raises: Missing; Refused.
    """
    policies.may_keep(viewer).enforce()
    entry = policies.entries_seen_by(viewer).filter(pk=number, withdrawn_on=None).first()
    if entry is None:
        raise Missing(f"There is no matter {number} in the forward plan.")
    names = ("title", "maker", "due_on", "spending", "wards", "consultees", "papers")
    more = ("contact_role", "exempt_under", "exempt_because")
    fields = {name: getattr(entry, name) for name in (*names, *more)}
    return EntryForm(group=entry.board_id, version=entry.version, fields=fields)


def as_json(line: ForwardLine) -> dict[str, Any]:
    """Return a line as JSON keeps it: days as text."""
    said = asdict(line)
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in said.items()
    }


def _published(plan: ForwardPlan) -> PublishedPlan:
    return PublishedPlan(
        published_on=plan.published_on,
        until=plan.until,
        lines=tuple(_from_json(line) for line in plan.lines),
    )


def _from_json(said: Mapping[str, Any]) -> ForwardLine:
    days = ("due_on", "meeting_on", "notice_by", "call_in_until")
    read = {name: date.fromisoformat(said[name]) if said[name] else None for name in days}
    key = tuple(said["key"])
    return ForwardLine(**{**said, **read, "key": key, "basis": Basis(said["basis"])})


def _by_hand(viewer: Actor, board: Board, on: date, until: date) -> Iterator[ForwardLine]:
    """Yield what officers added; of a private matter no more than that to those kept out."""
    open_to_all = set(policies.entries_seen_by(viewer).values_list("pk", flat=True))
    entries = board.forward_entries.filter(
        withdrawn_on=None, due_on__gte=on, due_on__lte=until
    ).order_by("due_on", "pk")
    for entry in entries:
        yield _entry(entry, board, withheld=entry.pk not in open_to_all)


def _entry(entry: ForwardEntry, board: Board, *, withheld: bool) -> ForwardLine:
    weight = Weight(executive=board.executive, spending=entry.spending, wards=entry.wards)
    flags = decisions.flags(
        weight,
        key_spending=board.key_spending,
        decided_on=entry.due_on,
        call_in_days=board.call_in_days,
    )
    private = "; ".join(
        f"paragraph {each}: {EXEMPT_PARAGRAPHS[each]}" for each in exempt_under(entry.exempt_under)
    )
    line = ForwardLine(
        due_on=entry.due_on,
        title=PRIVATE if withheld else entry.title,
        basis=Basis.BY_HAND,
        why="",
        maker=entry.maker,
        key=tuple(reason.value for reason in flags.key),
        notice_by=flags.notice_by,
        call_in_until=flags.call_in_until,
        private=private,
        entry=None if withheld else entry.pk,
    )
    if withheld:
        return line
    return replace(
        line,
        consultees=entry.consultees,
        papers=entry.papers,
        contact_role=entry.contact_role,
    )


def _resolved(
    viewer: Actor, group: str, meetings: Mapping[str, date], on: date, until: date
) -> Iterator[ForwardLine]:
    """Yield what resolutions ask for, on each of their days, also those that are overdue."""
    seen = policies.resolutions_seen_by(viewer).filter(board=group, finished_on=None)
    rows = list(effects.with_call_ins(seen).order_by("due_on", "code"))
    waits = effects.effects(rows, on=on)
    for row in rows:
        if not resolution_rules.asks_for_something(asked(row, on=on)):
            continue
        for day in _days(row, meetings.values(), until):
            yield ForwardLine(
                due_on=day,
                title=row.item.title if row.item else row.words,
                basis=Basis.RESOLUTION,
                why=_asked_for(row, waits[row.pk]),
                overdue=day < on and not waits[row.pk].words,
                maker=row.owner_role,
            )


def _asked_for(row: Resolution, effect: Effect) -> str:
    said = f"{row.words} (resolution {row.code}, {row.frequency or row.repeat})"
    return f"{said}. {effect.words}" if effect.words else said


def _days(row: Resolution, meetings: Collection[date], until: date) -> Sequence[date]:
    if row.repeat == Repeat.EVERY_MEETING:
        return [day for day in meetings if day <= until]
    return resolution_rules.due_days(row.due_on, row.repeat, until=until)


def _standing(board: Board, meetings: Mapping[str, date], until: date) -> Iterator[ForwardLine]:
    """Yield the standing item of the sub-groups for each meeting that is planned."""
    days = list(board.sub_groups.order_by("pk").values_list("starts_on", "ends_on"))
    for day in meetings.values():
        formal = sum(begins <= day and (ends is None or day < ends) for begins, ends in days)
        if formal and day <= until:
            yield ForwardLine(
                due_on=day,
                title="Sub-group updates",
                basis=Basis.STANDING,
                why=f"{formal} formal sub-groups tell every meeting what they did",
            )


def _ending(viewer: Actor, on: date, until: date) -> Iterator[ForwardLine]:
    """Yield the local strategies that end, on the last day that each still runs."""
    library = strategies.library(viewer=viewer, on=on, filters=LibraryFilters(level="local"))
    for line in library.lines:
        if line.last_day is not None and on <= line.last_day <= until:
            yield ForwardLine(
                due_on=line.last_day,
                title=f"Renew or end: {line.title}",
                basis=Basis.STRATEGY,
                why=f"It runs until {line.last_day.day} {line.last_day:%B %Y}",
                maker=line.owner,
            )


def _returns(viewer: Actor, on: date, until: date) -> Iterator[ForwardLine]:
    """Yield the returns of pooled funds that are due: the board approves them."""
    for _, title, due_on in returns.due(viewer=viewer, on=on, until=until):
        yield ForwardLine(
            due_on=due_on,
            title=title,
            basis=Basis.RETURN,
            why=f"It is to be sent in by {due_on.day} {due_on:%B %Y}",
        )


def _placed(line: ForwardLine, meetings: Mapping[str, date]) -> ForwardLine:
    code = rules.comes_to(line.due_on, meetings.items())
    return replace(line, meeting=code, meeting_on=meetings.get(code))
