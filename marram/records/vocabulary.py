"""The words of the ledger, and what people may do with it."""

from enum import StrEnum


class Permission(StrEnum):
    READ_HISTORY = "records.read_history"
    READ_LEDGER = "records.read_ledger"
    BACK_UP = "records.back_up"
    RESTORE = "records.restore"


# The hash that the first entry follows: there is nothing before it.
NOTHING_BEFORE = "0" * 64

# How the system itself is called in histories; accounts have their own names.
ACTORS = {
    "resident": "A resident",
    "system": "Marram",
    "system:load": "Marram, loading the published record",
    "system:demo": "Marram, setting up a demonstration",
    "system:chase": "Marram, sending reminders",
    "system:backup": "Marram, keeping a backup",
    "system:restore": "Marram, restoring a backup",
}

# Spaces of `foundation.panels` by which rooms tell the ledger what it cannot know itself.
#
# "records.actors": key is a frozenset of actor keys; the answer maps those the room knows
# (its mailed links, say) to names.
ACTORS_SPACE = "records.actors"
# "records.subjects": key is a frozenset of Subjects; the answer maps those the room knows to
# (title, address), so that the ledger can name a record and link to it.
SUBJECTS_SPACE = "records.subjects"
# "records.closed": key is a Subject; the answer is the sentence that closes its history to the
# viewer, or None. A room whose records are not for everybody with the permission hangs one.
CLOSED_SPACE = "records.closed"
