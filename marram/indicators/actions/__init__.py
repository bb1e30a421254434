"""What can be done in the room of measures."""

from marram.indicators.actions.definitions import (
    define,
    publish_indicator,
    record_data_sources,
    record_definitions,
    record_yaml,
    redefine,
    withdraw_indicator,
)
from marram.indicators.actions.holdings import compact, keep_observations, supersede, sweep


__all__ = [
    "compact",
    "define",
    "keep_observations",
    "publish_indicator",
    "record_data_sources",
    "record_definitions",
    "record_yaml",
    "redefine",
    "supersede",
    "sweep",
    "withdraw_indicator",
]
