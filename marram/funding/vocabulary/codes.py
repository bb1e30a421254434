"""The drop-down lists of the template, by year: data in `code_lists`, one file a list.

`basis` says how we know a line: "printed" in a published return, or "recalled" from guidance that
we could not read in full.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


LISTS = resources.files("marram.funding") / "code_lists"


@dataclass(frozen=True)
class Code:
    """One line of a list: what we call it, what the template called it in those years.

    `parent` is the scheme type of a sub-type and the kind of return of a sheet. `needs_words` is
    true of every "Other". Years are those in which the financial year begins, both included.
    """

    key: str
    label: str
    parent: str
    needs_words: bool
    first_year: int
    last_year: int
    basis: str


# Later than any return: the list is in use.
STILL_USED = 9999


@cache
def _every(name: str) -> tuple[Code, ...]:
    lines = (LISTS / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(
        Code(
            key=row["key"],
            label=row["label"],
            parent=row["parent"],
            needs_words=row["needs_words"] == "yes",
            first_year=int(row["first_year"]),
            last_year=int(row["last_year"] or STILL_USED),
            basis=row["basis"],
        )
        for row in csv.DictReader(lines)
    )


@cache
def codes(name: str, year: int, parent: str = "") -> Mapping[str, Code]:
    """Return the lines of a list that a year's template has, by key, in its order.

    With a `parent`, only the lines under it.

    >>> [code.label for code in codes("commissioner", 2020).values()]
    ['LA', 'CCG', 'Joint']
    """
    return {
        code.key: code
        for code in _every(name)
        if code.first_year <= year <= code.last_year and parent in ("", code.parent)
    }


def sub_types(scheme_type: str, year: int) -> Mapping[str, Code]:
    """Return the sub-types of a scheme type in a year's template; none where it has no list."""
    return codes("sub_type", year, scheme_type) if scheme_type else {}


def labels(name: str, year: int, parent: str = "") -> Mapping[str, str]:
    """Return what a year's template calls the lines of a list, by key."""
    return {key: code.label for key, code in codes(name, year, parent).items()}


def label(name: str, key: str, year: int) -> str:
    """Return what a year's template calls a line; the key itself where it has no such line.

    >>> label("source", "minimum-nhs", 2020), label("source", "minimum-nhs", 2023)
    ('Minimum CCG Contribution', 'Minimum NHS Contribution')
    """
    found = codes(name, year).get(key)
    return found.label if found else key


def key_of(name: str, words: str, year: int) -> str:
    """Return the key of a line by its key or label in that year; "" when the list has none.

    >>> key_of("commissioner", "CCG", 2020)
    'nhs'
    """
    wanted = words.strip().casefold()
    for key, code in codes(name, year).items():
        if wanted in (key.casefold(), code.label.casefold()):
            return key
    return ""


def financial_year(year: int) -> str:
    """Return a financial year as papers write it.

    >>> financial_year(2020), financial_year(1999)
    ('2020-21', '1999-00')
    """
    return f"{year}-{(year + 1) % 100:02d}"
