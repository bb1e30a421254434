"""Disclosure control: what may be shown when counts are small enough to point at a person."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from marram.methods.arrays import (
    BoolArray,
    FloatArray,
    floats,
    must_be_whole,
    must_not_be_negative,
    refuse,
    together,
)


# What stands where a number was.
SYMBOL = "*"
THRESHOLD = 5


class Rule(StrEnum):
    """The rule that changed or hid a number; every one that did is named."""

    AS_IS = ""
    HES_SMALL = "HES: 1 to 7 shown as 5"
    HES_ROUNDED = "HES: rounded to the nearest 5"
    MHSDS_SMALL = "MHSDS: below 5 or unknown not shown"
    MHSDS_ROUNDED = "MHSDS: rounded to the nearest 5"
    MHSDS_RATE = "MHSDS: rate of fewer than 5 people not shown"
    MHSDS_WHOLE = "MHSDS: rate rounded to a whole number"
    ONS_SMALL = "ONS: 0 to 2 shown as 0, 3 to 5 as 5"
    ONS_ROUNDED = "ONS: rounded to the nearest 5"
    PRIMARY = "Primary: below the threshold"
    SECONDARY = "Secondary: keeps another cell from being worked out"
    SUM = "Secondary: the hidden cells of a line add up to less than the threshold"
    DIFFERENCE = "Differencing: the rest of a published total is below the threshold"
    UNKNOWN = "Not known"


@dataclass(frozen=True, kw_only=True, eq=False)
class Released:
    """Numbers as they may be shown: NaN where hidden, and the rule that was applied to each."""

    value: FloatArray
    rule: NDArray[np.str_]

    def text(self) -> NDArray[np.str_]:
        """Return the numbers as they are printed, with `*` where one is hidden."""
        shown = np.array([f"{number:.15g}" for number in self.value.reshape(-1)], dtype=object)
        words = np.where(np.isnan(self.value.reshape(-1)), SYMBOL, shown)
        return words.reshape(self.value.shape).astype(str)


def hes(*, count: ArrayLike, national: ArrayLike = False) -> Released:
    """Return counts of people by the rule of hospital episode statistics.

    Below England, 1 to 7 become 5 and larger counts the nearest 5; nought stays, and so do
    national counts.
    Shape: as `count`. Missing: stays missing.
    Raises: ValueError when a count is negative or not whole.
    Source: NHS Digital, HES analysis guide, September 2018.

    >>> hes(count=[0, 3, 7, 8, 12, 13]).value.tolist()
    [0.0, 5.0, 5.0, 10.0, 10.0, 15.0]
    """
    number = _counts(count)
    small = (number >= 1) & (number <= 7)
    return _released(
        number,
        [
            (number >= 8, _nearest_five(number), Rule.HES_ROUNDED),
            (small, np.full(number.shape, 5.0), Rule.HES_SMALL),
            (np.isnan(number), number, Rule.UNKNOWN),
            (np.broadcast_to(national, number.shape), number, Rule.AS_IS),
        ],
    )


def mhsds(*, count: ArrayLike, national: ArrayLike = False) -> Released:
    """Return counts of people by the rule of the mental health services data set.

    Below England, counts under 5 and unknown ones are hidden, others become the nearest 5.
    Shape, Raises: as `hes`.
    Source: NHS England, Mental health services monthly statistics (open code).

    >>> mhsds(count=[0, 4, 5, 7, 8, 254]).text().tolist()
    ['*', '*', '5', '5', '10', '255']
    """
    number = _counts(count)
    hidden = np.full(number.shape, np.nan)
    return _released(
        number,
        [
            (number >= 5, _nearest_five(number), Rule.MHSDS_ROUNDED),
            (~(number >= 5), hidden, Rule.MHSDS_SMALL),
            (np.broadcast_to(national, number.shape), number, Rule.AS_IS),
        ],
    )


def mhsds_rate(*, rate: ArrayLike, count: ArrayLike, out_of: ArrayLike) -> Released:
    """Return rates by the rule of the mental health services data set: whole, or hidden.

    A rate is hidden when its count or its population is below 5 or unknown.
    Shape: as the arguments together. Raises, Source: as `mhsds`.

    >>> mhsds_rate(rate=[12.4, 50.0], count=[5, 2], out_of=[40, 4]).text().tolist()
    ['12', '*']
    """
    number, part, whole = together(rate, count, out_of)
    must_not_be_negative("count", part)
    must_not_be_negative("out_of", whole)
    enough = (part >= 5) & (whole >= 5)
    return _released(
        number,
        [
            (enough, np.round(number), Rule.MHSDS_WHOLE),
            (~enough, np.full(number.shape, np.nan), Rule.MHSDS_RATE),
        ],
    )


def ons_deaths(*, count: ArrayLike) -> Released:
    """Return deaths below region by the rule of the mortality statistics on Nomis.

    Shape, Missing, Raises: as `hes`. Nought to 2 become 0, 3 to 5 become 5, others the nearest 5.
    Source: Office for National Statistics, freedom of information 2023/5091.

    >>> ons_deaths(count=[0, 2, 3, 5, 12, 13]).value.tolist()
    [0.0, 0.0, 5.0, 5.0, 10.0, 15.0]
    """
    number = _counts(count)
    return _released(
        number,
        [
            (number > 5, _nearest_five(number), Rule.ONS_ROUNDED),
            (number <= 5, np.where(number >= 3, 5.0, 0.0), Rule.ONS_SMALL),
            (np.isnan(number), number, Rule.UNKNOWN),
        ],
    )


def table(*, counts: ArrayLike, threshold: int = THRESHOLD, hide_zero: bool = False) -> Released:
    """Return a table with its totals, small cells hidden so that none can be worked out.

    First every cell from 1 to below `threshold` is hidden (nought too with `hide_zero`). Then, in
    every row and column that hides just one cell, or whose hidden cells add up to less than the
    threshold, the next smallest cell is hidden as well, until no hidden cell follows from those
    shown. Totals are hidden only when they are small themselves or nothing else is left.
    Shape: `counts` is rows x columns without totals; the result has a row and a column more, the
    totals last.
    Raises: ValueError when a count is missing, negative or not whole, or `threshold` is below 1.
    Source: Government Statistical Service, Disclosure control for tables produced from
    administrative sources; recoverability by the null space of the table's sums.

    >>> print(table(counts=[[3, 12, 20], [9, 6, 11]]).text())
    [['*' '*' '20' '35']
     ['*' '*' '11' '26']
     ['12' '18' '31' '61']]
    """
    if threshold < 1:
        raise ValueError(f"threshold must be at least 1; got {threshold}")
    inner = _counts(counts)
    if inner.ndim != 2:
        raise ValueError(f"counts must be rows x columns; got {inner.ndim} dimensions")
    refuse(np.isnan(inner), bound="counts must not be missing", values=inner)
    whole = _with_totals(inner)
    small = (whole > 0) & (whole < threshold)
    small[:-1, :-1] |= hide_zero & (inner == 0)
    rule = np.where(small, str(Rule.PRIMARY), str(Rule.AS_IS)).astype("<U80")
    while (more := _next_to_hide(whole, rule != "", threshold)) is not None:
        where, why = more
        rule[where] = why
    return Released(value=np.where(rule == "", whole, np.nan), rule=rule)


def differencing(*, part: ArrayLike, whole: ArrayLike, threshold: int = THRESHOLD) -> Released:
    """Return parts that may be shown beside a published whole; the rest must not be a few.

    Shape: as the two together: `part` is what is to be shown, `whole` what is already published
    and holds it (an area beside its region, a month beside its year).
    Missing: stays missing. Raises: ValueError when a part exceeds its whole or is negative.
    Source: as `table`.

    >>> differencing(part=[97, 80], whole=100).text().tolist()
    ['*', '80']
    """
    some, every = together(part, whole)
    must_not_be_negative("part", some)
    refuse(some > every, bound="part must not exceed whole", values=some)
    rest = every - some
    revealed = (rest > 0) & (rest < threshold)
    return _released(some, [(revealed, np.full(some.shape, np.nan), Rule.DIFFERENCE)])


def recoverable(*, hidden: ArrayLike) -> BoolArray:
    """Return which hidden cells of a table with totals follow exactly from the cells shown.

    Shape: rows x columns with the totals last. A cell follows when no change of the hidden cells
    that keeps every row and column adding up can change it.
    Source: as `table`.

    >>> recoverable(hidden=[[True, False, False], [False] * 3, [False] * 3])[0, 0].item()
    True
    """
    mask = np.asarray(hidden, dtype=bool)
    found = np.zeros(mask.shape, dtype=bool)
    if not mask.any():
        return found
    rows, columns = mask.shape
    sums = np.zeros((rows + columns, *mask.shape))
    for row in range(rows):
        sums[row, row] = 1
        sums[row, row, -1] = -1
    for column in range(columns):
        sums[rows + column, :, column] = 1
        sums[rows + column, -1, column] = -1
    free = sums[:, mask]
    _, size, directions = np.linalg.svd(free, full_matrices=True)
    rank = int((size > 1e-9).sum())
    found[mask] = (np.abs(directions[rank:]) < 1e-9).all(axis=0)
    return found


def _counts(count: ArrayLike) -> FloatArray:
    number = floats(count)
    must_not_be_negative("count", number)
    must_be_whole("count", number)
    return number


def _nearest_five(number: FloatArray) -> FloatArray:
    return np.asarray(np.round(number / 5) * 5)


def _released(number: FloatArray, cases: list[tuple[BoolArray, FloatArray, Rule]]) -> Released:
    """Return numbers changed case by case, a later case before an earlier one."""
    value, rule = number.copy(), np.full(number.shape, str(Rule.AS_IS), dtype="<U80")
    for where, shown, why in cases:
        value = np.where(where, shown, value)
        rule = np.where(where, str(why), rule)
    return Released(value=value, rule=rule)


def _with_totals(inner: FloatArray) -> FloatArray:
    rows = np.concatenate([inner, inner.sum(axis=1, keepdims=True)], axis=1)
    return np.concatenate([rows, rows.sum(axis=0, keepdims=True)], axis=0)


def _next_to_hide(
    whole: FloatArray, hidden: BoolArray, threshold: int
) -> tuple[tuple[int, int], Rule] | None:
    """Return the next cell that must be hidden, and why; none when the table is safe."""
    rows, columns = whole.shape
    lines = [[(row, column) for column in range(columns)] for row in range(rows)]
    lines += [[(row, column) for row in range(rows)] for column in range(columns)]
    for line in lines:
        covered = [cell for cell in line if hidden[cell]]
        if not covered or len(covered) == len(line):
            continue
        inside = sum(whole[cell] for cell in covered if line[-1] != cell)
        if len(covered) == 1:
            return _smallest(whole, hidden, line), Rule.SECONDARY
        if not hidden[line[-1]] and inside < threshold:
            return _smallest(whole, hidden, line), Rule.SUM
    known = recoverable(hidden=hidden)
    if known.any():
        row = int(np.argwhere(known)[0][0])
        line = [cell for cell in lines[row] if not hidden[cell]] or [
            cell for each in lines for cell in each if not hidden[cell]
        ]
        return _smallest(whole, hidden, line), Rule.SECONDARY
    return None


def _smallest(whole: FloatArray, hidden: BoolArray, line: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the shown cell of a line to hide next: inside the table, not nought, then smallest."""
    rows, columns = whole.shape

    def cost(cell: tuple[int, int]) -> tuple[bool, bool, float]:
        margin = cell[0] == rows - 1 or cell[1] == columns - 1
        return whole[cell] == 0, margin, float(whole[cell])

    return min((cell for cell in line if not hidden[cell]), key=cost)
