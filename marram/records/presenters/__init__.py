"""The ledger as people read it."""

from marram.records.presenters.checks import check_page
from marram.records.presenters.entries import csv_lines, ledger
from marram.records.presenters.histories import HistoryPanel, history, history_page


__all__ = ["HistoryPanel", "check_page", "csv_lines", "history", "history_page", "ledger"]
