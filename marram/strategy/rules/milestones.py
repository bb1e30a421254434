"""What must hold of milestones, of what waits for what, and of evidence."""

from collections.abc import Iterable
from datetime import date

from marram.foundation.verdicts import YES, Verdict, no


def said(text: str, what: str) -> Verdict:
    return YES if text.strip() else no(f"Say {what}.")


def has_come(on: date, today: date) -> Verdict:
    """Something is met on a day that has come."""
    if on <= today:
        return YES
    return no(f"{on.day} {on:%B %Y} is still to come. Enter today or a day before.")


def no_circle(action: str, needs: str, pairs: Iterable[tuple[str, str]]) -> Verdict:
    """No action waits, through others, for itself.

    >>> no_circle("a", "b", [("b", "c"), ("c", "a")]).reason
    'b already waits for a, so a cannot wait for b. Take one of the two away.'
    """
    needed: dict[str, set[str]] = {}
    for waiting, waited_for in pairs:
        needed.setdefault(waiting, set()).add(waited_for)
    seen, ahead = {needs}, [needs]
    while ahead:
        for further in needed.get(ahead.pop(), set()) - seen:
            seen.add(further)
            ahead.append(further)
    if action in seen:
        return no(
            f"{needs} already waits for {action}, so {action} cannot wait for {needs}. "
            "Take one of the two away."
        )
    return YES
