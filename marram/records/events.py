"""What the room of records tells the house, itself included: these are kept in the ledger too."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class ReadingKept(Event):
    """Read a record"""


@dataclass(frozen=True, kw_only=True)
class BackupMade(Event):
    """Made a backup"""


@dataclass(frozen=True, kw_only=True)
class BackupRestored(Event):
    """Restored a backup"""


@dataclass(frozen=True, kw_only=True)
class DocumentKept(Event):
    """Kept a document"""
