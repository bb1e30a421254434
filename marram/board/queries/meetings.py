"""One meeting: its papers, who came, what was declared, minuted and resolved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from marram.board.models import AgendaItem, Attendance, Board, Declaration, Meeting
from marram.board.policies import business as policies
from marram.board.queries import quorums, reports, resolutions, sub_groups
from marram.board.queries.quorums import QuorumHeld
from marram.board.queries.reports import ReportLine
from marram.board.queries.resolutions import ResolutionLine
from marram.board.queries.sub_groups import SubGroupUpdate
from marram.board.rules import days, decisions
from marram.board.rules import meetings as rules
from marram.board.rules.decisions import Flags, Weight
from marram.board.vocabulary.meetings import CLEAR_DAYS, Stage
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.people.queries import keys as people


@dataclass(frozen=True, kw_only=True)
class Declared:
    """An interest declared in an item; `nature` says so where it is kept back."""

    role: str
    organisation_name: str
    interest: str
    nature: str
    conduct: str
    dispensation: str
    advice: str


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """An item of business as the viewer may read it.

    Of an exempt item that is not for this viewer there is its number and its paragraphs, no more:
    `withheld` says so, and every text is empty.
    """

    number: int
    printed: str
    position: int
    withheld: bool
    exempt_under: tuple[str, ...]
    exempt_because: str = ""
    public_interest: str = ""
    exempt_review_on: date | None = None
    kind: str = ""
    title: str = ""
    author_role: str = ""
    organisation: str = ""
    minutes_allowed: int | None = None
    to_follow: bool = False
    covering_note: str = ""
    pages_as_printed: str = ""
    published_on: date | None = None
    supplement: int = 0
    urgent_because: str = ""
    withdrawn_because: str = ""
    spending: Decimal | None = None
    wards: int | None = None
    minute: str = ""
    flags: Flags | None = None
    report: ReportLine | None = None
    resolutions: tuple[ResolutionLine, ...] = ()
    declarations: tuple[Declared, ...] = ()
    source: str = ""
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class AttendanceLine:
    """A role at a meeting."""

    number: int
    role: str
    organisation: str
    organisation_name: str
    presence: str
    votes: bool
    substitute: bool
    remote: bool
    basis: str
    source: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Whether the papers are out in time: five clear working days before the meeting.

    `left` counts the days until the last one to publish; it is negative once that is past.
    """

    publish_by: date
    published_on: date | None
    clear_days: int | None
    needed: int
    in_time: Verdict
    left: int
    holidays_known: Verdict


@dataclass(frozen=True, kw_only=True)
class MeetingPage:
    """A meeting as a viewer may see it on a day."""

    code: str
    group: str
    group_name: str
    title: str
    on: date
    precision: str
    starts_at: time | None
    ends_at: time | None
    venue: str
    mode: str
    stage: str
    first_number: int
    summary: str
    late_because: str
    cancelled_because: str
    minutes_published_on: date | None
    confirmed_at: str
    confirmed_on: date | None
    before: str
    after: str
    is_board: bool
    executive: bool
    notice: Notice | None
    items: tuple[ItemLine, ...]
    attendance: tuple[AttendanceLine, ...]
    quorum: QuorumHeld
    sub_groups: tuple[SubGroupUpdate, ...]
    matters_arising: tuple[ResolutionLine, ...]
    next_stages: frozenset[Stage]
    reads_minutes: bool
    reads_exempt: bool
    source: str
    version: int
    may_keep: Verdict
    may_minute: Verdict
    may_declare: Verdict
    agenda_open: Verdict


def meeting_page(*, viewer: Actor, code: str, on: date) -> MeetingPage:
    """Return a meeting with all of its business that the viewer may read.

    The number of SQL queries does not depend on how many items there are: at most 34.

    Raises: Missing.
    """
    meeting = one_meeting(viewer, code)
    board = Board.objects.filter(pk=meeting.group_id).first()
    groups, organisations = people.group_names(), people.organisation_names()
    before, after = _neighbours(viewer, meeting)
    reads_minutes = bool(policies.may_read_minutes(viewer, meeting))
    return MeetingPage(
        code=meeting.code,
        group=meeting.group_id,
        group_name=groups[meeting.group_id],
        title=meeting.title,
        on=meeting.on,
        precision=meeting.precision,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        venue=meeting.venue,
        mode=meeting.mode,
        stage=meeting.stage,
        first_number=meeting.first_number,
        summary=meeting.summary if policies.may_read_drafts(viewer) else "",
        late_because=meeting.late_because,
        cancelled_because=meeting.cancelled_because,
        minutes_published_on=meeting.minutes_published_on,
        confirmed_at=meeting.confirmed_at_id or "",
        confirmed_on=meeting.confirmed_at.on if meeting.confirmed_at else None,
        before=before,
        after=after,
        is_board=board is not None,
        executive=bool(board and board.executive),
        notice=_notice(meeting, board, on),
        items=items_of(viewer, meeting, board, on=on, organisations=organisations),
        attendance=_attendance(meeting, organisations) if reads_minutes else (),
        quorum=quorums.quorum(code=code),
        sub_groups=sub_groups.updates(viewer=viewer, meeting=meeting),
        matters_arising=resolutions.matters_arising(viewer=viewer, code=code, on=on)
        if board
        else (),
        next_stages=rules.MOVES[Stage(meeting.stage)],
        reads_minutes=reads_minutes,
        reads_exempt=bool(policies.may_read_exempt(viewer)),
        source=meeting.source,
        version=meeting.version,
        may_keep=policies.may_keep(viewer),
        may_minute=rules.may_be_minuted(meeting.title, meeting.stage),
        may_declare=policies.may_declare(viewer),
        agenda_open=rules.agenda_open(meeting.title, meeting.stage),
    )


