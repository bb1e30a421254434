"""Days, counts and lists as people say them."""

from collections.abc import Sequence
from datetime import date


def day(on: date | None, otherwise: str = "") -> str:
    """Return a day as "30 June 2015".

    >>> day(date(2015, 6, 30))
    '30 June 2015'
    """
    return f"{on.day} {on:%B %Y}" if on else otherwise


def number(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun.

    >>> number(1, "action"), number(1200, "action")
    ('1 action', '1,200 actions')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["3 overdue", "1 retired", "2 complete"])
    '3 overdue, 1 retired and 2 complete'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
