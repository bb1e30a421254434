"""Which files this room takes in, and what becomes of their rows."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from marram.board.actions import recorded, recorded_reports
from marram.board.presenters.charts import picture
from marram.board.queries import known
from marram.board.vocabulary.meetings import ItemKind, Mode, Precision, Presence, Stage
from marram.board.vocabulary.reports import CLIMATE, LONGEST_LINE, TAKES_EFFECT, YES_NO
from marram.board.vocabulary.resolutions import Outcome, Repeat, ResolutionKind
from marram.board.vocabulary.seats import SeatKind
from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.people.queries import keys as people
from marram.sources.vocabulary import Accept, Column, Counts, Kind, Layout, Row, offer


SLUG = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"


def _column(name: str, **more: object) -> Column:
    return Column(name=name, title=name.replace("_", " ").capitalize(), **more)  # type: ignore[arg-type]


def _columns(names: str, **more: object) -> tuple[Column, ...]:
    return tuple(_column(name, **more) for name in names.split())


def _accepting(record: Callable[..., Recorded]) -> Accept:
    """Return what writes rows through an action of this room."""

    def accept(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
        return Counts(*record(by=by, at=at, rows=rows))

    return accept


_number = {"required": True, "kind": Kind.WHOLE_NUMBER, "lowest": 1, "highest": 500}
BOARDS = Layout(
    slug="boards",
    title="Boards and their standing orders",
    room="board",
    columns=(
        _column("board", required=True, refers_to="groups"),
        *_columns("statutory executive", required=True, kind=Kind.FLAG),
        *_columns("quorum_share quorum_least clear_days", **_number),
        _column("quorum_kinds", hint="Enter kinds of seat with ; between."),
        _column("key_spending", kind=Kind.DECIMAL, lowest=0),
        _column("source"),
    ),
    key=("board",),
    known={"board": people.group_keys},
    accept=_accepting(recorded.record_boards),
)
SEATS = Layout(
    slug="board-seats",
    title="Seats of boards",
    room="board",
    columns=(
        _column("board", required=True, refers_to="boards"),
        _column("kind", required=True, choices=tuple(SeatKind)),
        _column("role", required=True, longest=200),
        _column("organisation", refers_to="organisations"),
        _column("votes", required=True, kind=Kind.FLAG),
        _column("substitute_role", longest=200),
        _column("starts_on", required=True, kind=Kind.DAY),
        _column("ends_on", kind=Kind.DAY),
        _column("source"),
    ),
    key=("board", "role", "starts_on"),
    known={"board": known.boards, "organisation": people.organisation_keys},
    accept=_accepting(recorded.record_seats),
)
COMMISSIONERS = Layout(
    slug="board-commissioners",
    title="NHS commissioners of boards' areas",
    room="board",
    columns=(
        _column("board", required=True, refers_to="boards"),
        _column("organisation", required=True, refers_to="organisations"),
        _column("seat", longest=200, hint="Enter the role of the seat that speaks for it."),
        _column("starts_on", required=True, kind=Kind.DAY),
        _column("ends_on", kind=Kind.DAY),
        _column("source"),
    ),
    key=("board", "organisation", "starts_on"),
    known={"board": known.boards, "organisation": people.organisation_keys},
    accept=_accepting(recorded.record_commissioners),
)
SUB_GROUPS = Layout(
    slug="board-sub-groups",
    title="Formal sub-groups of boards",
    room="board",
    columns=(
        _column("board", required=True, refers_to="boards"),
        _column("group", required=True, refers_to="groups"),
        _column("starts_on", required=True, kind=Kind.DAY),
        _column("ends_on", kind=Kind.DAY),
        _column("source"),
    ),
    key=("board", "group", "starts_on"),
    known={"board": known.boards, "group": people.group_keys},
    accept=_accepting(recorded.record_sub_groups),
)
MEETINGS = Layout(
    slug="meetings",
    title="Meetings of boards and groups",
    room="board",
    columns=(
        _column("meeting", required=True, pattern=SLUG, longest=60),
        _column("group", required=True, refers_to="groups"),
        _column("title", required=True, longest=200),
        _column("on", required=True, kind=Kind.DAY),
        _column("precision", required=True, choices=tuple(Precision)),
        _column("venue", longest=200),
        _column("mode", required=True, choices=tuple(Mode)),
        _column("stage", required=True, choices=tuple(Stage)),
        _column("first_number", **_number),
        _column("summary"),
        *_columns("published_on minutes_published_on", kind=Kind.DAY),
        _column("confirmed_at", refers_to="meetings"),
        _column("source"),
    ),
    key=("meeting",),
    known={"group": people.group_keys, "confirmed_at": known.meetings},
    accept=_accepting(recorded.record_meetings),
)
ITEMS = Layout(
    slug="agenda-items",
    title="Items of agendas",
    room="board",
    columns=(
        _column("meeting", required=True, refers_to="meetings"),
        _column("number", longest=10),
        _column("title", required=True, longest=300),
        _column("kind", required=True, choices=tuple(ItemKind)),
        _column("author_role", longest=200),
        _column("pages_as_printed", longest=60),
        _column("to_follow", required=True, kind=Kind.FLAG),
        _column("covering_note"),
        _column("published_on", kind=Kind.DAY),
        _column("source"),
    ),
    key=("meeting", "title"),
    known={"meeting": known.meetings},
    accept=_accepting(recorded.record_items),
)
ATTENDANCE = Layout(
    slug="attendance",
    title="Who came to meetings, by role",
    room="board",
    columns=(
        _column("meeting", required=True, refers_to="meetings"),
        _column("organisation", refers_to="organisations"),
        _column("role", required=True, longest=200, hint="Enter a role, never a person's name."),
        _column("presence", required=True, choices=tuple(Presence)),
        _column("seat", longest=200),
        _column("remote", required=True, kind=Kind.FLAG),
        _column("basis", longest=200),
        _column("source"),
    ),
    key=("meeting", "organisation", "role"),
    known={"meeting": known.meetings, "organisation": people.organisation_keys},
    accept=_accepting(recorded.record_attendance),
)
RESOLUTIONS = Layout(
    slug="resolutions",
    title="Resolutions and what became of them",
    room="board",
    columns=(
        _column("resolution", required=True, pattern=r"[A-Za-z0-9_-]{1,40}"),
        _column("meeting", required=True, refers_to="meetings"),
        _column("item", required=True, longest=300),
        _column("ordinal", **_number),
        _column("outcome", required=True, choices=tuple(Outcome)),
        _column("kind", required=True, choices=tuple(ResolutionKind)),
        _column("words", required=True),
        _column("due_on", kind=Kind.DAY),
        _column("repeat", required=True, choices=tuple(Repeat)),
        _column("frequency", longest=200),
        _column("owner_organisation", refers_to="organisations"),
        _column("owner_group", refers_to="groups"),
        _column("owner_role", longest=200),
        _column("referred_to", refers_to="groups"),
        _column("finished_on", kind=Kind.DAY),
        _column("finished_because"),
        _column("source"),
    ),
    key=("resolution",),
    known={
        "meeting": known.meetings,
        "owner_organisation": people.organisation_keys,
        "owner_group": people.group_keys,
        "referred_to": people.group_keys,
    },
    accept=_accepting(recorded.record_resolutions),
)

SUB_GROUP_NOTES = Layout(
    slug="sub-group-notes",
    title="What sub-groups told meetings of their board",
    room="board",
    columns=(
        _column("meeting", required=True, refers_to="meetings"),
        _column("group", required=True, refers_to="groups"),
        _column("words", required=True),
        _column("source"),
    ),
    key=("meeting", "group"),
    known={"meeting": known.meetings, "group": people.group_keys},
    accept=_accepting(recorded.record_sub_group_notes),
)

# In this order, so that what a row names is there before the row.
REPORTS = Layout(
    slug="report-headers",
    title="Reports to boards, as their papers print them",
    room="board",
    columns=(
        _column("meeting", required=True, refers_to="meetings"),
        _column("item", required=True, hint="Enter the number of an item, or its title."),
        *_columns("title report_of", required=True, longest=LONGEST_LINE),
        *_columns("portfolio wards", longest=LONGEST_LINE),
        *_columns("key_decision forward_plan climate_trained", choices=tuple(YES_NO)),
        _column("summary"),
        _column("recommendations", hint="Enter one or several, with ; between."),
        *_columns("revenue capital equality"),
        _column("climate_effect", choices=tuple(CLIMATE)),
        _column("takes_effect", choices=tuple(TAKES_EFFECT)),
        _column("contact", longest=LONGEST_LINE, hint="Enter a role, never a person's name."),
        *_columns("background body"),
        *_columns("finance_ref legal_ref", longest=40),
        _column("appendices", hint="Enter titles, with ; between, and live blocks behind a title."),
        _column("source", required=True),
    ),
    key=("meeting", "item"),
    known={"meeting": known.meetings},
    accept=_accepting(partial(recorded_reports.record_reports, draw=picture)),
)
LAYOUTS = (
    BOARDS,
    SEATS,
    COMMISSIONERS,
    SUB_GROUPS,
    MEETINGS,
    ITEMS,
    ATTENDANCE,
    RESOLUTIONS,
    SUB_GROUP_NOTES,
    REPORTS,
)


def offer_layouts() -> None:
    """Let people deliver every kind of file that this room takes in."""
    for layout in LAYOUTS:
        offer(layout)
