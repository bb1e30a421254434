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


@pytest.mark.parametrize(
    ("permissions", "sent_by", "reason"),
    [
        ({"room.keep"}, "user:2", ""),
        ({"room.keep"}, "user:1", "You sent this yourself. Ask a colleague who keeps these"),
        ({"room.other"}, "user:2", "You may not accept or decline deliveries."),
        ({Permission.ACCEPT}, "user:1", ""),
        ({Permission.ACCEPT, "room.keep"}, "user:1", ""),
    ],
)
def test_a_colleague_who_keeps_them_is_the_second_pair_of_eyes(permissions, sent_by, reason):
    actor = Actor(key="user:1", name="Amina", permissions=frozenset(permissions))

    verdict = policies.may_decide(actor, second="room.keep", sent_by=sent_by)

    assert bool(verdict) is not bool(reason)
    assert verdict.reason.startswith(reason)
