"""The two tests of what the minimum NHS contribution must be spent on, line by line, in words.

Source: Better Care Fund policy statement 2020-21, conditions 2 and 3; the rule on joint schemes is
that of the planning template's sheet "Expenditure".
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from marram.funding.rules.pounds import percent, pounds, total
from marram.funding.rules.values import ReturnValues, Scheme
from marram.funding.vocabulary import Commissioner, Requirement, Source, label


ACUTE, SOCIAL_CARE = "Acute", "Social Care"
HUNDRED = Decimal(100)
TITLES = {
    Requirement.OUT_OF_HOSPITAL: "NHS commissioned out-of-hospital spend",
    Requirement.SOCIAL_CARE: "Adult social care spend",
}


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A line paid from the minimum NHS contribution: what of it counts in pounds, and why."""

    line: Scheme
    counted: Decimal
    why: str


@dataclass(frozen=True, kw_only=True)
class RequiredSpend:
    """One test: the lines that count, those that do not, and how the sum stands; pounds.

    `minimum` is None while nobody has entered it.
    """

    requirement: Requirement
    title: str
    minimum: Decimal | None
    counting: tuple[Weighed, ...]
    not_counting: tuple[Weighed, ...]

    @property
    def planned(self) -> Decimal:
        return total(each.counted for each in self.counting)

    @property
    def shortfall(self) -> Decimal:
        return max((self.minimum or Decimal(0)) - self.planned, Decimal(0))

    @property
    def met(self) -> bool:
        return self.minimum is not None and not self.shortfall

    @property
    def sentence(self) -> str:
        if self.minimum is None:
            return f"{self.title}: nobody has entered the minimum."
        stands = f"{self.title} is {pounds(self.planned)}; the minimum is {pounds(self.minimum)}."
        if self.shortfall:
            return f"{stands} {pounds(self.shortfall)} more must be planned."
        return f"{stands} The condition is met."


def required_spend(values: ReturnValues) -> tuple[RequiredSpend, ...]:
    """Return both tests of a return."""
    return tuple(required(values, requirement) for requirement in Requirement)


def required(values: ReturnValues, requirement: Requirement) -> RequiredSpend:
    """Return one test of a return."""
    weigh = WEIGHING[requirement]
    weighed = [weigh(line, values.year) for line in values.paid_by(Source.MINIMUM_NHS)]
    return RequiredSpend(
        requirement=requirement,
        title=TITLES[requirement],
        minimum=values.minimum(requirement),
        counting=tuple(each for each in weighed if each.counted),
        not_counting=tuple(each for each in weighed if not each.counted),
    )


def _out_of_hospital(line: Scheme, year: int) -> Weighed:
    """What the NHS commissions counts unless it is acute care; of joint schemes the NHS share."""
    nhs = label("commissioner", Commissioner.NHS, year)
    if line.area == ACUTE:
        return _none(line, "It is acute care, which is in hospital.")
    if line.commissioner == Commissioner.NHS:
        return Weighed(
            line=line,
            counted=line.planned or Decimal(0),
            why=f"The {nhs} commissions it, outside hospital ({line.area or 'no area given'}).",
        )
    if line.commissioner == Commissioner.JOINT:
        return _joint(line, nhs)
    return _none(line, f"The {nhs} does not commission it.")


def _joint(line: Scheme, nhs: str) -> Weighed:
    if line.nhs_share is None:
        return _none(line, f"It is joint, and the share of the {nhs} is not given.")
    if not line.nhs_share:
        return _none(line, f"It is joint, and the {nhs} commissions none of it.")
    return Weighed(
        line=line,
        counted=(line.planned or Decimal(0)) * line.nhs_share / HUNDRED,
        why=f"It is joint: the {nhs} commissions {_percentage(line.nhs_share)} of it.",
    )


def _social_care(line: Scheme, year: int) -> Weighed:
    """All social care counts, whoever commissions it."""
    if line.area != SOCIAL_CARE:
        return _none(line, f"It is not social care ({line.area or 'no area given'}).")
    return Weighed(
        line=line,
        counted=line.planned or Decimal(0),
        why="It is social care, whoever commissions it.",
    )


def _none(line: Scheme, why: str) -> Weighed:
    return Weighed(line=line, counted=Decimal(0), why=why)


def _percentage(share: Decimal) -> str:
    return percent(share, places=0) if share == share.to_integral_value() else f"{share}%"


WEIGHING: dict[Requirement, Callable[[Scheme, int], Weighed]] = {
    Requirement.OUT_OF_HOSPITAL: _out_of_hospital,
    Requirement.SOCIAL_CARE: _social_care,
}
