"""Who may read and keep the library: role by state."""

import pytest

from marram.foundation.actors import Actor
from marram.site import roles
from marram.strategy.policies import library as policies


KEEPERS = {"board-officer", "administrator"}
READERS_OF_DRAFTS = {role.slug for role in roles.ROLES} - {
    "resident",
    "service-provider",
    "early-help-worker",
    "early-help-supervisor",
}
REFUSAL = "Only board officers and administrators may change the library of strategies."


def actor(role):
    return Actor(key="user:1", name=role, permissions=roles.permissions({role}))


@pytest.mark.parametrize("role", [role.slug for role in roles.ROLES])
def test_only_keepers_may_change_the_library(role):
    verdict = policies.may_keep_library(actor(role))

    assert (bool(verdict), verdict.reason) == ((True, "") if role in KEEPERS else (False, REFUSAL))


@pytest.mark.parametrize("role", [role.slug for role in roles.ROLES])
def test_a_draft_is_for_partners_and_what_is_published_for_everybody(shelf, role):
    seen = set(policies.strategies_seen_by(actor(role)).values_list("pk", flat=True))

    assert {"living-well", "carers-2019", "needs"} <= seen
    assert ("estates" in seen) is (role in READERS_OF_DRAFTS)


@pytest.mark.parametrize("role", [role.slug for role in roles.ROLES])
def test_who_judged_something_is_for_partners(role):
    assert bool(policies.may_see_names(actor(role))) is (role in READERS_OF_DRAFTS)