def item_page(*, viewer: Actor, number: int, on: date) -> tuple[MeetingPage, ItemLine]:
    """Return an item and its meeting. As many SQL queries as the meeting's page, and one.

    Raises: Missing.
    """
    found = policies.items_seen_by(viewer).filter(pk=number).values_list("meeting", flat=True)
    code = found.first()
    if code is None:
        raise Missing(f"There is no item {number}.")
    page = meeting_page(viewer=viewer, code=code, on=on)
    return page, next(item for item in page.items if item.number == number)


def attendance_line(*, viewer: Actor, number: int) -> tuple[str, AttendanceLine]:
    """Return a line of attendance and its meeting's code, for who keeps it. Two SQL queries.

    Raises: Missing; Refused.
    """
    policies.may_keep(viewer).enforce()
    found = Attendance.objects.select_related("seat").filter(pk=number).first()
    if found is None:
        raise Missing(f"There is no line {number} of attendance.")
    return found.meeting_id, _line(found, people.organisation_names())


def to_confirm(*, viewer: Actor, code: str) -> tuple[tuple[str, str, date], ...]:
    """Return the meetings whose minutes a meeting may confirm: code, title, day. Two SQL queries.

    Raises: Missing.
    """
    meeting = one_meeting(viewer, code)
    held = policies.meetings_seen_by(viewer).filter(
        group=meeting.group_id, stage=Stage.HELD, on__lt=meeting.on
    )
    return tuple(held.order_by("-on", "code").values_list("pk", "title", "on"))


def titles(*, viewer: Actor, codes: Sequence[str]) -> Mapping[str, str]:
    """Return what meetings are called, with their day, by code. One SQL query."""
    found = policies.meetings_seen_by(viewer).filter(pk__in=codes).order_by("pk")
    rows = found.values_list("pk", "title", "on")
    return {code: f"{title}, {on.day} {on:%B %Y}" for code, title, on in rows}


def one_meeting(viewer: Actor, code: str) -> Meeting:
    """Return a meeting. One SQL query.

    Raises: Missing.
    """
    seen = policies.meetings_seen_by(viewer).select_related("confirmed_at")
    found = seen.filter(pk=code).first()
    if found is None:
        raise Missing(f"There is no meeting {code}.")
    return found


def items_of(
    viewer: Actor,
    meeting: Meeting,
    board: Board | None,
    *,
    on: date,
    organisations: Mapping[str, str],
) -> tuple[ItemLine, ...]:
    """Return the items of a meeting, what is withheld as no more than its number.

    What a viewer may not read is never fetched. At most nine SQL queries.
    """
    seen = list(policies.items_seen_by(viewer).filter(meeting=meeting).order_by("position"))
    keys = [item.pk for item in seen]
    found_reports = reports.of_items(viewer=viewer, items=keys)
    resolved = _resolved(viewer, meeting, on)
    declared = _declared(viewer, meeting, organisations)
    reads_minutes = bool(policies.may_read_minutes(viewer, meeting))
    lines = [
        ItemLine(
            number=item.pk,
            printed=item.number,
            position=item.position,
            withheld=False,
            exempt_under=rules.exempt_under(item.exempt_under),
            exempt_because=item.exempt_because,
            public_interest=item.public_interest,
            exempt_review_on=item.exempt_review_on,
            kind=item.kind,
            title=item.title,
            author_role=item.author_role,
            organisation=organisations.get(item.organisation_id or "", ""),
            minutes_allowed=item.minutes_allowed,
            to_follow=item.to_follow,
            covering_note=item.covering_note,
            pages_as_printed=item.pages_as_printed,
            published_on=item.published_on,
            supplement=item.supplement,
            urgent_because=item.urgent_because,
            withdrawn_because=item.withdrawn_because,
            spending=item.spending,
            wards=item.wards,
            minute=item.minute if reads_minutes else "",
            flags=_flags(item, meeting, board),
            report=found_reports.get(item.pk),
            resolutions=tuple(resolved.get(item.pk, ())),
            declarations=tuple(declared.get(item.pk, ())),
            source=item.source,
            version=item.version,
        )
        for item in seen
    ]
    return tuple(sorted([*lines, *_withheld(meeting, keys)], key=lambda line: line.position))


