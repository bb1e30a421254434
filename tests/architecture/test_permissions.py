"""Every permission is held by a role and asked for somewhere; every role is of the product."""

import re
from pathlib import Path

import pytest

from marram.board.vocabulary import Permission as Board
from marram.funding.vocabulary import Permission as Funding
from marram.indicators.vocabulary import Permission as Indicators
from marram.packs.vocabulary import Permission as Packs
from marram.people.vocabulary import Permission as People
from marram.places.vocabulary import Permission as Places
from marram.records.vocabulary import Permission as Records
from marram.site.roles import ROLES, permissions
from marram.sources.vocabulary import Permission as Sources
from marram.strategy.vocabulary import Permission as Strategy


ROOT = Path(__file__).parents[2] / "marram"
EVERY = [
    pytest.param(room, permission, id=permission.value)
    for room, words in {
        "board": Board,
        "funding": Funding,
        "indicators": Indicators,
        "packs": Packs,
        "people": People,
        "places": Places,
        "records": Records,
        "sources": Sources,
        "strategy": Strategy,
    }.items()
    for permission in words
]


@pytest.mark.parametrize(("room", "permission"), EVERY)
def test_every_permission_is_held_by_a_role(room, permission):
    assert any(permission in role.permissions for role in ROLES)


@pytest.mark.parametrize(("room", "permission"), EVERY)
def test_every_permission_is_asked_for_in_its_room(room, permission):
    asked = re.compile(rf"Permission\.{permission.name}\b")
    named_in = {"vocabulary.py", "permissions.py"}
    files = [path for path in (ROOT / room).rglob("*.py") if path.name not in named_in]
    assert any(asked.search(path.read_text()) for path in files)


def test_roles_hold_only_permissions_that_exist():
    known = {parameters.values[1] for parameters in EVERY}
    assert permissions([role.slug for role in ROLES]) <= known


def test_a_resident_may_do_nothing_but_read_what_is_published():
    assert permissions(["resident"]) == frozenset()


def test_who_may_see_exempt_papers_or_families_needs_a_second_step():
    assert {role.slug for role in ROLES if role.second_step} == {
        "board-officer",
        "board-member",
        "legal-officer",
        "early-help-worker",
        "early-help-supervisor",
        "early-help-manager",
        "administrator",
        "auditor",
    }
