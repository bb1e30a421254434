"""What happens to plans and their actions. The first line is the fact, for histories."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class PlanAdded(Event):
    """Added a plan"""


@dataclass(frozen=True, kw_only=True)
class PlanAmended(Event):
    """Changed a plan"""


@dataclass(frozen=True, kw_only=True)
class PlanPublished(Event):
    """Published a plan"""


@dataclass(frozen=True, kw_only=True)
class PlanWithdrawn(Event):
    """Took a plan back from the public"""


@dataclass(frozen=True, kw_only=True)
class PlanLeadNamed(Event):
    """Named somebody to lead a plan"""


@dataclass(frozen=True, kw_only=True)
class PlanLeadStoodDown(Event):
    """Took the lead of a plan from somebody"""


@dataclass(frozen=True, kw_only=True)
class ActionAdded(Event):
    """Added an action"""


@dataclass(frozen=True, kw_only=True)
class ActionAmended(Event):
    """Changed an action"""


@dataclass(frozen=True, kw_only=True)
class ActionRetired(Event):
    """Retired an action"""


@dataclass(frozen=True, kw_only=True)
class ProgressReported(Event):
    """Reported progress"""


@dataclass(frozen=True, kw_only=True)
class MilestoneAdded(Event):
    """Added a milestone"""


@dataclass(frozen=True, kw_only=True)
class MilestoneMet(Event):
    """Met a milestone"""


@dataclass(frozen=True, kw_only=True)
class DependencyAdded(Event):
    """Said that an action waits for another"""


@dataclass(frozen=True, kw_only=True)
class EvidenceAdded(Event):
    """Added evidence"""
