"""What was done and by whom: histories, two texts that clash, and signatures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from marram.design.components.base import Component, Text
from marram.design.components.status import StatusTag


@dataclass(frozen=True)
class Change:
    """One field that changed. An empty text is shown as "nothing"."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One fact of a history: who did what when, and the fields before and after.

    Where a record `began`, nothing came before: its fields are shown as they were written.
    """

    who: str
    at: datetime
    what: str
    changes: tuple[Change, ...] = ()
    note: Text = ""
    began: bool = False

    @property
    def told(self) -> tuple[Change, ...]:
        """The fields that said something before or after."""
        return tuple(change for change in self.changes if change.before or change.after)


@dataclass(frozen=True)
class History(Component):
    """Who changed a record, when and how, newest first; long ones end in a link to the rest."""

    entries: tuple[Entry, ...]
    title: str = "History"
    heading_level: int = 2
    more_url: str = ""
    template_name: ClassVar[str] = "design/components/history.html"


@dataclass(frozen=True)
class Clash:
    """One field that two people changed: `yours` is what you wrote, `theirs` what stands now.

    `answer` is what a form sends for their text where that differs from the words of it, such as
    2025-03-31 for a day.
    """

    name: str
    label: str
    theirs: str
    yours: str
    answer: str = ""


@dataclass(frozen=True)
class Conflict(Component):
    """Two texts of each field side by side, and the choice between them; nothing is thrown away.

    Stands inside a form: each choice is sent as `keep-<name>` with "theirs" or "yours", and each of
    the two texts as `theirs-<name>` and `yours-<name>`. With `version` it sends `seen_version`, so
    that the next save counts as one that has seen their text.
    """

    clashes: tuple[Clash, ...]
    who: str = "Somebody else"
    at: datetime | None = None
    version: int | None = None
    heading_level: int = 2
    template_name: ClassVar[str] = "design/components/conflict.html"


@dataclass(frozen=True)
class Signature:
    """One who must sign: the role, and the name and day once it is done."""

    role: str
    who: str = ""
    on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class SignOff(Component):
    """Who has signed a thing off and who has still to."""

    title: str
    signatures: tuple[Signature, ...]
    action: Component | None = None
    heading_level: int = 2
    template_name: ClassVar[str] = "design/components/sign_off.html"

    @property
    def tag(self) -> StatusTag:
        signed = sum(signature.on is not None for signature in self.signatures)
        if signed == len(self.signatures):
            return StatusTag("Signed off", "green", "tick")
        return StatusTag(f"{signed} of {len(self.signatures)} signed", "grey")
