import pytest

from marram.foundation.actors import Actor
from marram.people.models import User
from marram.strategy.policies import risks as policies
from marram.strategy.vocabulary import Permission

from .conftest import NOON


KEEPS, RUNS = Permission.KEEP_RISKS, Permission.RUN_PLANS


@pytest.mark.parametrize(
    ("permissions", "groups", "register", "reason"),
    [
        ((), (), "plan", "Only plan leads, board officers and administrators may change risks."),
        ((KEEPS, RUNS), (), "plan", "You do not lead Hubs for Millbrook."),
        ((KEEPS,), (), "plan", "Only plan leads may change Hubs for Millbrook."),
        ((KEEPS, RUNS), (), "group", "You do not speak for the group that keeps this register."),
        ((KEEPS, RUNS), ("delivery",), "group", ""),
        ((KEEPS, RUNS), ("delivery",), "both", ""),
        ((KEEPS, Permission.KEEP_LIBRARY), (), "plan", ""),
        ((KEEPS, Permission.KEEP_LIBRARY), (), "group", ""),
        ((KEEPS, RUNS, Permission.RUN_ANY_PLAN), (), "plan", ""),
    ],
)
def test_who_may_keep_a_register(permissions, groups, register, reason, plan, group):
    user = User.objects.create(email="other@millbrook.example", name="Other", joined_at=NOON)
    actor = Actor(
        key=f"user:{user.pk}",
        name="Somebody",
        permissions=frozenset(permissions),
        groups=frozenset(groups),
    )

    verdict = policies.may_keep(
        actor,
        plan=plan if register in ("plan", "both") else None,
        group="delivery" if register in ("group", "both") else "",
    )

    assert verdict.reason.startswith(reason)
    assert verdict.allowed == (reason == "")


def test_whoever_leads_a_plan_keeps_its_register(plan, lead):
    assert policies.may_keep(lead, plan=plan, group="")


def test_a_resident_sees_no_risk(flooding, resident, contributor):
    assert not policies.risks_seen_by(resident).exists()
    assert policies.risks_seen_by(contributor).count() == 1
