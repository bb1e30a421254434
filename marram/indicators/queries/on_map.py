"""The places of a measure where they lie."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from marram.foundation.verdicts import YES, Verdict
from marram.indicators.queries.definitions import DefinitionLine
from marram.indicators.rules import mapping
from marram.places import queries as places_known
from marram.places.queries import Drawn


# Fewer places make no map.
FEWEST = 3


@dataclass(frozen=True, kw_only=True)
class OnMap:
    """Places of one kind as they can be drawn, by code, and whether a map may show them.

    Among them are those that lie between the others and have no figure.
    """

    drawn: tuple[Drawn, ...] = ()
    may_show: Verdict = YES


def on_map(*, means: DefinitionLine, place: str, codes: Collection[str], on: date) -> OnMap:
    """Return the places with figures that can be drawn on a day; those of the place's own kind,
    or else of the kind of which there are most. Nothing where they are too few for a map.

    At most two SQL queries.
    """
    drawn = places_known.drawn(codes=codes, on=on) if len(codes) >= FEWEST else {}
    kinds = Counter(each.kind for each in drawn.values())
    own = drawn[place].kind if place in drawn else ""
    kind = own if kinds[own] >= FEWEST else max(kinds, key=lambda each: kinds[each], default="")
    if kinds[kind] < FEWEST:
        return OnMap()
    may_show = mapping.may_be_mapped(means, kind=kind)
    if not may_show:
        return OnMap(may_show=may_show)
    shown = [each for each in drawn.values() if each.kind == kind]
    between = places_known.between(shown, on=on)
    return OnMap(drawn=tuple(sorted((*shown, *between), key=lambda each: (each.name, each.code))))
