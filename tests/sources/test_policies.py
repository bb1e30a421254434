"""Who may do what with deliveries: role by action, as one table."""

import pytest

from marram.foundation.actors import Actor
from marram.sources import policies
from marram.sources.vocabulary import Permission


ACTORS = {
    "resident": frozenset(),
    "sender": frozenset({Permission.DELIVER}),
    "reader": frozenset({Permission.READ}),
    "keeper": frozenset({Permission.ACCEPT}),
}
ASKED = {
    "deliver": policies.may_deliver,
    "decide": policies.may_decide,
    "list": policies.may_list,
    "read one's own": lambda actor: policies.may_read(actor, sent_by=actor.key),
    "read another's": lambda actor: policies.may_read(actor, sent_by="user:99"),
}
ALLOWED = {
    ("sender", "deliver"),
    ("sender", "list"),
    ("sender", "read one's own"),
    ("reader", "list"),
    ("reader", "read one's own"),
    ("reader", "read another's"),
    ("keeper", "decide"),
    ("keeper", "list"),
    ("keeper", "read one's own"),
    ("keeper", "read another's"),
}


@pytest.mark.parametrize("role", ACTORS)
@pytest.mark.parametrize("question", ASKED)
def test_each_role_may_do_what_the_table_says_and_is_told_why_not(role, question):
    actor = Actor(key="user:1", name="Amina", permissions=ACTORS[role])

    verdict = ASKED[question](actor)

    assert bool(verdict) is ((role, question) in ALLOWED)
    assert verdict.allowed or verdict.reason.startswith("You may")
