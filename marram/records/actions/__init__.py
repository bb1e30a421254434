"""What can be done in the room of records. Entries are kept by a reaction, not by a person."""

from marram.records.actions.ledger import keep, note_reading


__all__ = ["keep", "note_reading"]
