"""Whether a thing may be done, and the sentence that says why not."""

from collections.abc import Mapping
from dataclasses import dataclass


class Refused(Exception):
    """A policy or rule said no; the message is written for the person who asked."""


class Conflict(Refused):
    """Somebody else changed the record first: both texts are here, so that nothing is lost.

    `theirs` holds, by field, what the record says now; `version` is the version that says it.
    """

    def __init__(self, reason: str, *, theirs: Mapping[str, str], version: int) -> None:
        super().__init__(reason)
        self.theirs = theirs
        self.version = version


class Missing(Exception):
    """Nothing of that name is there, or none that this viewer may see."""


@dataclass(frozen=True)
class Verdict:
    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def enforce(self) -> None:
        """Raise Refused with the reason, unless allowed."""
        if not self.allowed:
            raise Refused(self.reason)


YES = Verdict(True)


def no(reason: str) -> Verdict:
    return Verdict(False, reason)
