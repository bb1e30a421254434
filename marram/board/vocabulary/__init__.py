"""The words of the board's room, a module a noun; what people may do in it stands here."""

from enum import StrEnum


class Permission(StrEnum):
    """What may be done in this room; `site/roles.py` says which role may do which."""

    READ_DRAFTS = "board.read_drafts"
    READ_EXEMPT = "board.read_exempt"
    KEEP_BUSINESS = "board.keep_business"
    DECLARE = "board.declare"
    REPORT_BACK = "board.report_back"
    WRITE_REPORTS = "board.write_reports"
    CLEAR_FINANCE = "board.clear_finance"
    CLEAR_LEGAL = "board.clear_legal"
    RECEIVE_CALL_INS = "board.receive_call_ins"
