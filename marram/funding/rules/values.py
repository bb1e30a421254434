"""A return as one frozen value: what the checks, the comparison, the workbook and the file read.

Nothing here knows a database or a page. Money is Decimal pounds and pence; a share is a Decimal
percentage; None and "" mean that nothing was said. `number` and `version` say which row a line
came from, and are no part of what it says: two returns are equal when they say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from marram.funding.vocabulary import Requirement, Sheet, Source, codes, financial_year


@dataclass(frozen=True, kw_only=True)
class Line:
    """What every line has: a key that is its own within the return, and the row it came from."""

    key: str
    number: int = field(default=0, compare=False)
    version: int = field(default=1, compare=False)


@dataclass(frozen=True, kw_only=True)
class Actual:
    """What was really received or spent up to a period's end, and why it differs from plan."""

    period: str
    amount: Decimal
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class Income(Line):
    """Money into the pool: from which source, through whom, planned, and as published.

    `allocation` is the published figure that the template fills in; `carried_forward` is the part
    of `planned` that was left from earlier years.
    """

    source: str
    contributor: str
    planned: Decimal | None
    allocation: Decimal | None = None
    carried_forward: Decimal | None = None
    comment: str = ""
    actuals: tuple[Actual, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scheme(Line):
    """One line of expenditure. Several lines may be of one scheme (`scheme_id`).

    Shares are percentages, given where the scheme is commissioned jointly. `priority`, `measure`
    and `service` are the keys of what it hangs on.
    """

    scheme_id: int | None
    name: str
    description: str = ""
    scheme_type: str = ""
    sub_type: str = ""
    other_type: str = ""
    area: str = ""
    other_area: str = ""
    commissioner: str = ""
    nhs_share: Decimal | None = None
    la_share: Decimal | None = None
    provider: str = ""
    source: str = ""
    planned: Decimal | None = None
    standing: str = ""
    outputs: Decimal | None = None
    output_units: str = ""
    priority: str = ""
    measure: str = ""
    service: str = ""
    actuals: tuple[Actual, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Condition(Line):
    """The answer to a national condition; None while nobody has answered."""

    met: bool | None = None
    explanation: str = ""


@dataclass(frozen=True, kw_only=True)
class Statement(Line):
    """How far the board agrees with a statement about the year."""

    response: str = ""
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class Enabler(Line):
    """A success or a challenge of the year ("success-1"), by enabler of the logic model."""

    enabler: str = ""
    narrative: str = ""


@dataclass(frozen=True, kw_only=True)
class Fee(Line):
    """A fee rate: last year's as reported, last year's as now known, anticipated and actual."""

    reported: Decimal | None = None
    prior: Decimal | None = None
    anticipated: Decimal | None = None
    actual: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Metric(Line):
    """A measure of the plan. `indicator` is the key of the measure that shows it."""

    planned: Decimal | None = None
    actual: Decimal | None = None
    progress: str = ""
    challenges: str = ""
    achievements: str = ""
    indicator: str = ""


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Who completed the return and who signed it off; roles and offices, not people.

    `subject_to_sign_off` is True while the board has yet to sign, None while nobody has said.
    `signed_by` is the role of who signed or will, `expected_on` the day when they will.
    """

    completed_by: str = ""
    contact: str = ""
    subject_to_sign_off: bool | None = None
    signed_by: str = ""
    expected_on: date | None = None
    version: int = field(default=1, compare=False)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a return says of itself as a whole.

    `additional_la` and `additional_nhs` answer whether there are additional contributions;
    `income_as_planned` and `spend_as_planned` whether the year went as planned.
    """

    additional_la: bool | None = None
    additional_nhs: bool | None = None
    income_comment: str = ""
    income_as_planned: bool | None = None
    actual_income_comment: str = ""
    spend_as_planned: bool | None = None
    actual_spend_comment: str = ""
    prior_fees_comment: str = ""
    fees_comment: str = ""


@dataclass(frozen=True, kw_only=True)
class ReturnValues:
    """A whole return. `minimums` are what must be spent, by requirement.

    `council` and `nhs` name the partners who own what is still to do.
    """

    year: int
    kind: str
    period: str
    area: str
    council: str
    nhs: str
    cover: Cover = field(default_factory=Cover)
    answers: Answers = field(default_factory=Answers)
    minimums: Mapping[str, Decimal | None] = field(default_factory=dict)
    income: tuple[Income, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    conditions: tuple[Condition, ...] = ()
    statements: tuple[Statement, ...] = ()
    enablers: tuple[Enabler, ...] = ()
    fees: tuple[Fee, ...] = ()
    metrics: tuple[Metric, ...] = ()

    @property
    def title(self) -> str:
        year = financial_year(self.year)
        reported = f" {self.period.upper()}" if self.period.startswith("q") else ""
        return f"{self.area}, {year} {self.kind}{reported}"

    @property
    def sheets(self) -> Mapping[Sheet, str]:
        """Return the sheets of the template of this year and kind, with their titles."""
        return {
            Sheet(key): code.label for key, code in codes("sheet", self.year, self.kind).items()
        }

    def minimum(self, requirement: Requirement) -> Decimal | None:
        return self.minimums.get(requirement)

    def from_source(self, source: Source) -> tuple[Income, ...]:
        return tuple(line for line in self.income if line.source == source)

    def paid_by(self, source: Source) -> tuple[Scheme, ...]:
        return tuple(line for line in self.schemes if line.source == source)
