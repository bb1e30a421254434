"""Which role may do what: the one page that answers it for every room.

A role is held by a person from one day to another (see the room `people`); everybody, logged in
or not, also is a resident. A role that may see exempt papers or families' records needs a second
step to log in.
"""

from collections.abc import Collection

from marram.board.vocabulary import Permission as Board
from marram.funding.vocabulary import Permission as Funding
from marram.indicators.vocabulary import Permission as Indicators
from marram.packs.vocabulary import Permission as Packs
from marram.people.vocabulary import Permission as People
from marram.people.vocabulary import Role
from marram.places.vocabulary import Permission as Places
from marram.records.vocabulary import Permission as Records
from marram.sources.vocabulary import Permission as Sources
from marram.strategy.vocabulary import Permission as Strategy


ANY_PARTNER = frozenset[str](
    {
        Strategy.READ_DRAFTS,
        Funding.READ_DRAFTS,
        Records.READ_HISTORY,
        Records.KEEP_DOCUMENTS,
        Indicators.READ_UNPUBLISHED,
        Board.READ_DRAFTS,
        Board.REPORT_BACK,
    }
)

ROLES: tuple[Role, ...] = (
    Role(
        slug="resident",
        title="Resident",
        comes_to="read what is published and find help",
        permissions=frozenset(),
    ),
    Role(
        slug="partner-contributor",
        title="Partner contributor",
        comes_to="update their own organisation's actions",
        permissions=ANY_PARTNER | {Strategy.REPORT_PROGRESS, Funding.AGREE_RETURNS},
    ),
    Role(
        slug="plan-lead",
        title="Plan lead",
        comes_to="run a plan: agree actions, chase updates, take the annual review",
        permissions=ANY_PARTNER
        | {Board.WRITE_REPORTS}
        | {Strategy.REPORT_PROGRESS, Strategy.RUN_PLANS, Strategy.KEEP_RISKS, Strategy.ASSESS}
        | {Indicators.KEEP_SCORECARDS},
    ),
    Role(
        slug="analyst",
        title="Analyst",
        comes_to="bring in figures and judge them properly",
        permissions=ANY_PARTNER
        | {Board.WRITE_REPORTS}
        | {Sources.READ, Sources.DELIVER, Places.EDIT_AREAS}
        | {Indicators.DEFINE, Indicators.BRING_IN, Indicators.KEEP_SCORECARDS},
    ),
    Role(
        slug="board-officer",
        title="Board officer",
        comes_to="keep the library, the groups and the board's business",
        permissions=ANY_PARTNER
        | {
            Board.KEEP_BUSINESS,
            Board.DECLARE,
            Board.READ_EXEMPT,
            Board.WRITE_REPORTS,
            Board.RECEIVE_CALL_INS,
        }
        | set(Packs)
        | {Strategy.KEEP_LIBRARY, Strategy.KEEP_RISKS, Strategy.ASSESS, Funding.APPROVE_RETURNS}
        | {People.EDIT_ORGANISATIONS, People.EDIT_GROUPS, People.APPOINT}
        | {Sources.READ, Sources.DELIVER, Sources.ACCEPT}
        | {Indicators.BRING_IN, Indicators.KEEP_SCORECARDS},
        second_step=True,
    ),
    Role(
        slug="board-member",
        title="Board member",
        comes_to="read, public and exempt, and follow a decision",
        permissions=ANY_PARTNER | {Board.READ_EXEMPT, Board.DECLARE},
        second_step=True,
    ),
    Role(
        slug="finance-lead",
        title="Finance lead",
        comes_to="keep the pooled fund",
        permissions=ANY_PARTNER
        | {Board.WRITE_REPORTS, Board.CLEAR_FINANCE}
        | {Funding.KEEP_POOLS, Funding.KEEP_RETURNS, Funding.CHECK_RETURNS, Funding.AGREE_RETURNS}
        | {Funding.KEEP_MONEY}
        | {Sources.READ, Sources.DELIVER, Sources.ACCEPT},
    ),
    Role(
        slug="legal-officer",
        title="Legal officer",
        comes_to="clear reports for the monitoring officer, and receive call-ins",
        permissions=ANY_PARTNER | {Board.READ_EXEMPT, Board.CLEAR_LEGAL, Board.RECEIVE_CALL_INS},
        second_step=True,
    ),
    Role(
        slug="service-provider",
        title="Service provider",
        comes_to="keep their directory entry true",
        permissions=frozenset(),
    ),
    Role(
        slug="early-help-worker",
        title="Early help worker",
        comes_to="carry families from request to closure",
        permissions=frozenset(),
        second_step=True,
    ),
    Role(
        slug="early-help-supervisor",
        title="Early help supervisor",
        comes_to="watch over a team's families",
        permissions=frozenset(),
        second_step=True,
    ),
    Role(
        slug="early-help-manager",
        title="Early help manager",
        comes_to="run the early help service",
        permissions=ANY_PARTNER | {Board.WRITE_REPORTS},
        second_step=True,
    ),
    Role(
        slug="engagement-officer",
        title="Healthwatch and engagement officer",
        comes_to="run consultations and chase replies",
        permissions=ANY_PARTNER | {Board.WRITE_REPORTS},
    ),
    Role(
        slug="schools-lead",
        title="Schools lead",
        comes_to="allocate support teams and see coverage",
        permissions=ANY_PARTNER | {Board.WRITE_REPORTS},
    ),
    Role(
        slug="administrator",
        title="Administrator",
        comes_to="manage access and accept deliveries",
        permissions=ANY_PARTNER
        | {Board.KEEP_BUSINESS, Board.WRITE_REPORTS, Board.RECEIVE_CALL_INS}
        | {
            Strategy.KEEP_LIBRARY,
            Strategy.RUN_PLANS,
            Strategy.RUN_ANY_PLAN,
            Strategy.REPORT_PROGRESS,
            Strategy.KEEP_RISKS,
            Strategy.ASSESS,
        }
        | set(Funding)
        | set(People)
        | set(Places)
        | set(Sources)
        | set(Records)
        | set(Indicators)
        | set(Packs),
        second_step=True,
    ),
    Role(
        slug="auditor",
        title="Auditor",
        comes_to="read the ledger and check it",
        permissions=ANY_PARTNER | {Records.READ_LEDGER, People.READ_ACCOUNTS, Sources.READ},
        second_step=True,
    ),
)
BY_SLUG = {role.slug: role for role in ROLES}


def permissions(slugs: Collection[str]) -> frozenset[str]:
    """Return every permission that the roles give; a slug that no role has gives none."""
    held = (BY_SLUG[slug].permissions for slug in slugs if slug in BY_SLUG)
    return frozenset[str]().union(*held)
