"""The ledger listens to every fact of the house."""

from marram.foundation.events import Event
from marram.records import actions


def keep_event(event: Event) -> None:
    actions.keep(event)
