"""The ledger as people read it."""

from marram.records.presenters.history import HistoryPanel, history, history_page


__all__ = ["HistoryPanel", "history", "history_page"]
