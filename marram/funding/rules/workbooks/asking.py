"""What the formulas of the checklist are made from, and the conditions they share."""

from collections.abc import Mapping
from dataclasses import dataclass

from marram.funding.rules.values import ReturnValues
from marram.funding.rules.workbooks.drawing import Drawn, Range
from marram.funding.rules.workbooks.layout import (
    Table,
)
from marram.funding.rules.workbooks.lists import Lists
from marram.funding.vocabulary import (
    Sheet,
    label,
)


Book = Mapping[Sheet, Drawn]
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Asking:
    """What the formulas of one return are made from."""

    book: Book
    values: ReturnValues
    lists: Lists

    @property
    def year(self) -> int:
        return self.values.year

    def fact(self, path: str) -> str:
        return next(made.facts[path] for made in self.book.values() if path in made.facts)

    def column(self, table: Table, name: str) -> Range:
        columns = (made.columns.get((table.title, name)) for made in self.book.values())
        return next(each for each in columns if each is not None)

    def label(self, name: str, key: str) -> str:
        return quoted(label(name, key, self.year))


def quoted(words: str) -> str:
    """Return a text as a formula writes it: in quotes, with its own quotes doubled."""
    doubled = words.replace('"', '""')
    return f'"{doubled}"'


def all_of(*conditions: str) -> str:
    return f"AND({','.join(conditions)})" if conditions else "TRUE"


def filled(cell: str) -> str:
    return f"LEN(TRIM({cell}))>0"


def answered(cell: str) -> str:
    return f'OR({cell}="Yes",{cell}="No")'


def amount(cell: str) -> str:
    return f"IF(ISNUMBER({cell}),{cell}>=0,FALSE)"
