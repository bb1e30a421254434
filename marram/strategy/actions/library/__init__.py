"""What is done to the library: its strategies, their links, frameworks, promises and duties."""

from marram.strategy.actions.library.chapters import write_chapter
from marram.strategy.actions.library.coverage import (
    amend_coverage,
    record_coverage,
    record_provisions,
)
from marram.strategy.actions.library.duties import check_duty, record_duties
from marram.strategy.actions.library.elements import (
    add_element,
    amend_element,
    record_elements,
    remove_element,
)
from marram.strategy.actions.library.links import (
    link_strategies,
    record_links,
    unlink_strategies,
)
from marram.strategy.actions.library.promises import judge_promise, record_promises
from marram.strategy.actions.library.strategies import (
    add_strategy,
    amend_strategy,
    publish_strategy,
    record_strategies,
    withdraw_strategy,
)
from marram.strategy.actions.library.success_factors import (
    add_success_factor,
    amend_success_factor,
    fix_baseline,
)


__all__ = [
    "add_element",
    "add_strategy",
    "add_success_factor",
    "amend_coverage",
    "amend_element",
    "amend_strategy",
    "amend_success_factor",
    "check_duty",
    "fix_baseline",
    "judge_promise",
    "link_strategies",
    "publish_strategy",
    "record_coverage",
    "record_duties",
    "record_elements",
    "record_links",
    "record_promises",
    "record_provisions",
    "record_strategies",
    "remove_element",
    "unlink_strategies",
    "withdraw_strategy",
    "write_chapter",
]
