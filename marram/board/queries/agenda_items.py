"""The items of a meeting as a viewer may read them: papers, minute, declarations, resolutions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marram.board.models import AgendaItem, Board, Declaration, Meeting
from marram.board.policies import business as policies
from marram.board.queries import reports, resolution_lines
from marram.board.queries.reports import ReportLine
from marram.board.queries.resolution_lines import ResolutionLine
from marram.board.rules import decisions
from marram.board.rules import meetings as rules
from marram.board.rules.decisions import Flags, Weight
from marram.foundation.actors import Actor


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
    for line in resolution_lines.lines_of(seen, on=on):
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
    return decisions.flags(
        weight,
        key_spending=board.key_spending,
        decided_on=meeting.on,
        call_in_days=board.call_in_days,
    )
