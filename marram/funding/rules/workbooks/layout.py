"""What stands on which sheet: the facts and tables of a return, with the template's labels."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from marram.funding.rules import values
from marram.funding.vocabulary import Requirement, Sheet


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    CODE = "code"
    FLAG = "flag"
    DAY = "day"
    WHOLE = "whole number"
    MONEY = "money"
    SHARE = "share"
    NUMBER = "number"
    MEASURE = "measure"


# How many decimal places each kind of number has, as the tables keep them.
PLACES: Mapping[Kind, int] = {
    Kind.WHOLE: 0,
    Kind.MONEY: 2,
    Kind.SHARE: 3,
    Kind.NUMBER: 2,
    Kind.MEASURE: 4,
}


@dataclass(frozen=True)
class Fact:
    """One answer: `path` is where a return keeps it, such as "cover.signed_by".

    What is not `typed` names the return; it is read to know the return and is no part of it.
    """

    label: str
    path: str
    kind: Kind = Kind.TEXT
    typed: bool = True


@dataclass(frozen=True)
class Column:
    """A column of a table: the attribute of the line that it holds, and what may be chosen there.

    Without a `name` it is shown for people alone: what `list_name` says of the line's key.
    """

    label: str
    name: str = ""
    kind: Kind = Kind.TEXT
    list_name: str = ""


@dataclass(frozen=True)
class Table:
    """A table of the lines in one part of a return. With `grows`, there is room for more lines.

    The table of a part's actuals has the `part` too, and `of_actuals`.
    """

    title: str
    part: str
    line: type[values.Line] | type[values.Actual]
    columns: tuple[Column, ...]
    grows: bool = False

    @property
    def of_actuals(self) -> bool:
        return self.line is values.Actual


KEY = Column("Line", "key")
SCHEMES = Table(
    "Scheme lines",
    "schemes",
    values.Scheme,
    (
        KEY,
        Column("Scheme ID", "scheme_id", Kind.WHOLE),
        Column("Scheme Name", "name"),
        Column("Brief Description of Scheme", "description"),
        Column("Scheme Type", "scheme_type", list_name="scheme_type"),
        Column("Sub Types", "sub_type"),
        Column("Please specify if 'Scheme Type' is 'Other'", "other_type"),
        Column("Planned Outputs", "outputs", Kind.NUMBER),
        Column("Units", "output_units"),
        Column("Area of Spend", "area", list_name="area"),
        Column("Please specify if 'Area of Spend' is 'other'", "other_area"),
        Column("Commissioner", "commissioner", Kind.CODE, "commissioner"),
        Column("% NHS (if Joint Commissioner)", "nhs_share", Kind.SHARE),
        Column("% LA (if Joint Commissioner)", "la_share", Kind.SHARE),
        Column("Provider", "provider", Kind.CODE, "provider"),
        Column("Source of Funding", "source", Kind.CODE, "source"),
        Column("Expenditure (£)", "planned", Kind.MONEY),
        Column("New/ Existing Scheme", "standing"),
        Column("Priority", "priority"),
        Column("Measure", "measure"),
        Column("Service", "service"),
    ),
    grows=True,
)
INCOME = Table(
    "Income lines",
    "income",
    values.Income,
    (
        KEY,
        Column("Source of Funding", "source", Kind.CODE, "source"),
        Column("Contributor", "contributor"),
        Column("Contribution (£)", "planned", Kind.MONEY),
        Column("Published allocation (£)", "allocation", Kind.MONEY),
        Column("Of which carried forward (£)", "carried_forward", Kind.MONEY),
        Column("Comments", "comment"),
    ),
    grows=True,
)
ACTUAL_COLUMNS = (
    KEY,
    Column("Up to the end of", "period"),
    Column("Actual (£)", "amount", Kind.MONEY),
    Column("Comments", "comment"),
)
ACTUAL_INCOME = Table("Actual income", "income", values.Actual, ACTUAL_COLUMNS, grows=True)
ACTUAL_SPEND = Table("Actual expenditure", "schemes", values.Actual, ACTUAL_COLUMNS, grows=True)
CONDITIONS = Table(
    "National conditions",
    "conditions",
    values.Condition,
    (
        KEY,
        Column("National Condition", list_name="condition"),
        Column("Confirmation", "met", Kind.FLAG),
        Column("If the answer is No, why was the condition not met?", "explanation"),
    ),
)
STATEMENTS = Table(
    "Delivery of the Better Care Fund",
    "statements",
    values.Statement,
    (
        KEY,
        Column("Statement", list_name="statement"),
        Column("Response", "response", list_name="response"),
        Column("Comments", "comment"),
    ),
)
ENABLERS = Table(
    "Successes and challenges",
    "enablers",
    values.Enabler,
    (
        KEY,
        Column("SCIE Logic Model Enabler", "enabler", Kind.CODE, "enabler"),
        Column("Narrative", "narrative"),
    ),
)
FEES = Table(
    "Fee rates",
    "fees",
    values.Fee,
    (
        KEY,
        Column("Service", list_name="fee"),
        Column("Last year, as reported (£)", "reported", Kind.MONEY),
        Column("Last year, if newer (£)", "prior", Kind.MONEY),
        Column("This year, anticipated (£)", "anticipated", Kind.MONEY),
        Column("This year, actual (£)", "actual", Kind.MONEY),
    ),
)
METRICS = Table(
    "Metrics",
    "metrics",
    values.Metric,
    (
        KEY,
        Column("Metric", list_name="metric"),
        Column("Planned", "planned", Kind.MEASURE),
        Column("Actual", "actual", Kind.MEASURE),
        Column("Progress", "progress"),
        Column("Challenges", "challenges"),
        Column("Achievements", "achievements"),
        Column("Indicator", "indicator"),
    ),
)

Block = Fact | Table

BLOCKS: Mapping[Sheet, tuple[Block, ...]] = {
    Sheet.COVER: (
        Fact("Health and Wellbeing Board", "area", typed=False),
        Fact("Financial year begins in", "year", Kind.WHOLE, typed=False),
        Fact("Return", "kind", typed=False),
        Fact("Up to the end of", "period", typed=False),
        Fact("Council", "council", typed=False),
        Fact("NHS", "nhs", typed=False),
        Fact("Completed by", "cover.completed_by"),
        Fact("Contact", "cover.contact"),
        Fact(
            "Is the return sent subject to sign-off by the board?",
            "cover.subject_to_sign_off",
            Kind.FLAG,
        ),
        Fact("Signed off by", "cover.signed_by"),
        Fact("Sign-off expected on", "cover.expected_on", Kind.DAY),
    ),
    Sheet.CONDITIONS: (CONDITIONS,),
    Sheet.INCOME: (
        Fact("Are any additional LA contributions being made?", "answers.additional_la", Kind.FLAG),
        Fact(
            "Are any additional NHS contributions being made?", "answers.additional_nhs", Kind.FLAG
        ),
        Fact("Comments on income", "answers.income_comment"),
        INCOME,
    ),
    Sheet.EXPENDITURE: (
        Fact(
            "NHS commissioned out-of-hospital spend: minimum (£)",
            f"minimums.{Requirement.OUT_OF_HOSPITAL}",
            Kind.MONEY,
        ),
        Fact(
            "Adult social care services spend: minimum (£)",
            f"minimums.{Requirement.SOCIAL_CARE}",
            Kind.MONEY,
        ),
        SCHEMES,
    ),
    Sheet.ACTUAL: (
        Fact("Was income as planned?", "answers.income_as_planned", Kind.FLAG),
        Fact("Comments on actual income", "answers.actual_income_comment"),
        Fact("Was expenditure as planned?", "answers.spend_as_planned", Kind.FLAG),
        Fact("Comments on actual expenditure", "answers.actual_spend_comment"),
        ACTUAL_INCOME,
        ACTUAL_SPEND,
    ),
    Sheet.METRICS: (METRICS,),
    Sheet.FEEDBACK: (STATEMENTS, ENABLERS),
    Sheet.FEES: (
        Fact("Comments on last year's fees", "answers.prior_fees_comment"),
        Fact("Comments on this year's fees", "answers.fees_comment"),
        FEES,
    ),
}
# What a part of a return is called on a sheet of its own, where the template has no place for it.
SPARE_TITLES: Mapping[Sheet, str] = {sheet: f"Also kept - {sheet}" for sheet in Sheet}
# Tables and facts that are worked out: shown, and passed over when a file is read.
TOTALS = "Totals"
BALANCES = "Running balances"
REQUIRED = "Required spend"
UPLIFTS = "Implied uplift"
CHECKLIST = "Checklist"
STAMP = "Version of the return"
COMPLETE = "Complete?"
# The sheet of what may be chosen; passed over as well.
LISTS = "Lists"
WORKED_OUT = frozenset({TOTALS, BALANCES, REQUIRED, UPLIFTS, CHECKLIST})
