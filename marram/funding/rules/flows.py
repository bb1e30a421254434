"""Where a pound comes from and where it goes: source, scheme type, provider."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from marram.funding.rules import amounts
from marram.funding.rules.shown import POUND, shown
from marram.funding.rules.values import ReturnValues, Scheme
from marram.funding.vocabulary import label


LEFT = "Left unspent"
UNNAMED = "Not said"


@dataclass(frozen=True, kw_only=True)
class Leg:
    """Whole pounds that go from one name to the next."""

    source: str
    target: str
    pounds: int


@dataclass(frozen=True, kw_only=True)
class PoundFlow:
    """The legs of every pound: from sources to scheme types, and from those to providers.

    What a source holds and no scheme spends goes to LEFT. Names of each stage are ordered by
    their pounds, the most first. `note` says what rounding does to the whole.
    """

    sources: tuple[str, ...]
    types: tuple[str, ...]
    providers: tuple[str, ...]
    legs: tuple[Leg, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class Variance:
    """One source: what it was to spend and what it did, in pounds; None while nobody has said."""

    source: str
    planned: Decimal
    actual: Decimal | None


def pound_flow(values: ReturnValues) -> PoundFlow:
    """Return where every pound of a return comes from and where it goes."""
    first = _sums(values, lambda line: (_source(line, values), _type(line)))
    first |= _left(values)
    second = _sums(values, lambda line: (_type(line), _provider(line, values)))
    whole = shown(list(first.values()), unit=POUND)
    return PoundFlow(
        sources=_ordered(first, 0),
        types=_ordered(first, 1),
        providers=_ordered(second, 1),
        legs=tuple(
            Leg(source=source, target=target, pounds=shown([amount], unit=POUND).total)
            for legs in (first, second)
            for (source, target), amount in legs.items()
        ),
        note=whole.note,
    )


def variances(values: ReturnValues) -> tuple[Variance, ...]:
    """Return plan and outturn of each source that money moves in."""
    said = values.answers.spend_as_planned
    return tuple(
        Variance(
            source=label("source", each.source, values.year),
            planned=each.expenditure,
            actual=amounts.outturn(
                [line for line in values.schemes if line.source == each.source], as_planned=said
            ),
        )
        for each in amounts.balances(values)
    )


Legs = dict[tuple[str, str], Decimal]


def _sums(values: ReturnValues, ends: Callable[[Scheme], tuple[str, str]]) -> Legs:
    sums: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line in values.schemes:
        if line.planned:
            sums[ends(line)] += line.planned
    return dict(sorted(sums.items(), key=lambda leg: (-leg[1], leg[0])))


def _left(values: ReturnValues) -> Legs:
    return {
        (label("source", each.source, values.year), LEFT): each.left
        for each in amounts.balances(values)
        if each.left > 0
    }


def _ordered(legs: Mapping[tuple[str, str], Decimal], end: int) -> tuple[str, ...]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for names, amount in legs.items():
        sums[names[end]] += amount
    return tuple(sorted(sums, key=lambda name: (-sums[name], name)))


def _source(line: Scheme, values: ReturnValues) -> str:
    return label("source", line.source, values.year) or UNNAMED


def _type(line: Scheme) -> str:
    return line.scheme_type or UNNAMED


def _provider(line: Scheme, values: ReturnValues) -> str:
    return label("provider", line.provider, values.year) or UNNAMED
