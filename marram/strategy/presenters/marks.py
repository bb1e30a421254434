"""How an action stands, and what its lead claims, as marks that do not need colour."""

from functools import cache

from django.utils.safestring import SafeString

from marram.design.components import Shape, StatusTag
from marram.strategy.queries.action_lines import Claim
from marram.strategy.vocabulary import Standing, Tone


LOOKS: dict[Standing, tuple[Tone, Shape]] = {
    Standing.OVERDUE: (Tone.RED, Shape.TRIANGLE),
    Standing.MILESTONE_MISSED: (Tone.RED, Shape.DIAMOND),
    Standing.STALE: (Tone.AMBER, Shape.CLOCK),
    Standing.DUE_SOON: (Tone.YELLOW, Shape.SQUARE),
    Standing.NO_DATE: (Tone.GREY, Shape.RING),
    Standing.ON_COURSE: (Tone.GREEN, Shape.CIRCLE),
    Standing.COMPLETE: (Tone.BLUE, Shape.TICK),
    Standing.RETIRED: (Tone.GREY, Shape.CROSS),
}


def standing_tag(standing: Standing) -> StatusTag:
    tone, shape = LOOKS[standing]
    return StatusTag(standing.value.capitalize(), tone=tone, shape=shape)


@cache
def standing_mark(standing: Standing) -> SafeString:
    """Return the computed status as markup. Printed once: a plan shows the same few 500 times."""
    return standing_tag(standing).__html__()


@cache
def claim_mark(claim: Claim | None) -> SafeString | str:
    """Return the claimed status as markup, or that nobody has claimed one."""
    if claim is None:
        return "None claimed"
    return StatusTag(claim.label, tone=claim.tone).__html__()
