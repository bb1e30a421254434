"""What the ledger knows: the history of a record, the whole ledger, and whether it is whole."""

from marram.records.queries.history import Change, Entry, History, history
from marram.records.queries.verification import Fault, Verification, verify


__all__ = ["Change", "Entry", "Fault", "History", "Verification", "history", "verify"]
