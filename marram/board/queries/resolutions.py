"""Resolutions: the register, one of them, and matters arising at a meeting."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from marram.board.models import Consequence, FollowUp, Meeting, Resolution
from marram.board.policies import business as policies
from marram.board.rules import resolutions as rules
from marram.board.rules.resolutions import Asked
from marram.board.vocabulary.resolutions import Outcome, Standing, Touched
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.people.queries import keys as people
from marram.strategy.queries import known as strategies


@dataclass(frozen=True, kw_only=True)
class ResolutionLine:
    """A resolution in a list, and how it stands on a day."""

    code: str
    board: str
    meeting: str
    meeting_title: str
    item_id: int | None
    item_number: str
    item_title: str
    ordinal: int
    way: str
    decided_on: date
    outcome: str
    kind: str
    words: str
    owner: str
    due_on: date | None
    repeat: str
    frequency: str
    standing: Standing
    finished_on: date | None
    finished_because: str
    referred_to: str
    replied_on: date | None
    exempt: bool
    last_said: str
    last_said_on: date | None
    version: int
    source: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was told about a resolution."""

    on: date
    words: str
    evidence: str
    document: int | None
    met_due_on: date | None


@dataclass(frozen=True, kw_only=True)
class Touch:
    """A record that a resolution changed; `words` is what it is called, if the viewer may know."""

    kind: str
    key: str
    words: str
    changed: str


@dataclass(frozen=True)
class Decided:
    """A resolution as the page of a record that it changed names it."""

    code: str
    words: str
    decided_on: date
    came_of_it: str


@dataclass(frozen=True, kw_only=True)
class ResolutionPage:
    """One resolution with all that came of it."""

    line: ResolutionLine
    reasons: str
    consulted: str
    votes: tuple[int | None, int | None, int | None]
    owner_organisation: str
    owner_group: str
    owner_role: str
    owner_mail: str
    referred_to: str
    reply: str
    called_in_on: date | None
    chased_on: date | None
    said: tuple[Said, ...]
    touched: tuple[Touch, ...]
    may_keep: Verdict
    may_report_back: Verdict


@dataclass(frozen=True, kw_only=True)
class ResolutionFilters:
    """What the register is narrowed to."""

    board: str = ""
    meeting: str = ""
    kind: str = ""
    owner: str = ""
    standing: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Register:
    """The resolutions that fit, what needs most first, and what can be chosen."""

    lines: tuple[ResolutionLine, ...]
    counts: Mapping[Standing, int]
    boards: tuple[tuple[str, str], ...]
    owners: tuple[str, ...]
    filters: ResolutionFilters
    on: date
    may_keep: Verdict


def register(*, viewer: Actor, on: date, filters: ResolutionFilters) -> Register:
    """Return the register of resolutions as it stands on a day. Three SQL queries.

    The standing is worked out from dates by rule, so the list is narrowed after it is read.
    """
    every = lines_of(policies.resolutions_seen_by(viewer), on=on)
    fitting = [line for line in every if _fits(line, filters)]
    names = people.group_names()
    return Register(
        lines=tuple(sorted(fitting, key=lambda line: (_urgency(line), _soonest(line, on)))),
        counts=_counted(line.standing for line in every),
        boards=tuple((key, names[key]) for key in dict.fromkeys(line.board for line in every)),
        owners=tuple(sorted({line.owner for line in every if line.owner})),
        filters=filters,
        on=on,
        may_keep=policies.may_keep(viewer),
    )


def resolution_page(*, viewer: Actor, code: str, on: date) -> ResolutionPage:
    """Return one resolution with all that came of it. At most nine SQL queries.

    Raises: Missing.
    """
    seen = policies.resolutions_seen_by(viewer).filter(pk=code)
    found = seen.first()
    if found is None:
        raise Missing(f"There is no resolution {code}.")
    (line,) = lines_of(seen, on=on)
    return ResolutionPage(
        line=line,
        reasons=found.reasons,
        consulted=found.consulted,
        votes=(found.votes_for, found.votes_against, found.votes_withheld),
        owner_organisation=found.owner_organisation_id or "",
        owner_group=found.owner_group_id or "",
        owner_role=found.owner_role,
        owner_mail=found.owner_mail if policies.may_keep(viewer) else "",
        referred_to=found.referred_to_id or "",
        reply=found.reply,
        called_in_on=found.called_in_on,
        chased_on=found.chased_on,
        said=tuple(_said(each) for each in found.follow_ups.order_by("-on", "-pk")),
        touched=_touched(viewer, found.consequences.order_by("kind", "key")),
        may_keep=policies.may_keep(viewer),
        may_report_back=policies.may_report_back(viewer, found),
    )


def matters_arising(*, viewer: Actor, code: str, on: date) -> tuple[ResolutionLine, ...]:
    """Return what comes back to a meeting: all that its last meeting resolved, and all that
    earlier ones did which was still open then, or finished since. At most six SQL queries.

    The state is that of the meeting's day, once that is past.
    """
    meeting = Meeting.objects.filter(pk=code).first()
    if meeting is None:
        raise Missing(f"There is no meeting {code}.")
    on = min(on, meeting.on)
    before = policies.resolutions_seen_by(viewer).filter(
        board=meeting.group_id, decided_on__lt=meeting.on
    )
    lines = lines_of(before, on=on)
    resolved = (line.decided_on for line in lines if line.outcome == Outcome.RESOLVED)
    last = max(resolved, default=on)
    arising = (line for line in lines if _arises(line, last=last))
    return tuple(sorted(arising, key=lambda line: (line.decided_on, _item_order(line))))


