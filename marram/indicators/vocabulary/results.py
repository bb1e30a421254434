"""What pages, exports, packs and the interface are given: a figure with everything about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marram.indicators.vocabulary.slices import Slice
from marram.indicators.vocabulary.words import ValueKind
from marram.methods.estimates import Estimate


class Flag(StrEnum):
    """A doubt about a value, or about its series."""

    OUT_OF_RANGE = "out of range"
    OVER_DENOMINATOR = "more counted than there are"
    NOT_ITS_COUNT = "does not follow from its count"
    OUTSIDE_INTERVAL = "outside its own interval"
    RESIDUE = "footnote residue"
    DUPLICATE = "two values for one slice"
    REPEATED = "repeats the value before"
    JUMP = "jumps beyond its series"
    GAP = "a period is missing"
    STALE = "past its update"

    @property
    def strikes(self) -> bool:
        """Whether the value is shown struck and left out of judgements. A gap or a late update
        says something of the series, not of the value."""
        return self not in (Flag.GAP, Flag.STALE)


@dataclass(frozen=True)
class Finding:
    """A doubt in one plain sentence, with the row of the file that it is about."""

    flag: Flag
    sentence: str
    row: int = 0


@dataclass(frozen=True)
class Cleared:
    """A doubt that somebody looked at and lifted: of which figure of which delivery and row, why,
    and on which day."""

    figure: str
    flag: Flag
    delivery: str
    row: int
    reason: str
    on: date

    @property
    def sentence(self) -> str:
        day = f"{self.on.day} {self.on:%B %Y}"
        return f"Row {self.row}: {self.flag}, looked at and kept on {day}: {self.reason}"


@dataclass(frozen=True)
class Keys:
    """What makes a result again: the accepted delivery, the definition and the method, each with
    its version ("3f2a9c…", "rtt18/2", "Wilson score/1")."""

    delivery: str
    definition: str
    method: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """A figure for one slice. `estimate` is None where only words were published.

    `interval` says where the limits came from: "given", "worked out" or "none" (then the limits of
    the estimate are NaN). `source` says in words where the row came from. `figure` is the key of
    one that is or was doubted, "" of the others; `kept` are the doubts that were lifted.
    """

    indicator: str
    slice: Slice
    kind: ValueKind
    estimate: Estimate | None
    interval: str
    count: float | None
    out_of: float | None
    words: str
    note: str
    source: str
    findings: tuple[Finding, ...]
    keys: Keys
    row: int
    figure: str = ""
    kept: tuple[Cleared, ...] = ()

    @property
    def struck(self) -> bool:
        """Whether the value is in doubt: shown struck, and left out of judgements."""
        return any(finding.flag.strikes for finding in self.findings)

    @property
    def judged(self) -> bool:
        """Whether there is a number that may be compared, charted as fact and reported."""
        return self.estimate is not None and not self.struck
