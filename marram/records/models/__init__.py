from marram.records.models.documents import Document, KeptFile
from marram.records.models.ledger import LedgerEntry, LedgerHead


__all__ = ["Document", "KeptFile", "LedgerEntry", "LedgerHead"]
