"""What is kept: documents, the history of a record, the whole ledger, and whether it is whole."""

from marram.records.queries.documents import KeptDocument, content, documents
from marram.records.queries.entries import Chosen, LedgerPage, all_entries, ledger
from marram.records.queries.histories import Change, Entry, History, Named, history
from marram.records.queries.verification import Fault, Verification, verify


__all__ = [
    "Change",
    "Chosen",
    "Entry",
    "Fault",
    "History",
    "KeptDocument",
    "LedgerPage",
    "Named",
    "Verification",
    "all_entries",
    "content",
    "documents",
    "history",
    "ledger",
    "verify",
]
