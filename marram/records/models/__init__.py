from marram.records.models.ledger import LedgerEntry, LedgerHead


__all__ = ["LedgerEntry", "LedgerHead"]
