"""What can be done in the room of records. Entries are kept by a reaction, not by a person."""

from marram.records.actions.backups import BackedUp, back_up
from marram.records.actions.documents import keep_document
from marram.records.actions.ledger import keep, note_reading
from marram.records.actions.restores import Restored, restore


__all__ = ["BackedUp", "Restored", "back_up", "keep", "keep_document", "note_reading", "restore"]
