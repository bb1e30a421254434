"""Role x state: who may do what to a plan and its actions, and the sentence that says why not."""

import pytest

from marram.foundation.actors import Actor
from marram.site import roles
from marram.strategy.models import Action, Plan
from marram.strategy.policies import plans as policies
from marram.strategy.policies.library import may_keep_library


NOT_LEADS = "Only plan leads may change Living well action plan."
NOT_YOURS = "You do not lead Living well action plan. Ask one of its leads, or an administrator."
NOT_YOUR_ROLE = "Your role does not let you report on actions."
NOT_YOUR_ACTION = "Only the organisations that lead lwm-003 may report on it."

# role, whether they are the person of Millbrook with that role: may run, may report on lwm-003
TABLE = [
    ("resident", False, NOT_LEADS, NOT_YOUR_ROLE),
    ("partner-contributor", True, NOT_LEADS, ""),
    ("partner-contributor", False, NOT_LEADS, NOT_YOUR_ACTION),
    ("plan-lead", True, "", ""),
    ("plan-lead", False, NOT_YOURS, NOT_YOUR_ACTION),
    ("analyst", False, NOT_LEADS, NOT_YOUR_ROLE),
    ("board-officer", False, NOT_LEADS, NOT_YOUR_ROLE),
    ("board-member", False, NOT_LEADS, NOT_YOUR_ROLE),
    ("finance-lead", False, NOT_LEADS, NOT_YOUR_ROLE),
    ("legal-officer", False, NOT_LEADS, NOT_YOUR_ROLE),
    ("service-provider", False, NOT_LEADS, NOT_YOUR_ROLE),
    ("early-help-worker", False, NOT_LEADS, NOT_YOUR_ROLE),
    ("early-help-supervisor", False, NOT_LEADS, NOT_YOUR_ROLE),
    ("early-help-manager", False, NOT_LEADS, NOT_YOUR_ROLE),
    ("engagement-officer", False, NOT_LEADS, NOT_YOUR_ROLE),
    ("schools-lead", False, NOT_LEADS, NOT_YOUR_ROLE),
    ("administrator", False, "", ""),
    ("auditor", False, NOT_LEADS, NOT_YOUR_ROLE),
]


def actor(role, themselves, millbrook):
    if themselves:
        return {"partner-contributor": millbrook.partner, "plan-lead": millbrook.lead}[role]
    return Actor(key="user:999999", name="Somebody", permissions=roles.permissions({role}))


def test_every_role_is_in_the_table():
    assert {role for role, *_ in TABLE} == {role.slug for role in roles.ROLES}


@pytest.mark.parametrize(("role", "themselves", "run", "report"), TABLE)
def test_who_may_run_a_plan_and_report_on_an_action(role, themselves, run, report, millbrook):
    somebody = actor(role, themselves, millbrook)
    plan = Plan.objects.get(pk="living-well-actions")
    action = Action.objects.select_related("plan").get(pk="lwm-003")

    assert policies.may_run(somebody, plan).reason == run
    assert policies.may_report(somebody, action).reason == report


@pytest.mark.parametrize("role", [role.slug for role in roles.ROLES])
def test_who_may_keep_the_library(role):
    somebody = Actor(key="user:1", name="Somebody", permissions=roles.permissions({role}))
    assert bool(may_keep_library(somebody)) == (role in ("board-officer", "administrator"))


@pytest.mark.parametrize("role", [role.slug for role in roles.ROLES])
def test_drafts_are_for_partners(role, millbrook):
    somebody = Actor(key="user:1", name="Somebody", permissions=roles.permissions({role}))
    seen = set(policies.plans_seen_by(somebody).values_list("pk", flat=True))
    outside = {"resident", "service-provider", "early-help-worker", "early-help-supervisor"}

    assert ("carers-actions" in seen) == (role not in outside)
    assert "living-well-actions" in seen
