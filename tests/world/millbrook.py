"""Millbrook, the one small borough of the tests. It is invented, and so is everybody in it.

    Living Well in Millbrook 2025-30 (published)
      └ plan LWM "Living well action plan" (published, led by Amina)
          section "1 A good start"
            lwm-001  Family hubs              council            due 30 June 2025   overdue
            lwm-002  School nurses            hospital trust     due 31 March 2026  on course
          section "2 Growing older"
            lwm-003  Falls classes            Age Friends        ongoing            no date
            lwm-004  Befriending line         Age Friends        due 31 July 2025   due soon
            lwm-005  Warm homes               council, housing   due 31 May 2025    complete
    Millbrook carers plan (a draft that residents must not see)
      └ plan CAR (draft), one action of the council

It is looked at on 10 July 2025. Amina leads LWM; Bo speaks for Age Friends.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from marram.foundation.actors import Actor
from marram.people import actions as people
from marram.site import roles
from marram.strategy.actions import library, plans, tools
from marram.strategy.actions.plans import Lead


TODAY = date(2025, 7, 10)
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2025, 7, 10, 9, 0, tzinfo=LONDON)
SPRING = datetime(2025, 4, 1, 9, 0, tzinfo=LONDON)
SUMMER = datetime(2025, 6, 20, 9, 0, tzinfo=LONDON)

BUILDER = Actor(
    key="system:load",
    name="The builder of Millbrook",
    permissions=roles.permissions({"administrator"}),
)
RESIDENT = Actor(key="resident", name="A resident", permissions=roles.permissions({"resident"}))
PASSWORD = "correct horse battery staple"

ORGANISATIONS = (
    {"slug": "council", "name": "Millbrook Council", "sector": "council"},
    {"slug": "trust", "name": "Millbrook Hospital Trust", "sector": "NHS provider"},
    {"slug": "age_friends", "name": "Age Friends Millbrook", "sector": "VCSE"},
    {"slug": "homes", "name": "Millbrook Homes", "sector": "housing association"},
)
GROUPS = (
    {
        "slug": "board",
        "name": "Millbrook Health and Wellbeing Board",
        "purpose": "Improves health and wellbeing",
        "frequency": "quarterly",
        "chair_role": "Leader of the council",
    },
    {
        "slug": "ageing_well",
        "name": "Ageing Well Group",
        "parent": "board",
        "purpose": "Helps people to age well",
        "frequency": "monthly",
        "chair_role": "Director of adult services",
    },
)
RATINGS = (
    ("blue", "Complete", "Done, with evidence", "blue", True, True),
    ("green", "On track", "Will be done on time", "green", False, False),
    ("amber", "At risk", "Needs attention to be done on time", "amber", False, False),
    ("red", "Off track", "Will not be done on time", "red", True, False),
)


@dataclass(frozen=True)
class Millbrook:
    """Who lives in the tests, as actors of today."""

    administrator: Actor
    lead: Actor
    partner: Actor
    analyst: Actor
    user_ids: dict[str, int]

    def address(self, role: str) -> str:
        return address(role)


def address(role: str) -> str:
    return f"{role}@millbrook.example"


def build() -> Millbrook:
    """Build the borough with the actions that people use, in the order they would."""
    people.record_organisations(by=BUILDER, at=SPRING, rows=ORGANISATIONS)
    people.record_groups(by=BUILDER, at=SPRING, rows=GROUPS)
    users = {role.slug: _account(role.slug) for role in roles.ROLES if role.slug != "resident"}
    _strategies()
    _plans(users)
    return Millbrook(
        administrator=_actor("administrator", users),
        lead=_actor("plan-lead", users),
        partner=_actor("partner-contributor", users, frozenset({"age_friends"})),
        analyst=_actor("analyst", users),
        user_ids=users,
    )


def _account(role: str) -> int:
    organisations = ["age_friends"] if role == "partner-contributor" else []
    user = people.open_account(
        by=BUILDER,
        at=SPRING,
        on=SPRING.date(),
        email=address(role),
        name={"plan-lead": "Amina", "partner-contributor": "Bo"}.get(role, role.capitalize()),
        password=None,
        roles=[role],
        organisations=organisations,
    )
    return user.pk


def _actor(role: str, users: dict[str, int], organisations: frozenset[str] = frozenset()) -> Actor:
    return Actor(
        key=f"user:{users[role]}",
        name={"plan-lead": "Amina", "partner-contributor": "Bo"}.get(role, role.capitalize()),
        permissions=roles.permissions({role, "resident"}),
        organisations=organisations,
    )


def _strategies() -> None:
    shared = {"area": "Millbrook", "level": "local", "population": "all age", "status": ""}
    library.record_strategies(
        by=BUILDER,
        at=SPRING,
        rows=[
            {
                **shared,
                "strategy_id": "living_well",
                "title": "Living Well in Millbrook 2025-30",
                "starts_on": date(2025, 4, 1),
                "ends_on": date(2030, 4, 1),
                "published_on": date(2025, 4, 1),
            },
            {
                **shared,
                "strategy_id": "carers",
                "title": "Millbrook carers plan",
                "starts_on": date(2025, 4, 1),
                "ends_on": date(2027, 4, 1),
                "published_on": None,
            },
        ],
    )
    library.record_links(
        by=BUILDER,
        at=SPRING,
        rows=[{"from_strategy": "carers", "relation": "delivers", "to_strategy": "living_well"}],
    )
    tools.record_schemes(
        by=BUILDER,
        at=SPRING,
        rows=[
            {
                "scheme": "action-progress",
                "scheme_title": "How an action is going",
                "code": code,
                "label": label,
                "meaning": meaning,
                "tone": tone,
                "position": position,
                "needs_reason": "yes" if reason else "no",
                "finishes": "yes" if finishes else "no",
                "source": "",
            }
            for position, (code, label, meaning, tone, reason, finishes) in enumerate(RATINGS, 1)
        ],
    )


def _plans(users: dict[str, int]) -> None:
    for slug, prefix, title, strategy in (
        ("living-well-actions", "LWM", "Living well action plan", "living_well"),
        ("carers-actions", "CAR", "Carers action plan", "carers"),
    ):
        plans.add_plan(
            by=BUILDER,
            at=SPRING,
            slug=slug,
            title=title,
            prefix=prefix,
            fields={
                "strategy": strategy,
                "scheme": "action-progress",
                "cycle_days": 120,
                "adopted_on": SPRING.date(),
            },
        )
        plans.name_lead(by=BUILDER, at=SPRING, slug=slug, user_id=users["plan-lead"])
    plans.publish_plan(by=BUILDER, at=SPRING, slug="living-well-actions", on=SPRING.date())
    for section, what, timescale, led_by in (
        ("1 A good start", "Open three family hubs", "June 2025", ["council"]),
        ("1 A good start", "A school nurse for every school", "2025-26", ["trust"]),
        ("2 Growing older", "Classes that prevent falls", "On-going", ["age_friends"]),
        ("2 Growing older", "A befriending line", "July 2025", ["age_friends"]),
        ("2 Growing older", "Warm homes for those most at risk", "May 2025", ["council", "homes"]),
    ):
        plans.add_action(
            by=BUILDER,
            at=SPRING,
            plan_slug="living-well-actions",
            fields={"section": section, "what": what, "timescale": timescale},
            leads=[Lead(organisation=organisation) for organisation in led_by],
        )
    plans.add_action(
        by=BUILDER,
        at=SPRING,
        plan_slug="carers-actions",
        fields={"what": "A break for every carer", "timescale": "TBC"},
        leads=[Lead(organisation="council")],
    )
    plans.report_progress(
        by=BUILDER,
        at=SUMMER,
        action_code="lwm-005",
        text="All 40 homes are done",
        rating="blue",
        reason="The last home was signed off",
    )
    plans.report_progress(
        by=BUILDER, at=SUMMER, action_code="lwm-001", text="One hub is open", rating="amber"
    )
