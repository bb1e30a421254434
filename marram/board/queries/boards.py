"""Boards: who sits on them, by which rules they meet, and whether the law's minimum is met."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marram.board.models import Board, Commissioner, Seat, SubGroup, Terms
from marram.board.policies import business as policies
from marram.board.rules import seats as rules
from marram.board.rules.seats import Quorum, Requirement
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.people.queries import keys as people


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """A board in a list, with how many seats are filled on a day."""

    group: str
    name: str
    seats: int
    statutory: bool


@dataclass(frozen=True, kw_only=True)
class SeatLine:
    """A seat: the role that sits in it, for whom, and whether it votes."""

    number: int
    kind: str
    role: str
    organisation: str
    organisation_name: str
    votes: bool
    substitute_role: str
    starts_on: date
    ends_on: date | None
    filled: bool
    ended_because: str
    source: str
    version: int


@dataclass(frozen=True, kw_only=True)
class SubGroupLine:
    """A formal sub-group of a board."""

    number: int
    group: str
    name: str
    starts_on: date
    ends_on: date | None
    ended_because: str
    source: str


@dataclass(frozen=True, kw_only=True)
class TermsShown:
    """Terms of reference as they were adopted."""

    adopted_on: date
    review_on: date | None
    text: str
    document: int | None
    source: str


@dataclass(frozen=True, kw_only=True)
class BoardPage:
    """A board on a day. `requirements` is empty for one that no law asks for."""

    group: str
    name: str
    on: date
    statutory: bool
    executive: bool
    seats: tuple[SeatLine, ...]
    former: tuple[SeatLine, ...]
    requirements: tuple[Requirement, ...]
    commissioners: tuple[tuple[str, str], ...]
    quorum: Quorum
    quorum_share: int
    quorum_least: int
    clear_days: int
    closed_days: tuple[tuple[date, str], ...]
    key_spending: Decimal | None
    call_in_scope: str
    call_in_days: int
    call_in_members: int
    terms: tuple[TermsShown, ...]
    sub_groups: tuple[SubGroupLine, ...]
    former_sub_groups: tuple[SubGroupLine, ...]
    source: str
    version: int
    may_keep: Verdict


def boards(*, on: date) -> tuple[BoardLine, ...]:
    """Return every board. Three SQL queries."""
    names = people.group_names()
    seated: dict[str, int] = {}
    for seat in Seat.objects.order_by("pk"):
        seated[seat.board_id] = seated.get(seat.board_id, 0) + _filled(seat, on)
    return tuple(
        BoardLine(
            group=board.pk,
            name=names[board.pk],
            seats=seated.get(board.pk, 0),
            statutory=board.statutory,
        )
        for board in Board.objects.order_by("pk")
    )


def may_keep(*, viewer: Actor) -> Verdict:
    """Tell whether the viewer may keep boards' business."""
    return policies.may_keep(viewer)


def board_choices() -> tuple[tuple[str, str], ...]:
    """Return every board as key and name. Two SQL queries."""
    names = people.group_names()
    keys = Board.objects.order_by("pk").values_list("pk", flat=True)
    return tuple((key, names[key]) for key in keys)


