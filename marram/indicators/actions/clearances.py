"""Keeping a doubted figure as right, and doubting it again."""

from datetime import datetime

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Refused
from marram.indicators import policies
from marram.indicators.events import FigureDoubtedAgain, FigureKept
from marram.indicators.models import Clearance, Indicator
from marram.indicators.queries.doubts import doubted_result
from marram.indicators.rules import clearing


@transaction.atomic
def keep_figure(*, by: Actor, at: datetime, indicator: str, figure: str, reason: str) -> None:
    """Lift the doubts that strike a figure, for a reason; it is judged from now on.

    Raises: Missing; Refused when `by` may not, gives no reason, nothing strikes the figure, or a
    doubt is one that only its source can settle.
    """
    policies.may_look_at_doubts(by).enforce()
    if not reason.strip():
        raise Refused("Say why the figure is right, for those who read it.")
    _locked(indicator)
    found = doubted_result(viewer=by, indicator=indicator, figure=figure, on=at.date())
    clearing.may_be_kept(found.findings).enforce()
    doubts = [each for each in found.findings if each.flag.strikes]
    Clearance.objects.bulk_create(
        Clearance(
            figure=figure,
            flag=each.flag,
            indicator_id=indicator,
            holding_id=found.keys.delivery,
            row=found.row,
            said=each.sentence,
            reason=reason.strip(),
            cleared_by=by.key,
            cleared_at=at,
        )
        for each in doubts
    )
    after = {
        "figure": f"{found.slice.place}, {found.slice.period.label}",
        "doubts": [each.sentence for each in doubts],
        "reason": reason.strip(),
    }
    publish(FigureKept(by=by.key, at=at, subject=_subject(indicator), after=after))


@transaction.atomic
def doubt_again(*, by: Actor, at: datetime, indicator: str, figure: str, reason: str) -> None:
    """Take back that a figure was kept as right; it is struck again from now on.

    Raises: Missing; Refused when `by` may not, gives no reason, or it was not kept.
    """
    policies.may_look_at_doubts(by).enforce()
    if not reason.strip():
        raise Refused("Say why the figure is doubted again, for those who have used it.")
    _locked(indicator)
    found = doubted_result(viewer=by, indicator=indicator, figure=figure, on=at.date())
    standing = Clearance.objects.filter(figure=figure, withdrawn_at=None)
    taken = standing.update(withdrawn_by=by.key, withdrawn_at=at, withdrawn_because=reason.strip())
    if not taken:
        raise Refused("This figure was not kept as right. Nothing has changed.")
    after = {
        "figure": f"{found.slice.place}, {found.slice.period.label}",
        "reason": reason.strip(),
    }
    publish(FigureDoubtedAgain(by=by.key, at=at, subject=_subject(indicator), after=after))


def _locked(indicator: str) -> None:
    """Let one person at a time judge the figures of an indicator."""
    list(Indicator.objects.select_for_update().filter(pk=indicator))


def _subject(indicator: str) -> Subject:
    return Subject("indicators.indicator", indicator)
