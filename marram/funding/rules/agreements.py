"""What must hold of agreements and of the map from commissioners to areas."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.rules.pounds import percent, total


WHOLE = Decimal(100)


def dates_in_order(starts_on: date | None, ends_on: date | None) -> Verdict:
    if starts_on is None or ends_on is None or starts_on < ends_on:
        return YES
    return no("The agreement must end after the day on which it starts.")


def shares_of_one_whole(shares: Iterable[Decimal | None]) -> Verdict:
    """A commissioner gives to all its areas together no more than it has."""
    given = total(shares)
    if given <= WHOLE:
        return YES
    return no(f"The shares of this commissioner add up to {percent(given)}. They cannot pass 100%.")


def link_or_file(*, link: str, has_file: bool) -> Verdict:
    """A paper that nobody can read is no paper."""
    if link or has_file:
        return YES
    return no("Enter the address of the document, or choose its file.")
