"""What the ledger has to show on the pages of every room."""

from marram.design.components import Component
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.records import policies, presenters, queries


def history(*, viewer: Actor, key: Subject) -> Component | None:
    """Return who changed the record and how, for those who may know. Two SQL queries."""
    if not policies.may_read_history(viewer, key):
        return None
    return presenters.history(queries.history(viewer=viewer, subject=key))
