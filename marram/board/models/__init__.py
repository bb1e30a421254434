"""What is kept about boards: seats, meetings, agendas, resolutions and what is to come."""

from marram.board.models.call_ins import CallIn, CallInStep
from marram.board.models.forward import ForwardEntry, ForwardPlan
from marram.board.models.meetings import (
    AgendaItem,
    Attendance,
    Declaration,
    Meeting,
    SubGroupNote,
)
from marram.board.models.readings import Proposal, Reading
from marram.board.models.reports import (
    Appendix,
    EditionMeasure,
    Report,
    ReportAuthor,
    ReportEdition,
    ReportText,
    ReportTyping,
    Signature,
)
from marram.board.models.resolutions import Consequence, FollowUp, Resolution
from marram.board.models.seats import Board, ClosedDay, Commissioner, Seat, SubGroup, Terms


__all__ = [
    "AgendaItem",
    "Appendix",
    "Attendance",
    "Board",
    "ClosedDay",
    "CallIn",
    "CallInStep",
    "Commissioner",
    "Consequence",
    "Declaration",
    "EditionMeasure",
    "FollowUp",
    "ForwardEntry",
    "ForwardPlan",
    "Meeting",
    "Proposal",
    "Reading",
    "Report",
    "ReportAuthor",
    "ReportEdition",
    "ReportText",
    "ReportTyping",
    "Resolution",
    "Seat",
    "Signature",
    "SubGroup",
    "SubGroupNote",
    "Terms",
]
