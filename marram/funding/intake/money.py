"""Files of grants, budgets, contracts, intentions and economic facts."""

from marram.funding.actions import budgets, contracts, economics, grants, intentions
from marram.funding.intake.columns import accepting, column, columns, money, slug
from marram.funding.queries import known
from marram.funding.rules import days
from marram.funding.vocabulary.money import (
    EconomicKind,
    FigureKind,
    IntentionStage,
    Side,
    Unspent,
)
from marram.people.queries import keys as people
from marram.sources.vocabulary import Fault, Kind, Layout, Row


SOURCE = column("source")
POSITION = column("position", kind=Kind.WHOLE_NUMBER, required=True, lowest=1, highest=9999)


def _days_in_order(row: Row) -> tuple[Fault, ...]:
    verdict = days.in_order(starts_on=row["starts_on"], ends_on=row["ends_on"])  # type: ignore[arg-type]
    return () if verdict else (Fault("ends_on", verdict.reason),)


GRANTS = Layout(
    slug="grants",
    title="Grants",
    room="funding",
    columns=(
        slug("slug"),
        column("title", required=True, longest=200),
        column("funder", refers_to="organisations"),
        column("part_of", refers_to="grants"),
        *columns("purpose conditions"),
        *money("award"),
        column("period", longest=100),
        *columns("starts_on ends_on", kind=Kind.DAY),
        column("unspent", choices=tuple(Unspent)),
        SOURCE,
    ),
    key=("slug",),
    check=_days_in_order,
    known={"funder": people.organisation_keys, "part_of": known.grants},
    accept=accepting(grants.record_grants),
)
GRANT_LINES = Layout(
    slug="grant-lines",
    title="What grants are planned to be spent on",
    room="funding",
    columns=(
        column("grant", required=True, refers_to="grants"),
        column("title", required=True, longest=200),
        POSITION,
        column("quantity", kind=Kind.DECIMAL, lowest=0),
        column("unit", longest=60),
        column("rate", kind=Kind.DECIMAL, lowest=0),
        *money("planned", required=True),
        SOURCE,
    ),
    key=("grant", "title"),
    known={"grant": known.grants},
    accept=accepting(grants.record_lines),
)
GRANT_FIGURES = Layout(
    slug="grant-figures",
    title="Figures that papers print of grants",
    room="funding",
    columns=(
        column("grant", required=True, refers_to="grants"),
        column("title", required=True, longest=200),
        POSITION,
        column("kind", required=True, choices=tuple(FigureKind)),
        *money("amount", required=True),
        column("as_printed", required=True, longest=40),
        SOURCE,
    ),
    key=("grant", "title"),
    known={"grant": known.grants},
    accept=accepting(grants.record_figures),
)
BUDGETS = Layout(
    slug="budgets",
    title="Budgets",
    room="funding",
    columns=(
        slug("slug"),
        column("title", required=True, longest=200),
        column("organisation", refers_to="organisations"),
        column("period", required=True, longest=100),
        *columns("starts_on ends_on", kind=Kind.DAY),
        column("people", kind=Kind.WHOLE_NUMBER, lowest=1),
        column("people_words", longest=200),
        *money("printed_income printed_spend printed_balance"),
        *columns("note source"),
    ),
    key=("slug",),
    check=_days_in_order,
    known={"organisation": people.organisation_keys},
    accept=accepting(budgets.record_budgets),
)
BUDGET_LINES = Layout(
    slug="budget-lines",
    title="Lines of budgets",
    room="funding",
    columns=(
        column("budget", required=True, refers_to="budgets"),
        column("side", required=True, choices=tuple(Side)),
        column("title", required=True, longest=200),
        POSITION,
        column("payer", longest=200),
        *money("amount rise"),
        column("rise_percent", kind=Kind.DECIMAL),
        column("step", kind=Kind.WHOLE_NUMBER, lowest=0, highest=5),
        *columns("starts_on ends_on", kind=Kind.DAY),
        *columns("note source"),
    ),
    key=("budget", "side", "title"),
    check=_days_in_order,
    known={"budget": known.budgets},
    accept=accepting(budgets.record_lines),
)
STEP_NEEDS = Layout(
    slug="step-needs",
    title="People who need each step of care",
    room="funding",
    columns=(
        column("budget", required=True, refers_to="budgets"),
        column("step", required=True, kind=Kind.WHOLE_NUMBER, lowest=0, highest=5),
        column("people", required=True, kind=Kind.WHOLE_NUMBER, lowest=0),
        SOURCE,
    ),
    key=("budget", "step"),
    known={"budget": known.budgets},
    accept=accepting(budgets.record_needs),
)
CONTRACTS = Layout(
    slug="contracts",
    title="Contracts",
    room="funding",
    columns=(
        slug("slug"),
        column("title", required=True, longest=200),
        column("provider", refers_to="organisations"),
        column("commissioners", longest=300),
        column("term", longest=200),
        *columns("starts_on ends_on", kind=Kind.DAY),
        column("extension_months", kind=Kind.WHOLE_NUMBER, lowest=1, highest=120),
        *money("yearly_value"),
        *columns("price_weight quality_weight social_weight", kind=Kind.DECIMAL, lowest=0),
        *columns("note source"),
    ),
    key=("slug",),
    check=_days_in_order,
    known={"provider": people.organisation_keys},
    accept=accepting(contracts.record_contracts),
)
INTENTIONS = Layout(
    slug="commissioning-intentions",
    title="Commissioning intentions",
    room="funding",
    columns=(
        slug("slug"),
        column("title", required=True, longest=300),
        column("commissioners", longest=300),
        column("period", longest=100),
        column("need", required=True),
        column("priority", longest=120, hint="Enter a key such as mhsp_2015/priority/1."),
        column("service", longest=200),
        column("contract", refers_to="contracts"),
        column("stage", choices=tuple(IntentionStage)),
        column("review_on", kind=Kind.DAY),
        SOURCE,
    ),
    key=("slug",),
    known={"contract": known.contracts},
    accept=accepting(intentions.record_intentions),
)
ECONOMICS = Layout(
    slug="economic-facts",
    title="Costs, savings and ratios",
    room="funding",
    columns=(
        slug("slug"),
        column("item", required=True, longest=200),
        column("kind", required=True, choices=tuple(EconomicKind)),
        column("amount", kind=Kind.DECIMAL),
        column("unit", longest=60),
        column("context"),
        column("period", longest=100),
        column("area", longest=200),
        column("price_year", longest=20),
        column("price_basis", longest=100),
        column("quality", longest=200),
        SOURCE,
    ),
    key=("slug",),
    accept=accepting(economics.record_facts),
)
# In this order, so that what a row names is there before the row.
LAYOUTS = (
    GRANTS,
    GRANT_LINES,
    GRANT_FIGURES,
    BUDGETS,
    BUDGET_LINES,
    STEP_NEEDS,
    CONTRACTS,
    INTENTIONS,
    ECONOMICS,
)
