"""Two returns side by side: lines that came, lines that went, and fields that say something new."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from marram.funding.rules import amounts
from marram.funding.rules.values import Line, ReturnValues


KINDS = ("income", "schemes", "conditions", "statements", "enablers", "fees", "metrics")
# What a year's template calls by another name under the same key is no change of the line.
IGNORED = {"key", "number", "version"}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field of one line, before and after. A line that is new or gone has one, of its whole."""

    kind: str
    line: str
    name: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What changed from an earlier return to a later one, and their totals in pounds."""

    differences: tuple[Difference, ...]
    income: tuple[Decimal, Decimal]
    expenditure: tuple[Decimal, Decimal]

    @property
    def same(self) -> bool:
        return not self.differences


def compare(before: ReturnValues, after: ReturnValues) -> Comparison:
    """Return what differs. Lines are matched by key in one year, by name between years."""
    same_year = before.year == after.year
    found: list[Difference] = []
    for kind in ("cover", "answers"):
        found += _fields(kind, "", "", getattr(before, kind), getattr(after, kind))
    found += _minimums(before, after)
    for kind in KINDS:
        match = _by_key if same_year or kind not in NAMED else NAMED[kind]
        found += _lines(kind, getattr(before, kind), getattr(after, kind), match)
    return Comparison(
        differences=tuple(found),
        income=(amounts.income(before), amounts.income(after)),
        expenditure=(amounts.expenditure(before), amounts.expenditure(after)),
    )


def _by_key(line: Any) -> tuple[str, ...]:
    return (line.key,)


NAMED: Mapping[str, Callable[[Any], tuple[str, ...]]] = {
    "income": lambda line: (line.source, line.contributor),
    "schemes": lambda line: (line.name, line.sub_type, line.source),
}


def _minimums(before: ReturnValues, after: ReturnValues) -> Iterator[Difference]:
    for requirement in before.minimums.keys() | after.minimums.keys():
        was, now = before.minimums.get(requirement), after.minimums.get(requirement)
        if was != now:
            yield Difference(
                kind="minimums", line=requirement, name="", field="minimum", before=was, after=now
            )


def _lines(
    kind: str, before: Sequence[Line], after: Sequence[Line], match: Callable[[Any], Any]
) -> Iterator[Difference]:
    """Lines that match twice keep their order, so that none is lost."""
    were, are = _numbered(before, match), _numbered(after, match)
    for key in [*were, *(key for key in are if key not in were)]:
        was, now = were.get(key), are.get(key)
        if was is None or now is None:
            line = was or now
            assert line is not None
            yield Difference(
                kind=kind, line=line.key, name=_name(line), field="", before=was, after=now
            )
        else:
            yield from _fields(kind, now.key, _name(now), was, now)


def _numbered(lines: Sequence[Line], match: Callable[[Any], Any]) -> dict[Any, Line]:
    numbered: dict[Any, Line] = {}
    seen: Counter[Any] = Counter()
    for line in lines:
        key = match(line)
        numbered[(key, seen[key])] = line
        seen[key] += 1
    return numbered


def _fields(kind: str, key: str, name: str, was: Any, now: Any) -> Iterator[Difference]:
    for field in dataclasses.fields(now):
        before, after = getattr(was, field.name), getattr(now, field.name)
        if field.name not in IGNORED and before != after:
            yield Difference(
                kind=kind, line=key, name=name, field=field.name, before=before, after=after
            )


def _name(line: Line) -> str:
    return str(getattr(line, "name", "") or getattr(line, "contributor", ""))