def board_page(*, viewer: Actor, group: str, on: date) -> BoardPage:
    """Return a board with its seats and rules as they are on a day. Eight SQL queries.

    Raises: Missing.
    """
    board = Board.objects.filter(pk=group).first()
    if board is None:
        raise Missing(f"There is no board {group}.")
    groups, organisations = people.group_names(), people.organisation_names()
    every = [_seat(seat, organisations, on) for seat in board.seats.order_by("position", "pk")]
    seats = tuple(seat for seat in every if seat.filled)
    commissioners = tuple(_commissioners(board, organisations, on))
    formal = list(board.sub_groups.order_by("position", "pk"))
    voting = [seat for seat in seats if seat.votes]
    return BoardPage(
        group=group,
        name=groups[group],
        on=on,
        statutory=board.statutory,
        executive=board.executive,
        seats=seats,
        former=tuple(seat for seat in every if not seat.filled),
        requirements=_requirements(board, seats, commissioners, on),
        commissioners=tuple((name, role) for name, role in commissioners),
        quorum=rules.quorum(
            seats=len(voting),
            share=board.quorum_share,
            least=board.quorum_least,
            kinds=board.quorum_kinds,
        ),
        quorum_share=board.quorum_share,
        quorum_least=board.quorum_least,
        clear_days=board.clear_days,
        closed_days=tuple(board.closed_days.order_by("on").values_list("on", "why")),
        key_spending=board.key_spending,
        call_in_scope=board.call_in_scope,
        call_in_days=board.call_in_days,
        call_in_members=board.call_in_members,
        terms=tuple(_terms(each) for each in board.terms.order_by("-adopted_on", "-pk")),
        sub_groups=tuple(_sub_group(each, groups) for each in formal if _filled(each, on)),
        former_sub_groups=tuple(
            _sub_group(each, groups) for each in formal if not _filled(each, on)
        ),
        source=board.source,
        version=board.version,
        may_keep=policies.may_keep(viewer),
    )


def seat(*, viewer: Actor, number: int, on: date) -> tuple[str, SeatLine]:
    """Return the board of a seat and the seat, for those who keep it. Two SQL queries.

    Raises: Missing; Refused.
    """
    policies.may_keep(viewer).enforce()
    found = Seat.objects.filter(pk=number).first()
    if found is None:
        raise Missing(f"There is no seat {number}.")
    return found.board_id, _seat(found, people.organisation_names(), on)


def sub_group(*, viewer: Actor, number: int) -> tuple[str, SubGroupLine]:
    """Return the board of a formal sub-group and the sub-group, for those who keep it. Two SQL.

    Raises: Missing; Refused.
    """
    policies.may_keep(viewer).enforce()
    found = SubGroup.objects.filter(pk=number).first()
    if found is None:
        raise Missing(f"There is no sub-group {number}.")
    return found.board_id, _sub_group(found, people.group_names())


def _seat(seat: Seat, organisations: Mapping[str, str], on: date) -> SeatLine:
    return SeatLine(
        number=seat.pk,
        kind=seat.kind,
        role=seat.role,
        organisation=seat.organisation_id or "",
        organisation_name=organisations.get(seat.organisation_id or "", ""),
        votes=seat.votes,
        substitute_role=seat.substitute_role,
        starts_on=seat.starts_on,
        ends_on=seat.ends_on,
        filled=_filled(seat, on),
        ended_because=seat.ended_because,
        source=seat.source,
        version=seat.version,
    )


def _filled(held: Seat | Commissioner | SubGroup, on: date) -> bool:
    return held.starts_on <= on and (held.ends_on is None or on < held.ends_on)


def _commissioners(
    board: Board, organisations: Mapping[str, str], on: date
) -> Iterable[tuple[str, str]]:
    """Yield each commissioner of the area and the role that speaks for it, or nothing."""
    found = board.commissioners.select_related("seat").order_by("organisation", "starts_on")
    for each in found:
        if _filled(each, on):
            speaks = each.seat if each.seat is not None and _filled(each.seat, on) else None
            yield organisations[each.organisation_id], speaks.role if speaks else ""


def _requirements(
    board: Board,
    seats: Iterable[SeatLine],
    commissioners: Iterable[tuple[str, str]],
    on: date,
) -> tuple[Requirement, ...]:
    if not board.statutory:
        return ()
    return rules.statutory_minimum(
        kinds=[seat.kind for seat in seats],
        commissioners=[(name, bool(role)) for name, role in commissioners],
        on=on,
    )


def _terms(found: Terms) -> TermsShown:
    return TermsShown(
        adopted_on=found.adopted_on,
        review_on=found.review_on,
        text=found.text,
        document=found.document_id,
        source=found.source,
    )


def _sub_group(found: SubGroup, groups: Mapping[str, str]) -> SubGroupLine:
    return SubGroupLine(
        number=found.pk,
        group=found.group_id,
        name=groups[found.group_id],
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        ended_because=found.ended_because,
        source=found.source,
    )
