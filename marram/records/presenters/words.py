"""What was kept, in words."""

import re
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime


DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def value(kept: Any) -> str:
    """Return a kept value as text: days and moments as they are said here, lists with commas.

    >>> value("2025-06-05"), value(True), value(["crisis", "housing"]), value(None)
    ('5 June 2025', 'Yes', 'crisis, housing', '')
    """
    if kept is None:
        return ""
    if isinstance(kept, bool):
        return "Yes" if kept else "No"
    if isinstance(kept, list):
        return ", ".join(value(inner) for inner in kept)
    if isinstance(kept, dict):
        return "; ".join(f"{field(key)}: {value(inner)}" for key, inner in kept.items())
    return _time(str(kept))


def _time(text: str) -> str:
    try:
        if DAY.fullmatch(text):
            return day(date.fromisoformat(text))
        if MOMENT.fullmatch(text):
            return moment(datetime.fromisoformat(text))
    except ValueError:
        # A text that only looks like a day, such as "2016-17-18", is shown as it was written.
        return text
    return text


def field(key: str) -> str:
    """Return the field's words.

    >>> field("outcome_expected")
    'Outcome expected'
    """
    words = key.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def day(on: date) -> str:
    """Return a day as it is said: 5 June 2025."""
    return f"{on.day} {on:%B %Y}"


def moment(at: datetime) -> str:
    """Return a moment by the clock of the place: 5 June 2025, 10:30."""
    here = localtime(at)
    return f"{day(here)}, {here:%H:%M}"


def hash_(whole: str) -> str:
    """Return a hash in groups that can be read out, written down and broken over lines.

    >>> hash_("e9635281acf03b88")
    'e9635281 acf03b88'
    """
    return " ".join(whole[start : start + 8] for start in range(0, len(whole), 8))
