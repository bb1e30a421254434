"""What is asked of fields of every sort: a sentence where something is wrong, else nothing."""

from decimal import Decimal

from marram.funding.vocabulary import codes, financial_year


LONGEST_FEE_COMMENT = 250


def said(text: str, ask: str) -> str:
    """Something must be said."""
    return "" if text.strip() else ask


def answered(answer: bool | None, ask: str) -> str:
    """Yes or no must be answered."""
    return "" if answer is not None else ask


def amount(pounds: Decimal | None, what: str) -> str:
    """Pounds and pence, never less than nothing."""
    if pounds is None:
        return f"Enter {what} in pounds."
    if pounds < 0:
        return f"{what[:1].upper()}{what[1:]} cannot be less than £0."
    if pounds != round(pounds, 2):
        return f"Enter {what} in pounds and whole pence."
    return ""


def listed(key: str, name: str, year: int, what: str) -> str:
    """The answer must stand in the list of the year's template."""
    if key in codes(name, year):
        return ""
    if not key:
        return f"Choose {what}."
    return f"“{key}” is not in the list of {financial_year(year)}. Choose {what} from the list."
