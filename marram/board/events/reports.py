"""What happens to reports. The first line is the fact, for histories."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportAdded(Event):
    """Began a report"""


@dataclass(frozen=True, kw_only=True)
class ReportWritten(Event):
    """Changed a report"""


@dataclass(frozen=True, kw_only=True)
class ReportPlaced(Event):
    """Put a report on an agenda"""


@dataclass(frozen=True, kw_only=True)
class AuthorNamed(Event):
    """Named somebody to write a report"""


@dataclass(frozen=True, kw_only=True)
class AuthorStoodDown(Event):
    """Took somebody off a report"""


@dataclass(frozen=True, kw_only=True)
class AppendixAdded(Event):
    """Added an appendix"""


@dataclass(frozen=True, kw_only=True)
class AppendixRemoved(Event):
    """Took an appendix out"""


@dataclass(frozen=True, kw_only=True)
class ReportSent(Event):
    """Sent a report for clearance"""


@dataclass(frozen=True, kw_only=True)
class ReportSigned(Event):
    """Signed a report off"""


@dataclass(frozen=True, kw_only=True)
class SignatureWithdrawn(Event):
    """A change withdrew a sign-off"""


@dataclass(frozen=True, kw_only=True)
class ReportSentBack(Event):
    """Sent a report back to its authors"""


@dataclass(frozen=True, kw_only=True)
class ReportPublished(Event):
    """Published a report"""


@dataclass(frozen=True, kw_only=True)
class ReportTakenBack(Event):
    """Took a published report back"""


@dataclass(frozen=True, kw_only=True)
class ReportRecorded(Event):
    """Recorded a report from a published paper"""
