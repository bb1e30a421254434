"""What a return adds up to: money in, money planned and spent, and what is left of each source."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from marram.funding.rules.pounds import total
from marram.funding.rules.values import Actual, Income, ReturnValues, Scheme
from marram.funding.vocabulary import MANDATORY, Period, Source, codes


# What papers add up, by the name of the sum.
GROUPS: Mapping[str, frozenset[str]] = {
    "la": frozenset({Source.DFG, Source.IBCF, Source.ADDITIONAL_LA, Source.LA_DISCHARGE}),
    "nhs": frozenset({Source.MINIMUM_NHS, Source.ADDITIONAL_NHS, Source.ICB_DISCHARGE}),
    "mandatory": frozenset(MANDATORY),
}


@dataclass(frozen=True, kw_only=True)
class Balance:
    """One source: what came in, what is planned to be spent, and what is left; pounds."""

    source: str
    income: Decimal
    expenditure: Decimal

    @property
    def left(self) -> Decimal:
        return self.income - self.expenditure


@dataclass(frozen=True, kw_only=True)
class Share:
    """The lines that say the same of one thing, such as a scheme type, and their sum in pounds."""

    said: str
    lines: int
    amount: Decimal


def income(values: ReturnValues, part: str = "") -> Decimal:
    """Return what comes in, in all or from a source or group of sources."""
    return total(line.planned for line in values.income if _within(line.source, part))


def expenditure(values: ReturnValues, part: str = "") -> Decimal:
    """Return what is planned to be spent, in all or from a source or group of sources."""
    return total(line.planned for line in values.schemes if _within(line.source, part))


def balances(values: ReturnValues) -> tuple[Balance, ...]:
    """Return the running balance of every source of the year's template that money moves in.

    A source that the template does not have comes last: its money must not vanish from a sum.
    """
    came, went = _by_source(values.income), _by_source(values.schemes)
    known = list(codes("source", values.year))
    strange = sorted((came.keys() | went.keys()) - set(known))
    return tuple(
        Balance(source=source, income=came[source], expenditure=went[source])
        for source in [*known, *strange]
        if source in came or source in went
    )


def crosstab(values: ReturnValues, field: str) -> tuple[Share, ...]:
    """Return the expenditure by what the lines say in a field, the largest sum first."""
    lines: dict[str, list[Scheme]] = defaultdict(list)
    for line in values.schemes:
        lines[getattr(line, field)].append(line)
    shares = (
        Share(said=said, lines=len(those), amount=total(line.planned for line in those))
        for said, those in lines.items()
    )
    return tuple(sorted(shares, key=lambda share: (-share.amount, share.said)))


def actual(line: Income | Scheme, period: str = Period.OUTTURN) -> Actual | None:
    """Return what a line reported for a period, or None where it has not reported."""
    return next((each for each in line.actuals if each.period == period), None)


def outturn(lines: Iterable[Income | Scheme], *, as_planned: bool | None) -> Decimal | None:
    """Return what was really received or spent in the year; None while nobody has said.

    A line without an actual of its own counts as planned once the return says that it went so.
    """
    if as_planned is None:
        return None
    return total(_real(line) for line in lines)


def _real(line: Income | Scheme) -> Decimal | None:
    reported = actual(line)
    return reported.amount if reported else line.planned


def _within(source: str, part: str) -> bool:
    return not part or source in GROUPS.get(part, {part})


def _by_source(lines: Iterable[Income | Scheme]) -> defaultdict[str, Decimal]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.source:
            sums[line.source] += line.planned or 0
    return sums