def lines_of(found: QuerySet[Resolution], *, on: date) -> list[ResolutionLine]:
    """Return resolutions as lines, as they stand on a day. Two SQL queries."""
    together = found.select_related(
        "meeting", "item", "owner_organisation", "owner_group", "referred_to"
    )
    rows = list(together.order_by("-decided_on", "item__position", "ordinal", "code"))
    said = _last_said(rows, on)
    return [_line(row, said.get(row.pk), on) for row in rows]


def due_lines(*, viewer: Actor, board: str, on: date) -> list[ResolutionLine]:
    """Return the resolutions of a board that ask for something still. Two SQL queries."""
    seen = policies.resolutions_seen_by(viewer).filter(board=board, finished_on=None)
    settled = (Standing.RECOMMENDED, Standing.SETTLED, Standing.DONE)
    return [line for line in lines_of(seen, on=on) if line.standing not in settled]


def decided_about(*, viewer: Actor, kind: str, key: str) -> tuple[Decided, ...]:
    """Return the resolutions that changed a record of another room. One SQL query."""
    codes = Consequence.objects.filter(kind=kind, key=key).values("resolution")
    seen = policies.resolutions_seen_by(viewer).filter(pk__in=codes)
    rows = seen.order_by("-decided_on", "code")
    return tuple(Decided(row.code, row.words, row.decided_on, row.finished_because) for row in rows)


def asked(row: Resolution, *, on: date) -> Asked:
    """Return what a resolution asks for, as its standing on a day depends on it."""
    finished = row.finished_on if row.finished_on and row.finished_on <= on else None
    return Asked(
        kind=row.kind,
        outcome=row.outcome,
        owned=bool(row.owner_organisation_id or row.owner_group_id or row.owner_role),
        due_on=row.due_on,
        repeat=row.repeat,
        finished_on=finished,
    )


def _line(row: Resolution, said: FollowUp | None, on: date) -> ResolutionLine:
    item = row.item
    return ResolutionLine(
        code=row.code,
        board=row.board_id,
        meeting=row.meeting_id or "",
        meeting_title=row.meeting.title if row.meeting else "",
        item_id=row.item_id,
        item_number=item.number if item else "",
        item_title=item.title if item else "",
        ordinal=row.ordinal,
        way=row.way,
        decided_on=row.decided_on,
        outcome=row.outcome,
        kind=row.kind,
        words=row.words,
        owner=_owner(row),
        due_on=row.due_on,
        repeat=row.repeat,
        frequency=row.frequency,
        standing=rules.standing(asked(row, on=on), on=on),
        finished_on=row.finished_on,
        finished_because=row.finished_because,
        referred_to=row.referred_to.name if row.referred_to else "",
        replied_on=row.replied_on,
        exempt=bool(row.exempt_under or (item and item.exempt_under)),
        last_said=said.words if said else "",
        last_said_on=said.on if said else None,
        version=row.version,
        source=row.source,
    )


def _owner(row: Resolution) -> str:
    body = row.owner_organisation or row.owner_group
    parts = [part for part in (row.owner_role, body.name if body else "") if part]
    return ", ".join(parts)


def _last_said(rows: Sequence[Resolution], on: date) -> Mapping[str, FollowUp]:
    told = FollowUp.objects.filter(resolution__in=[row.pk for row in rows], on__lte=on)
    return {each.resolution_id: each for each in told.order_by("on", "pk")}


def _said(told: FollowUp) -> Said:
    return Said(
        on=told.on,
        words=told.words,
        evidence=told.evidence,
        document=told.document_id,
        met_due_on=told.met_due_on,
    )


def _touched(viewer: Actor, found: QuerySet[Consequence]) -> tuple[Touch, ...]:
    rows = list(found)
    named = {
        Touched.ACTION: strategies.action_words(viewer=viewer, codes=_keys(rows, Touched.ACTION)),
        Touched.STRATEGY: strategies.strategy_titles(
            viewer=viewer, slugs=_keys(rows, Touched.STRATEGY)
        ),
    }
    return tuple(
        Touch(
            kind=row.kind,
            key=row.key,
            words=named.get(Touched(row.kind), {}).get(row.key, ""),
            changed=row.changed,
        )
        for row in rows
    )


def _keys(rows: Iterable[Consequence], kind: Touched) -> Collection[str]:
    return [row.key for row in rows if row.kind == kind]


def _fits(line: ResolutionLine, filters: ResolutionFilters) -> bool:
    exact = (
        (filters.board, line.board),
        (filters.meeting, line.meeting),
        (filters.kind, line.kind),
        (filters.owner, line.owner),
        (filters.standing, line.standing.value),
    )
    words = f"{line.code} {line.words} {line.item_title}".lower()
    return all(not wanted or wanted == held for wanted, held in exact) and (
        filters.words.lower() in words
    )


def _urgency(line: ResolutionLine) -> int:
    return list(Standing).index(line.standing)


def _soonest(line: ResolutionLine, on: date) -> tuple[date, int, str]:
    return line.due_on or date.max, -line.decided_on.toordinal(), line.code


def _counted(standings: Iterable[Standing]) -> Mapping[Standing, int]:
    found = list(standings)
    return {each: found.count(each) for each in Standing if each in found}


def _arises(line: ResolutionLine, *, last: date) -> bool:
    """All of the last meeting comes back; of earlier ones what is open or finished since."""
    if line.decided_on == last:
        return line.standing != Standing.RECOMMENDED
    if line.standing == Standing.DONE:
        return line.finished_on is not None and line.finished_on >= last
    return line.standing not in (Standing.RECOMMENDED, Standing.SETTLED)


def _item_order(line: ResolutionLine) -> tuple[int, int, str]:
    digits = "".join(sign for sign in line.item_number if sign.isdigit())
    return int(digits or 0), line.ordinal, line.code
