"""From values to places: round ticks, straight scales, and labels that make room for each other."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A straight scale: `low` lies at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where `value` lies."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """Return round numbers from at or below `low` to at or above `high`, at most `most` + 2.

    Source: Heckbert PS, Nice numbers for graph labels, Graphics Gems, 1990, with steps of 1, 2, 5.

    >>> ticks(0, 47, 5)
    (0.0, 10.0, 20.0, 30.0, 40.0, 50.0)
    """
    if high - low <= 1e-9 * max(abs(low), abs(high), 1e-3):
        low, high = _apart(low)
    rough = (high - low) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(number * step, 10) for number in range(first, last + 1))


def _apart(value: float) -> tuple[float, float]:
    """Return room on both sides of a single value."""
    reach = abs(value) / 2 if abs(value) > 1e-9 else 1.0
    return (min(value - reach, 0) if value <= 0 else value - reach, value + reach)


def reach(values: Iterable[float | None], *, from_zero: bool = False) -> tuple[float, float]:
    """Return the lowest and highest of what is present, with zero if it is near or asked for.

    >>> reach([12, None, 40])
    (0.0, 40.0)
    >>> reach([90, 96])
    (90.0, 96.0)
    """
    present = [float(each) for each in values if each is not None and math.isfinite(each)]
    low, high = min(present, default=0.0), max(present, default=1.0)
    if from_zero or 0 < low <= high / 2:
        low = min(low, 0.0)
    if high < 0 and from_zero:
        high = 0.0
    return low, high


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Return places as near as may be to those wanted, in their order, at least `gap` apart.

    Labels beside the ends of lines are placed so. When there is not room for all between `low` and
    `high` they run past `high`.

    >>> spread([10, 12, 40], 8, 0, 100)
    (10, 18, 40)
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    below = low - gap
    for index in order:
        below = placed[index] = max(wanted[index], below + gap)
    above = max(high, low + gap * (len(wanted) - 1)) + gap
    for index in reversed(order):
        above = placed[index] = min(placed[index], above - gap)
    return tuple(placed)


def thinned(widths: Sequence[float], places: Sequence[float], gap: float = 8) -> tuple[int, ...]:
    """Return which labels to show so that none touches its neighbour: every nth, the last always.

    >>> thinned([30, 30, 30, 30, 30], [0, 20, 40, 60, 80])
    (0, 2, 4)
    """
    many = len(places)
    for step in range(1, many + 1):
        shown = tuple(range((many - 1) % step, many, step))
        pairs = zip(shown, shown[1:], strict=False)
        if all(
            places[after] - places[before] >= (widths[before] + widths[after]) / 2 + gap
            for before, after in pairs
        ):
            return shown
    return ()
