"""Resolutions as lines of a list, and how each stands on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from marram.board.models import Consequence, FollowUp, Resolution
from marram.board.queries import effects
from marram.board.rules import resolutions as rules
from marram.board.rules.call_ins import Effect
from marram.board.rules.resolutions import Asked
from marram.board.vocabulary.resolutions import Changed, Standing, Touched


@dataclass(frozen=True, kw_only=True)
class ResolutionLine:
    """A resolution in a list, and how it stands on a day. `effect` says why it is not in effect."""

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
    effect: str = ""


def lines_of(found: QuerySet[Resolution], *, on: date) -> list[ResolutionLine]:
    """Return resolutions as lines, as they stand on a day. At most five SQL queries."""
    together = effects.with_call_ins(found).select_related(
        "owner_organisation", "owner_group", "referred_to"
    )
    together = together.annotate(replaced=Exists(_superseding(on)))
    rows = list(together.order_by("-decided_on", "item__position", "ordinal", "code"))
    said = _last_said(rows, on)
    waits = effects.effects(rows, on=on)
    return [_line(row, said.get(row.pk), waits[row.pk], on) for row in rows]


def asked(row: Resolution, *, on: date, waits: Standing | None = None) -> Asked:
    """Return what a resolution asks for, as its standing on a day depends on it.

    `waits` is how it stands while it is not in effect.
    """
    finished = row.finished_on if row.finished_on and row.finished_on <= on else None
    return Asked(
        kind=row.kind,
        outcome=row.outcome,
        owned=bool(row.owner_organisation_id or row.owner_group_id or row.owner_role),
        due_on=row.due_on,
        repeat=row.repeat,
        finished_on=finished,
        waits=waits,
    )


def _superseding(on: date) -> QuerySet[Consequence]:
    """Return the links that say that a resolution put another in place of it until a day."""
    return Consequence.objects.filter(
        kind=Touched.RESOLUTION,
        key=OuterRef("pk"),
        changed=Changed.SUPERSEDED,
        resolution__decided_on__lte=on,
    )


def _line(row: Resolution, said: FollowUp | None, effect: Effect, on: date) -> ResolutionLine:
    item = row.item
    waits = effect.standing or (Standing.REPLACED if row.replaced else None)  # type: ignore[attr-defined]
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
        standing=rules.standing(asked(row, on=on, waits=waits), on=on),
        finished_on=row.finished_on,
        finished_because=row.finished_because,
        referred_to=row.referred_to.name if row.referred_to else "",
        replied_on=row.replied_on,
        exempt=bool(row.exempt_under or (item and item.exempt_under)),
        last_said=said.words if said else "",
        last_said_on=said.on if said else None,
        version=row.version,
        source=row.source,
        effect=effect.words,
    )


def _owner(row: Resolution) -> str:
    body = row.owner_organisation or row.owner_group
    parts = [part for part in (row.owner_role, body.name if body else "") if part]
    return ", ".join(parts)


def _last_said(rows: Sequence[Resolution], on: date) -> Mapping[str, FollowUp]:
    told = FollowUp.objects.filter(resolution__in=[row.pk for row in rows], on__lte=on)
    return {each.resolution_id: each for each in told.order_by("on", "pk")}
