"""What is doubted of a value, in one plain sentence with its row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from marram.indicators.vocabulary import Finding, Flag, Period


@dataclass(frozen=True, kw_only=True)
class Doubted:
    """A doubted row, and the one before it in its series where there is one."""

    row: int
    unit: str
    period: Period
    value: float | None
    count: float | None
    out_of: float | None
    lower: float | None
    upper: float | None
    words: str
    lowest: float
    highest: float
    per: float
    before: float | None = None
    period_before: Period | None = None


def finding(flag: Flag, of: Doubted) -> Finding:
    """Return a doubt with its sentence."""
    return Finding(flag, f"Row {of.row}: {_SENTENCES[flag](of)}", of.row)


def overdue(*, due: date, row: int) -> Finding:
    """Return the doubt about a series whose next figure should have come."""
    return Finding(Flag.STALE, f"Row {row}: a newer figure was due by {due.day} {due:%B %Y}.", row)


def number(value: float | None) -> str:
    """Return a number as people write it: no more digits than it has, thousands parted.

    >>> number(3707.0), number(0.94), number(1234567.5), number(None)
    ('3,707', '0.94', '1,234,567.5', 'nothing')
    """
    if value is None:
        return "nothing"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def _out_of_range(of: Doubted) -> str:
    said = f"{number(of.value)} {of.unit}"
    if of.value is not None and of.value > of.highest:
        return f"{said} cannot be: the most that is possible is {number(of.highest)}."
    return f"{said} cannot be: the least that is possible is {number(of.lowest)}."


def _not_its_count(of: Doubted) -> str:
    count, out_of = of.count or 0.0, of.out_of or 1.0
    return (
        f"{number(of.count)} out of {number(of.out_of)} is {count / out_of * of.per:,.4g}, not "
        f"{number(of.value)} {of.unit}."
    )


def _outside_interval(of: Doubted) -> str:
    return (
        f"the interval from {number(of.lower)} to {number(of.upper)} does not hold the value "
        f"{number(of.value)} as it should, or the wider interval lies within it."
    )


def _jump(of: Doubted) -> str:
    return (
        f"the step from {number(of.before)} to {number(of.value)} {of.unit} is far beyond the "
        "other steps of this series."
    )


def _gap(of: Doubted) -> str:
    earlier = of.period.previous()
    missing = f"{earlier.label} is missing" if earlier else "a period is missing"
    since = f" after {of.period_before.label}" if of.period_before else ""
    return f"{missing}{since}."


_SENTENCES: Mapping[Flag, Callable[[Doubted], str]] = {
    Flag.OUT_OF_RANGE: _out_of_range,
    Flag.OVER_DENOMINATOR: lambda of: (
        f"{number(of.count)} are counted out of {number(of.out_of)}, which are fewer."
    ),
    Flag.NOT_ITS_COUNT: _not_its_count,
    Flag.OUTSIDE_INTERVAL: _outside_interval,
    Flag.RESIDUE: lambda of: (
        f"“{of.words}” looks like a number with the number of a footnote at its end."
    ),
    Flag.DUPLICATE: lambda of: (
        f"{number(of.value)} {of.unit} is not the only value for {of.period.label} and the same "
        "people."
    ),
    Flag.REPEATED: lambda of: (
        f"{number(of.value)} {of.unit} for {of.period.label} is, to the last digit, the value of "
        "the period beside it."
    ),
    Flag.JUMP: _jump,
    Flag.GAP: _gap,
}
