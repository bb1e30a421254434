"""What may stand on a map."""

from typing import Protocol

from marram.foundation.verdicts import YES, Verdict, no
from marram.places.vocabulary import Kind


class Means(Protocol):
    """What the rule needs to know of a definition."""

    @property
    def title(self) -> str: ...
    @property
    def topic(self) -> str: ...
    @property
    def synonyms(self) -> tuple[str, ...]: ...


# Where a neighbourhood is this small, a shaded street is a family.
SMALL_AREAS = frozenset(
    {Kind.WARD, Kind.PARISH, Kind.OUTPUT_AREA, Kind.LOWER_OUTPUT_AREA, Kind.MIDDLE_OUTPUT_AREA}
)
SUICIDE = "suicid"


def may_be_mapped(means: Means, *, kind: str) -> Verdict:
    """Suicides are not mapped by ward or smaller area.

    Source: Public Health England, Local suicide prevention planning, 2020; Samaritans, guidance
    on publishing figures.
    """
    said = " ".join((means.title, means.topic, *means.synonyms)).casefold()
    if kind in SMALL_AREAS and SUICIDE in said:
        return no(
            "There is no map: suicides are not shown on maps of areas as small as these, so that "
            "no family can be picked out. The figures stand by place above."
        )
    return YES
