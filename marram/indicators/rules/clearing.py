"""Doubts that may be lifted once somebody has looked, and what a lifted doubt does to the rows."""

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow

from marram.foundation.verdicts import YES, Verdict, no
from marram.indicators.rules.columns import is_one_of
from marram.indicators.vocabulary import SLICE, Cleared, Finding, Flag
from marram.methods.arrays import BoolArray


# What cannot be, or what only the source can say: nobody who looks at it makes it right.
NEVER: Mapping[Flag, str] = {
    Flag.OUT_OF_RANGE: "A value that cannot be is not made right by looking at it.",
    Flag.OVER_DENOMINATOR: "More cannot be counted than there are.",
    Flag.OUTSIDE_INTERVAL: "An interval holds its value, or one of them is wrong.",
    Flag.DUPLICATE: "Which of two values is right is known at their source alone.",
}
AT_ITS_SOURCE = "Have it put right at its source and deliver it again."


def may_be_kept(findings: Collection[Finding]) -> Verdict:
    """A figure is kept as right when each doubt that strikes it is one that looking can settle."""
    striking = [each.flag for each in findings if each.flag.strikes]
    if not striking:
        return no("Nothing is doubted of this figure that keeps it from being judged.")
    for flag in striking:
        if flag in NEVER:
            return no(f"{NEVER[flag]} {AT_ITS_SOURCE}")
    return YES


def figure_key(row: Mapping[str, Any]) -> str:
    """Return the key of one figure: its delivery, its row there, and all that tells it apart."""
    said = (row["holding"], row["row"], *(row[name] for name in SLICE))
    return sha256("\n".join(map(str, said)).encode()).hexdigest()[:16]


def still_doubted(
    found: Mapping[Flag, BoolArray], table: pyarrow.Table, cleared: Sequence[Cleared]
) -> Mapping[Flag, BoolArray]:
    """Return, by rule, which rows of a table are doubted that nobody has looked at and kept."""
    if not cleared:
        return found
    figures = _figures(table, cleared)
    standing = dict(found)
    for flag in {each.flag for each in cleared}:
        lifted = {each.figure for each in cleared if each.flag is flag}
        doubted = np.array(found[flag], dtype=bool)
        doubted[[place for place, figure in figures.items() if figure in lifted]] = False
        standing[flag] = doubted
    return standing


def _figures(table: pyarrow.Table, cleared: Sequence[Cleared]) -> Mapping[int, str]:
    """Return the keys of the rows that any of the lifted doubts may be about, by their place."""
    of_delivery = is_one_of(table["holding"], sorted({each.delivery for each in cleared}))
    of_row = is_one_of(table["row"], sorted({each.row for each in cleared}))
    places = np.flatnonzero(of_delivery & of_row)
    rows = table.select(["holding", "row", *SLICE]).take(pyarrow.array(places)).to_pylist()
    return {int(place): figure_key(row) for place, row in zip(places, rows, strict=True)}
