"""What must hold of single lines, whatever their checks say."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from itertools import count
from typing import Any

from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.rules.amounts import GROUPS
from marram.funding.vocabulary import codes


# The template asks for all others itself: one row a question.
ADDED = frozenset({"income", "schemes"})


# Their actual can be carried over from what was worked out elsewhere, and says from where.
CARRIED = frozenset({"fees", "metrics"})


def may_be_added(kind: str) -> Verdict:
    """Lines of income and schemes come and go; every other line is a question of the template."""
    if kind in ADDED:
        return YES
    return no("The template asks this question. It can be answered, not added or taken out.")


def reports_actuals(kind: str) -> Verdict:
    if kind in ADDED:
        return YES
    return no("Only income and scheme lines have actuals.")


def not_negative(amount: Decimal) -> Verdict:
    return YES if amount >= 0 else no("An actual cannot be less than £0.")


def something_said(said: Iterable[Any]) -> Verdict:
    """A line may be incomplete, but one that says nothing is a slip of the mouse."""
    if any(each not in (None, "") for each in said):
        return YES
    return no("Say something of the line first.")


def part_known(part: str, year: int) -> Verdict:
    """A figure is of the whole, of a source of the year's template, or of a group of sources."""
    if not part or part in GROUPS or part in codes("source", year):
        return YES
    return no(f"“{part}” is no source of funding of that year, and no group of sources.")


def next_key(scheme_id: int | None, *, taken: Collection[str]) -> str:
    """Return the first free key: numbers within a scheme, or numbers alone.

    >>> next_key(46, taken={"46.1", "46.2"}), next_key(None, taken={"1"})
    ('46.3', '2')
    """
    start = f"{scheme_id}." if scheme_id else ""
    return next(key for number in count(1) if (key := f"{start}{number}") not in taken)


def typed_over(kind: str, fields: Collection[str]) -> dict[str, str]:
    """Return what else changes when fields of a line are typed: an actual that was carried over
    from elsewhere, and is typed by hand now, does not come from there any more.

    >>> typed_over("fees", {"actual"}), typed_over("fees", {"prior"}), typed_over("income", {"x"})
    ({'carried_from': ''}, {}, {})
    """
    return {"carried_from": ""} if kind in CARRIED and "actual" in fields else {}
