"""What must hold of the forward plan, and to which meeting a matter comes."""

from collections.abc import Iterable
from datetime import date

from marram.board.rules.meetings import exempt_under
from marram.board.vocabulary.meetings import EXEMPT_PARAGRAPHS
from marram.foundation.verdicts import YES, Verdict, no


def private_for_a_reason(*, paragraphs: str, because: str) -> Verdict:
    """A matter to be taken in private names its paragraph and says why.

    Source: SI 2012/2089, regulation 5.
    """
    named = exempt_under(paragraphs)
    if unknown := [each for each in named if each not in EXEMPT_PARAGRAPHS]:
        return no(f"Schedule 12A has no paragraph {unknown[0]}. Its paragraphs are 1 to 7.")
    if named and not because.strip():
        return no("Say why the matter is to be taken in private.")
    return YES


def comes_to(due_on: date, meetings: Iterable[tuple[str, date]]) -> str:
    """Return the code of the first meeting on the day or after it; nothing when none is planned.

    >>> comes_to(date(2026, 6, 1), [("june", date(2026, 6, 10)), ("march", date(2026, 3, 4))])
    'june'
    """
    later = [(on, code) for code, on in meetings if on >= due_on]
    return min(later)[1] if later else ""