def _withheld(meeting: Meeting, seen: Sequence[int]) -> list[ItemLine]:
    """Return what the viewer is told of exempt items that are published and not for them."""
    kept_back = (
        AgendaItem.objects.filter(meeting=meeting, published_on__isnull=False)
        .exclude(exempt_under="")
        .exclude(pk__in=seen)
        .order_by("position")
    )
    rows = kept_back.values_list("pk", "number", "position", "exempt_under")
    return [
        ItemLine(
            number=pk,
            printed=printed,
            position=position,
            withheld=True,
            exempt_under=rules.exempt_under(under),
        )
        for pk, printed, position, under in rows
    ]


def _resolved(viewer: Actor, meeting: Meeting, on: date) -> Mapping[int, list[ResolutionLine]]:
    seen = policies.resolutions_seen_by(viewer).filter(meeting=meeting)
    by_item: dict[int, list[ResolutionLine]] = {}
    for line in resolutions.lines_of(seen, on=on):
        if line.item_id is not None:
            by_item.setdefault(line.item_id, []).append(line)
    return by_item


def _declared(
    viewer: Actor, meeting: Meeting, organisations: Mapping[str, str]
) -> Mapping[int, list[Declared]]:
    seen = policies.declarations_seen_by(viewer).filter(item__meeting=meeting)
    by_item: dict[int, list[Declared]] = {}
    for each in seen.select_related("attendance").order_by("item", "pk"):
        by_item.setdefault(each.item_id, []).append(_declaration(viewer, each, organisations))
    return by_item


def _declaration(viewer: Actor, found: Declaration, organisations: Mapping[str, str]) -> Declared:
    nature = policies.may_read_nature(viewer, found)
    line = found.attendance
    return Declared(
        role=line.role,
        organisation_name=organisations.get(line.organisation_id or "", ""),
        interest=found.interest,
        nature=found.nature if nature else nature.reason,
        conduct=found.conduct,
        dispensation=found.dispensation,
        advice=found.advice,
    )


def _flags(item: AgendaItem, meeting: Meeting, board: Board | None) -> Flags | None:
    if board is None:
        return None
    weight = Weight(executive=board.executive, spending=item.spending, wards=item.wards)
    return decisions.flags(weight, key_spending=board.key_spending, decided_on=meeting.on)


def _attendance(meeting: Meeting, organisations: Mapping[str, str]) -> tuple[AttendanceLine, ...]:
    lines = meeting.attendances.select_related("seat").order_by("seat__position", "pk")
    return tuple(_line(each, organisations) for each in lines)


def _line(found: Attendance, organisations: Mapping[str, str]) -> AttendanceLine:
    return AttendanceLine(
        number=found.pk,
        role=found.role,
        organisation=found.organisation_id or "",
        organisation_name=organisations.get(found.organisation_id or "", ""),
        presence=found.presence,
        votes=bool(found.seat and found.seat.votes),
        substitute=found.substitute,
        remote=found.remote,
        basis=found.basis,
        source=found.source,
        version=found.version,
    )


def _notice(meeting: Meeting, board: Board | None, on: date) -> Notice | None:
    """Return whether the papers of a board's meeting are out in time; other groups publish none."""
    if board is None or meeting.precision != "day" or _from_the_record(meeting):
        return None
    closed = set(board.closed_days.values_list("on", flat=True))
    needed = board.clear_days or CLEAR_DAYS
    by = days.publish_by(meeting.on, clear_days=needed, closed=closed)
    out = meeting.published_on
    given = days.clear_days_between(out or on, meeting.on, closed=closed)
    return Notice(
        publish_by=by,
        published_on=out,
        clear_days=given if out else None,
        needed=needed,
        in_time=days.in_time(out or on, meeting.on, clear_days=needed, closed=closed),
        left=(by - on).days,
        holidays_known=days.holidays_known(meeting.on),
    )


def _from_the_record(meeting: Meeting) -> bool:
    """An old agenda that was out on a day which nobody wrote down cannot be judged."""
    out = rules.agenda_is_out(meeting.stage, meeting.published_on)
    return out and meeting.published_on is None


def _neighbours(viewer: Actor, meeting: Meeting) -> tuple[str, str]:
    """Return the codes of the meetings of the same group before and after. Two SQL queries."""
    others = policies.meetings_seen_by(viewer).filter(group=meeting.group_id)
    standing = others.exclude(stage=Stage.CANCELLED).exclude(pk=meeting.pk)
    before = standing.filter(on__lte=meeting.on).order_by("-on", "-code")
    after = standing.filter(on__gt=meeting.on).order_by("on", "code")
    return (
        before.values_list("pk", flat=True).first() or "",
        after.values_list("pk", flat=True).first() or "",
    )
