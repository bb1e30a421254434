"""The ledger as people read it."""

from marram.records.presenters.checks import check_page
from marram.records.presenters.entries import csv_lines, kinds, ledger
from marram.records.presenters.histories import history, history_page


__all__ = ["check_page", "csv_lines", "history", "history_page", "kinds", "ledger"]
