"""Who may do what in the room of records."""

import pytest

from marram.foundation.actors import Actor
from marram.records import policies
from marram.records.vocabulary import Permission
from tests.records.facts import BENCH


NOBODY = Actor(key="resident", name="A resident")


@pytest.mark.parametrize(
    ("asked", "permission", "sentence"),
    [
        (lambda actor: policies.may_read_history(actor, BENCH), Permission.READ_HISTORY,
         "You need an account of a partner organisation to read who changed what."),
        (policies.may_read_ledger, Permission.READ_LEDGER,
         "Only administrators and auditors may read the whole ledger."),
        (policies.may_back_up, Permission.BACK_UP,
         "Only an administrator of this installation may make a backup."),
        (policies.may_restore, Permission.RESTORE,
         "Only an administrator of this installation may restore a backup."),
        (policies.may_keep_documents, Permission.KEEP_DOCUMENTS,
         "You need an account of a partner organisation to hand in documents."),
    ],
)  # fmt: skip
def test_one_permission_opens_each_door_and_the_others_do_not(asked, permission, sentence):
    holder = Actor(key="user:1", name="Amina", permissions=frozenset({permission}))
    others = frozenset(Permission) - {permission}
    stranger = Actor(key="user:2", name="Bo", permissions=frozenset(others))

    assert asked(holder)
    assert asked(stranger).reason == sentence
    assert asked(NOBODY).reason == sentence
