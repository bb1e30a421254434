"""What happens to the library of strategies. The first line is the fact, for histories."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class StrategyAdded(Event):
    """Added a strategy to the library"""


@dataclass(frozen=True, kw_only=True)
class StrategyAmended(Event):
    """Changed a strategy"""


@dataclass(frozen=True, kw_only=True)
class StrategyPublished(Event):
    """Published a strategy"""


@dataclass(frozen=True, kw_only=True)
class StrategyWithdrawn(Event):
    """Took a strategy back from the public"""


@dataclass(frozen=True, kw_only=True)
class StrategiesLinked(Event):
    """Linked a strategy to another"""


@dataclass(frozen=True, kw_only=True)
class LinkAmended(Event):
    """Changed what a link between strategies says"""


@dataclass(frozen=True, kw_only=True)
class StrategiesUnlinked(Event):
    """Took away a link between strategies"""


@dataclass(frozen=True, kw_only=True)
class ElementAdded(Event):
    """Added a statement to a framework"""


@dataclass(frozen=True, kw_only=True)
class ElementAmended(Event):
    """Changed a statement of a framework"""


@dataclass(frozen=True, kw_only=True)
class ElementRemoved(Event):
    """Took a statement out of a framework"""


@dataclass(frozen=True, kw_only=True)
class SuccessFactorAdded(Event):
    """Added a success factor"""


@dataclass(frozen=True, kw_only=True)
class SuccessFactorAmended(Event):
    """Changed a success factor"""


@dataclass(frozen=True, kw_only=True)
class BaselineFixed(Event):
    """Fixed the baseline of a success factor"""


@dataclass(frozen=True, kw_only=True)
class PromiseAdded(Event):
    """Added a promise"""


@dataclass(frozen=True, kw_only=True)
class PromiseAmended(Event):
    """Changed a promise"""


@dataclass(frozen=True, kw_only=True)
class PromiseJudged(Event):
    """Judged whether a promise is kept"""


@dataclass(frozen=True, kw_only=True)
class DutyAdded(Event):
    """Added a duty to the checklist"""


@dataclass(frozen=True, kw_only=True)
class DutyAmended(Event):
    """Changed a duty of the checklist"""


@dataclass(frozen=True, kw_only=True)
class DutyChecked(Event):
    """Checked how a duty is met"""


@dataclass(frozen=True, kw_only=True)
class ChapterWritten(Event):
    """Wrote a chapter of a strategy"""


@dataclass(frozen=True, kw_only=True)
class ChapterAmended(Event):
    """Wrote a chapter of a strategy anew"""


@dataclass(frozen=True, kw_only=True)
class CoverageAdded(Event):
    """Added what an area has"""


@dataclass(frozen=True, kw_only=True)
class CoverageAmended(Event):
    """Changed what an area has"""


@dataclass(frozen=True, kw_only=True)
class ProvisionAdded(Event):
    """Added an activity to the provision matrix"""


@dataclass(frozen=True, kw_only=True)
class ProvisionAmended(Event):
    """Changed an activity of the provision matrix"""
