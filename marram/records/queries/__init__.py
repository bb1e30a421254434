"""What the ledger knows: the history of a record, the whole ledger, and whether it is whole."""

from marram.records.queries.entries import Chosen, LedgerPage, all_entries, ledger
from marram.records.queries.histories import Change, Entry, History, Named, history
from marram.records.queries.verification import Fault, Verification, verify


__all__ = [
    "Change",
    "Chosen",
    "Entry",
    "Fault",
    "History",
    "LedgerPage",
    "Named",
    "Verification",
    "all_entries",
    "history",
    "ledger",
    "verify",
]
