"""Which way is good: whether more of something is better, worse, or neither."""

from enum import StrEnum


class Polarity(StrEnum):
    """What a higher value means."""

    LOW_IS_GOOD = "low is good"
    HIGH_IS_GOOD = "high is good"
    NO_JUDGEMENT = "no judgement"
    NOT_COMPARED = "not compared"
