"""Days as the rows of a file say them."""

from datetime import date


def day(value: date | str | None) -> date | None:
    """Return a day from a cell: a date, ISO text, or nothing."""
    if isinstance(value, str):
        return date.fromisoformat(value) if value else None
    return value
