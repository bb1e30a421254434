"""Files of pools and of their returns, and what becomes of their rows.

The columns of `bcf-schemes` are those of the template's sheet "Expenditure", so that a plain list
of scheme lines can be delivered as it was copied out of it.
"""

from marram.funding.actions.returns import recorded, recorded_pools
from marram.funding.intake.columns import SLUG, accepting, column, columns, money
from marram.funding.queries.returns import known
from marram.funding.rules import agreements as rules
from marram.funding.vocabulary import Approval, Measure, Period, ReturnKind
from marram.indicators.queries.definitions import indicator_slugs
from marram.people.queries import keys as people
from marram.places import queries as places
from marram.sources.vocabulary import Fault, Kind, Layout, Row


QUESTIONS = ("condition", "statement", "success", "challenge")


def _dates_in_order(row: Row) -> tuple[Fault, ...]:
    verdict = rules.dates_in_order(row["starts_on"], row["ends_on"])  # type: ignore[arg-type]
    return () if verdict else (Fault("ends_on", verdict.reason),)


RETURN = column("return", required=True, refers_to="bcf-returns")
SOURCE = column("source")

AGREEMENTS = Layout(
    slug="bcf-agreements",
    title="Agreements that pool money (section 75)",
    room="funding",
    columns=(
        column("agreement", required=True, pattern=SLUG, longest=60),
        column("title", required=True),
        *columns("starts_on ends_on signed_on", kind=Kind.DAY),
        *columns("delegated_to delegated_terms"),
        *columns("council nhs", hint="Enter keys of organisations, with ; between."),
        column("documents", hint="Enter titles, with ; between."),
        SOURCE,
    ),
    key=("agreement",),
    check=_dates_in_order,
    accept=accepting(recorded_pools.record_agreements),
)
POOLS = Layout(
    slug="bcf-pools",
    title="Pooled funds",
    room="funding",
    columns=(
        column("pool", required=True, pattern=SLUG, longest=60),
        column("title", required=True),
        column("area", required=True, refers_to="areas"),
        column("year", required=True, kind=Kind.WHOLE_NUMBER, lowest=2015, highest=2100),
        column("agreement", refers_to="bcf-agreements"),
        SOURCE,
    ),
    key=("pool",),
    known={"area": places.codes, "agreement": known.agreements},
    accept=accepting(recorded_pools.record_pools),
)
COMMISSIONERS = Layout(
    slug="bcf-commissioners",
    title="Which areas NHS commissioners serve (CCG or ICB to HWB)",
    room="funding",
    columns=(
        column("commissioner", required=True, refers_to="organisations"),
        column("area", required=True, refers_to="areas"),
        column("first_year", required=True, kind=Kind.WHOLE_NUMBER, lowest=2013, highest=2100),
        column("last_year", kind=Kind.WHOLE_NUMBER, lowest=2013, highest=2100),
        column("percent", kind=Kind.DECIMAL, lowest=0, highest=100),
        SOURCE,
    ),
    key=("commissioner", "area", "first_year"),
    known={"commissioner": people.organisation_keys, "area": places.codes},
    accept=accepting(recorded_pools.record_shares),
)
RETURNS = Layout(
    slug="bcf-returns",
    title="Returns: covers and answers",
    room="funding",
    columns=(
        column("return", required=True, pattern=SLUG, longest=80),
        column("pool", required=True, refers_to="bcf-pools"),
        column("kind", required=True, choices=tuple(ReturnKind)),
        column("period", choices=tuple(Period)),
        *columns("due_on expected_on", kind=Kind.DAY),
        *columns("completed_by contact signed_by"),
        column("subject_to_sign_off", kind=Kind.FLAG),
        *money("minimum_out_of_hospital minimum_social_care"),
        *columns("additional_la additional_nhs", kind=Kind.FLAG),
        column("income_comment"),
        *columns("income_as_planned spend_as_planned", kind=Kind.FLAG),
        *columns("actual_income_comment actual_spend_comment"),
        *columns("prior_fees_comment fees_comment"),
        SOURCE,
    ),
    key=("return",),
    known={"pool": known.pools},
    accept=accepting(recorded.record_returns),
)
INCOME = Layout(
    slug="bcf-income",
    title="Returns: income",
    room="funding",
    columns=(
        RETURN,
        column("line", required=True, longest=40),
        *columns("source_of_funding contributor", required=True),
        *money("amount", required=True),
        *money("allocation carried_forward"),
        *columns("comment source"),
    ),
    key=("return", "line"),
    known={"return": known.returns},
    accept=accepting(recorded.record_income),
)
SCHEMES = Layout(
    slug="bcf-schemes",
    title="Returns: scheme lines",
    room="funding",
    columns=(
        RETURN,
        column("line", required=True, longest=40),
        column("scheme_id", kind=Kind.WHOLE_NUMBER, lowest=1, highest=99_999),
        column("name", required=True),
        *columns("scheme_type sub_type other_type area_of_spend other_area commissioner"),
        *columns("pct_nhs pct_la", kind=Kind.DECIMAL, lowest=0, highest=100),
        *columns("provider source_of_funding"),
        *money("expenditure"),
        *columns("new_or_existing description"),
        *money("outputs"),
        *columns("output_units priority"),
        column("measure", refers_to="indicators"),
        *columns("service source"),
    ),
    key=("return", "line"),
    known={"return": known.returns, "measure": indicator_slugs},
    accept=accepting(recorded.record_schemes),
)
ANSWERS = Layout(
    slug="bcf-answers",
    title="Returns: national conditions and feedback",
    room="funding",
    columns=(
        RETURN,
        column("question", required=True, choices=QUESTIONS),
        column("number", required=True, kind=Kind.WHOLE_NUMBER, lowest=1, highest=20),
        *columns("answer words source"),
    ),
    key=("return", "question", "number"),
    known={"return": known.returns},
    accept=accepting(recorded.record_answers),
)
FEES = Layout(
    slug="bcf-fees",
    title="Returns: fees paid for care",
    room="funding",
    columns=(
        RETURN,
        column("service", required=True, choices=("home-care", "care-home", "nursing-home")),
        *money("reported prior anticipated actual"),
        SOURCE,
    ),
    key=("return", "service"),
    known={"return": known.returns},
    accept=accepting(recorded.record_fees),
)
CLAIMS = Layout(
    slug="bcf-claims",
    title="Figures that papers print of returns",
    room="funding",
    columns=(
        RETURN,
        column("measure", required=True, choices=tuple(Measure)),
        column("part"),
        *money("amount", required=True),
        *columns("words source", required=True),
    ),
    key=("return", "measure", "part", "source"),
    known={"return": known.returns},
    accept=accepting(recorded.record_claims),
)
SIGN_OFFS = Layout(
    slug="bcf-sign-offs",
    title="Returns: how far they went",
    room="funding",
    columns=(
        RETURN,
        column("stage", required=True, choices=recorded.STAGES),
        column("approved_by", choices=tuple(Approval)),
        *columns("checked_on agreed_on approved_on ratified_on published_on", kind=Kind.DAY),
        SOURCE,
    ),
    key=("return",),
    known={"return": known.returns},
    accept=accepting(recorded.record_sign_offs),
)

# In this order, so that what a row names is there before the row.
LAYOUTS = (
    AGREEMENTS,
    POOLS,
    COMMISSIONERS,
    RETURNS,
    INCOME,
    SCHEMES,
    ANSWERS,
    FEES,
    CLAIMS,
    SIGN_OFFS,
)
