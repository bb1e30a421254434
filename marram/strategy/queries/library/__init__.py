"""What is known of the library of strategies, as a given viewer may see it."""

from marram.strategy.queries.library.clashes import ClashList, clash_list
from marram.strategy.queries.library.frameworks import (
    Framework,
    PriorityFilters,
    PriorityLine,
    PriorityList,
    Statement,
    element_form,
    framework,
    priority_list,
)
from marram.strategy.queries.library.maps import LinkLine, MapNode, StrategyMap, strategy_map
from marram.strategy.queries.library.matrices import (
    Activity,
    CoverageCell,
    Matrices,
    ProvisionCell,
    coverage_cell,
    matrices,
)
from marram.strategy.queries.library.on_a_page import OnAPage, on_a_page
from marram.strategy.queries.library.promises import (
    Duties,
    DutyLine,
    EvidenceLine,
    PromiseLine,
    Promises,
    duties,
    duty,
    promise,
    promises,
)
from marram.strategy.queries.library.strategies import (
    Library,
    LibraryFilters,
    StrategyLine,
    library,
    strategy_choices,
    strategy_form,
)
from marram.strategy.queries.library.strategy_page import (
    FactorLine,
    NeighbourLine,
    PlanProgress,
    StrategyPage,
    factor_form,
    strategy_page,
)


__all__ = [
    "Activity",
    "ClashList",
    "CoverageCell",
    "Duties",
    "DutyLine",
    "EvidenceLine",
    "FactorLine",
    "Framework",
    "Library",
    "LibraryFilters",
    "LinkLine",
    "MapNode",
    "Matrices",
    "NeighbourLine",
    "OnAPage",
    "PlanProgress",
    "PriorityFilters",
    "PriorityLine",
    "PriorityList",
    "PromiseLine",
    "Promises",
    "ProvisionCell",
    "Statement",
    "StrategyLine",
    "StrategyMap",
    "StrategyPage",
    "clash_list",
    "coverage_cell",
    "duties",
    "duty",
    "element_form",
    "factor_form",
    "framework",
    "library",
    "matrices",
    "on_a_page",
    "priority_list",
    "promise",
    "promises",
    "strategy_choices",
    "strategy_form",
    "strategy_map",
    "strategy_page",
]
