"""What has happened to grants, budgets, contracts, intentions and economic facts."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class GrantAdded(Event):
    """Added a grant"""


@dataclass(frozen=True, kw_only=True)
class GrantAmended(Event):
    """Changed a grant"""


@dataclass(frozen=True, kw_only=True)
class GrantLineAdded(Event):
    """Planned a line of a grant"""


@dataclass(frozen=True, kw_only=True)
class GrantLineAmended(Event):
    """Changed a line of a grant"""


@dataclass(frozen=True, kw_only=True)
class GrantLineRemoved(Event):
    """Took a line out of a grant"""


@dataclass(frozen=True, kw_only=True)
class GrantFigureAdded(Event):
    """Noted a printed figure of a grant"""


@dataclass(frozen=True, kw_only=True)
class GrantFigureAmended(Event):
    """Changed a printed figure of a grant"""


@dataclass(frozen=True, kw_only=True)
class GrantMoneyMoved(Event):
    """Recorded money of a grant that moved"""


@dataclass(frozen=True, kw_only=True)
class GrantMovementRemoved(Event):
    """Took out money of a grant that was recorded by mistake"""


@dataclass(frozen=True, kw_only=True)
class BudgetAdded(Event):
    """Added a budget"""


@dataclass(frozen=True, kw_only=True)
class BudgetAmended(Event):
    """Changed a budget"""


@dataclass(frozen=True, kw_only=True)
class BudgetLineAdded(Event):
    """Added a line to a budget"""


@dataclass(frozen=True, kw_only=True)
class BudgetLineAmended(Event):
    """Changed a line of a budget"""


@dataclass(frozen=True, kw_only=True)
class BudgetLineRemoved(Event):
    """Took a line out of a budget"""


@dataclass(frozen=True, kw_only=True)
class StepNeedAdded(Event):
    """Counted the people who need a step of care"""


@dataclass(frozen=True, kw_only=True)
class StepNeedAmended(Event):
    """Changed how many people need a step of care"""


@dataclass(frozen=True, kw_only=True)
class StepNeedRemoved(Event):
    """Took out how many people need a step of care"""


@dataclass(frozen=True, kw_only=True)
class ContractAdded(Event):
    """Added a contract"""


@dataclass(frozen=True, kw_only=True)
class ContractAmended(Event):
    """Changed a contract"""


@dataclass(frozen=True, kw_only=True)
class SocialValueStepAdded(Event):
    """Answered a step of social value"""


@dataclass(frozen=True, kw_only=True)
class SocialValueStepAmended(Event):
    """Changed the answer to a step of social value"""


@dataclass(frozen=True, kw_only=True)
class CommitmentAdded(Event):
    """Added a social value commitment"""


@dataclass(frozen=True, kw_only=True)
class CommitmentAmended(Event):
    """Changed a social value commitment"""


@dataclass(frozen=True, kw_only=True)
class CommitmentRemoved(Event):
    """Took out a social value commitment"""


@dataclass(frozen=True, kw_only=True)
class CommitmentMeasured(Event):
    """Measured a social value commitment"""


@dataclass(frozen=True, kw_only=True)
class MeasurementRemoved(Event):
    """Took out a measurement of a social value commitment"""


@dataclass(frozen=True, kw_only=True)
class IntentionAdded(Event):
    """Added a commissioning intention"""


@dataclass(frozen=True, kw_only=True)
class IntentionAmended(Event):
    """Changed a commissioning intention"""


@dataclass(frozen=True, kw_only=True)
class EconomicFactAdded(Event):
    """Added a cost, saving or ratio"""


@dataclass(frozen=True, kw_only=True)
class EconomicFactAmended(Event):
    """Changed a cost, saving or ratio"""
