"""How a rating stands to an earlier one of the same thing."""

from collections.abc import Collection
from enum import StrEnum

from marram.strategy.vocabulary import Tone


class Movement(StrEnum):
    """Which way a rating moved, in words that stand in a table."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NEW = "rated for the first time"
    DROPPED = "no longer rated"
    NOT_COMPARABLE = "cannot be compared"


PLAIN = (Movement.BETTER, Movement.WORSE, Movement.SAME)

# Grey says that nothing has been judged yet, so it lies on no scale from bad to good.
_SCALE = {Tone.RED: 1, Tone.AMBER: 2, Tone.YELLOW: 3, Tone.GREEN: 4, Tone.BLUE: 5}


def movement(*, before: str, after: str) -> Movement:
    """Return how a rating moved, judged by its tone: red is worst, then amber, up to blue.

    `before` and `after` are tones; an empty one means that there was no rating.

    >>> movement(before="red", after="amber").value
    'better'
    >>> movement(before="grey", after="green").value
    'cannot be compared'
    """
    if before == after:
        return Movement.SAME
    if not before:
        return Movement.NEW
    if not after:
        return Movement.DROPPED
    if Tone.GREY in (before, after):
        return Movement.NOT_COMPARABLE
    return Movement.BETTER if _SCALE[Tone(after)] > _SCALE[Tone(before)] else Movement.WORSE


def counts_sentence(movements: Collection[Movement]) -> str:
    """Return how many moved which way.

    >>> counts_sentence([Movement.BETTER, Movement.SAME, Movement.SAME, Movement.NEW])
    '1 is better, none is worse and 2 are the same; 1 cannot be compared.'
    """
    better, worse, same = (_are(sum(each is kind for each in movements)) for kind in PLAIN)
    others = sum(each not in PLAIN for each in movements)
    ending = f"; {others} cannot be compared." if others else "."
    return f"{better} better, {worse} worse and {same} the same{ending}"


def _are(count: int) -> str:
    if count == 0:
        return "none is"
    return "1 is" if count == 1 else f"{count} are"
