"""Which files this room takes in, and what becomes of their rows."""

from collections.abc import Callable, Sequence
from datetime import datetime

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.indicators.queries.definitions import indicator_slugs
from marram.people.queries import keys as people
from marram.sources.vocabulary import Accept, Column, Counts, Fault, Kind, Layout, Row, offer
from marram.strategy.actions import assessments, library, measures, recorded, tools
from marram.strategy.queries import known
from marram.strategy.rules import plans as rules
from marram.strategy.vocabulary import ActionKind, ElementLevel, Level, Relation, Stage, Tone


SLUG = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"


def _column(name: str, **more: object) -> Column:
    title = name.removesuffix("_id").replace("_", " ").capitalize()
    return Column(name=name, title=title, **more)  # type: ignore[arg-type]


def _columns(names: str, **more: object) -> tuple[Column, ...]:
    return tuple(_column(name, **more) for name in names.split())


def _accepting(record: Callable[..., Recorded]) -> Accept:
    """Return what writes rows through an action of this room."""

    def accept(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
        return Counts(*record(by=by, at=at, rows=rows))

    return accept


def _dates_in_order(row: Row) -> tuple[Fault, ...]:
    verdict = rules.dates_in_order(row["start_date"], row["end_date"])  # type: ignore[arg-type]
    return () if verdict else (Fault("end_date", verdict.reason),)


SCHEMES = Layout(
    slug="rating-schemes",
    title="Rating schemes and what their colours mean",
    room="strategy",
    columns=(
        _column("scheme", required=True, pattern=SLUG),
        *_columns("scheme_title code label meaning", required=True),
        _column("tone", required=True, choices=tuple(Tone)),
        _column("position", required=True, kind=Kind.WHOLE_NUMBER),
        *_columns("needs_reason finishes", required=True, kind=Kind.FLAG),
        _column("source"),
    ),
    key=("scheme", "code"),
    accept=_accepting(tools.record_schemes),
)
STRATEGIES = Layout(
    slug="strategies",
    title="Strategies",
    room="strategy",
    columns=(
        _column("strategy_id", required=True, pattern=SLUG, longest=60),
        *_columns("title", required=True),
        _column("area"),
        _column("level", required=True, choices=tuple(Level)),
        *_columns("start_year end_year", kind=Kind.WHOLE_NUMBER),
        *_columns("starts_on ends_on", kind=Kind.DAY),
        *_columns("date_basis owner"),
        _column("owner_group", refers_to="groups"),
        _column("owner_organisation", refers_to="organisations"),
        *_columns("status population gist"),
        _column("published_on", kind=Kind.DAY),
        _column("source"),
    ),
    key=("strategy_id",),
    known={
        "owner_group": people.group_keys,
        "owner_organisation": people.organisation_keys,
    },
    accept=_accepting(library.record_strategies),
)
LINKS = Layout(
    slug="strategy-links",
    title="What strategies are to one another",
    room="strategy",
    columns=(
        _column("from_strategy", required=True, refers_to="strategies"),
        _column("relation", required=True, choices=tuple(Relation)),
        _column("to_strategy", required=True, refers_to="strategies"),
        *_columns("note source"),
    ),
    key=("from_strategy", "relation", "to_strategy"),
    known={"from_strategy": known.strategies, "to_strategy": known.strategies},
    accept=_accepting(library.record_links),
)
ELEMENTS = Layout(
    slug="strategy-priorities",
    title="Visions, aims, outcomes, objectives, priorities and themes",
    room="strategy",
    columns=(
        _column("strategy_id", required=True, refers_to="strategies"),
        _column("level", required=True, choices=tuple(ElementLevel)),
        _column("ref", required=True, longest=40),
        _column("text", required=True),
        *_columns("life_course_stage pillar"),
        _column("stage", choices=tuple(Stage)),
        _column("source"),
    ),
    key=("strategy_id", "level", "ref"),
    known={"strategy_id": known.strategies},
    accept=_accepting(library.record_elements),
)
COVERAGE = Layout(
    slug="strategy-coverage",
    title="Which area has which strategy",
    room="strategy",
    columns=(*_columns("area item", required=True), *_columns("value source")),
    key=("area", "item"),
    accept=_accepting(library.record_coverage),
)
PROVISION = Layout(
    slug="provision-matrix",
    title="What each area does to promote, prevent and recover",
    room="strategy",
    columns=(
        *_columns("area function activity", required=True),
        *_columns("provider_or_lead target source"),
    ),
    key=("area", "function", "activity"),
    accept=_accepting(library.record_provisions),
)
PROMISES = Layout(
    slug="promises",
    title="Promises and commitments",
    room="strategy",
    columns=(
        _column("strategy_id", required=True, refers_to="strategies"),
        *_columns("kind ref statement", required=True),
        *_columns("theme source"),
    ),
    key=("strategy_id", "kind", "ref"),
    known={"strategy_id": known.strategies},
    accept=_accepting(library.record_promises),
)
DUTIES = Layout(
    slug="duties",
    title="Statutory functions of the board",
    room="strategy",
    columns=(
        _column("slug", required=True, pattern=SLUG),
        *_columns("duty law", required=True),
        _column("how_met"),
        _column("met", kind=Kind.FLAG),
        _column("checked_on", kind=Kind.DAY),
        _column("strategy_id", refers_to="strategies"),
        _column("position", required=True, kind=Kind.WHOLE_NUMBER),
        _column("source"),
    ),
    key=("slug",),
    known={"strategy_id": known.strategies},
    accept=_accepting(library.record_duties),
)
PLANS = Layout(
    slug="plans",
    title="Action plans",
    room="strategy",
    columns=(
        _column("plan", required=True, pattern=SLUG, longest=60),
        _column("title", required=True),
        _column("prefix", required=True, pattern=r"[A-Z0-9]{2,12}", hint="two letters or more"),
        _column("strategy_id", refers_to="strategies"),
        _column("group_id", refers_to="groups"),
        _column("scheme", required=True, refers_to="rating-schemes"),
        _column("cycle_days", required=True, kind=Kind.WHOLE_NUMBER),
        _column("adopted_on", required=True, kind=Kind.DAY),
        _column("published_on", kind=Kind.DAY),
        _column("source"),
    ),
    key=("plan",),
    known={
        "strategy_id": known.strategies,
        "group_id": people.group_keys,
        "scheme": known.schemes,
    },
    accept=_accepting(recorded.record_plans),
)
ACTIONS = Layout(
    slug="actions",
    title="Actions of plans",
    room="strategy",
    columns=(
        _column("action_id", required=True, pattern=SLUG, longest=40),
        _column("plan", required=True, refers_to="plans"),
        _column("row_kind", choices=tuple(ActionKind)),
        *_columns("section subsection"),
        _column("ref", longest=40),
        _column("action", required=True),
        *_columns("target_focus intervention leads timescale"),
        *_columns("start_date end_date", kind=Kind.DAY),
        *_columns("date_basis outcome_expected update_text"),
        _column("update_on", kind=Kind.DAY),
        *_columns("update_rating update_reason"),
        _column("stage", choices=tuple(Stage)),
        *_columns("stage_basis source"),
    ),
    key=("action_id",),
    known={"plan": known.plans},
    check=_dates_in_order,
    accept=_accepting(recorded.record_actions),
)
ACTION_MEASURES = Layout(
    slug="action-measures",
    title="Measures that show how actions fare",
    room="strategy",
    columns=(
        _column("action_id", required=True, refers_to="actions"),
        _column("indicator_id", required=True, refers_to="indicators"),
        _column("source"),
    ),
    key=("action_id", "indicator_id"),
    known={"action_id": known.actions, "indicator_id": indicator_slugs},
    accept=_accepting(measures.record_action_measures),
)
STATEMENT_MEASURES = Layout(
    slug="statement-measures",
    title="Measures that show how priorities and outcomes fare",
    room="strategy",
    columns=(
        _column("strategy_id", required=True, refers_to="strategies"),
        _column("level", required=True, choices=tuple(ElementLevel)),
        _column("ref", required=True, longest=40),
        _column("indicator_id", required=True, refers_to="indicators"),
        _column("source"),
    ),
    key=("strategy_id", "level", "ref", "indicator_id"),
    known={"strategy_id": known.strategies, "indicator_id": indicator_slugs},
    accept=_accepting(measures.record_statement_measures),
)
TOOLS = Layout(
    slug="assessment-tools",
    title="Self-assessment tools",
    room="strategy",
    columns=(
        _column("tool", required=True, pattern=SLUG, longest=60),
        _column("title", required=True),
        _column("scheme", required=True, refers_to="rating-schemes"),
        _column("source"),
    ),
    key=("tool",),
    known={"scheme": known.schemes},
    accept=_accepting(tools.record_tools),
)
QUESTIONS = Layout(
    slug="assessment-questions",
    title="Questions of self-assessment tools",
    room="strategy",
    columns=(
        _column("tool", required=True, refers_to="assessment-tools"),
        _column("section"),
        *_columns("question_ref question", required=True),
        _column("source"),
    ),
    key=("tool", "question_ref"),
    known={"tool": known.tools},
    accept=_accepting(tools.record_questions),
)
ASSESSMENTS = Layout(
    slug="assessments",
    title="Self-assessments: how questions were rated",
    room="strategy",
    columns=(
        _column("tool", required=True, refers_to="assessment-tools"),
        _column("title", required=True),
        _column("assessed_on", required=True, kind=Kind.DAY),
        _column("published_on", kind=Kind.DAY),
        *_columns("question_ref rating", required=True),
        *_columns("gist evidence source"),
    ),
    key=("tool", "title", "assessed_on", "question_ref"),
    known={"tool": known.tools},
    accept=_accepting(assessments.record_assessment),
)

# In this order, so that what a row names is there before the row.
LAYOUTS = (
    SCHEMES,
    STRATEGIES,
    LINKS,
    ELEMENTS,
    COVERAGE,
    PROVISION,
    PROMISES,
    DUTIES,
    PLANS,
    ACTIONS,
    ACTION_MEASURES,
    STATEMENT_MEASURES,
    TOOLS,
    QUESTIONS,
    ASSESSMENTS,
)


def offer_layouts() -> None:
    """Let people deliver every kind of file that this room takes in."""
    for layout in LAYOUTS:
        offer(layout)
