"""What may be chosen, on a sheet of its own that drop-downs and formulas look up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from marram.funding.rules.workbooks.layout import LISTS
from marram.funding.vocabulary import Code, codes, sub_types


# Each list stands in a column, its flags in the next: 1 where a choice needs words, "Other".
NAMED = ("source", "commissioner", "provider", "area", "scheme_type", "response", "enabler")
PARENTS, SUBS, SUB_FLAGS = 14, 15, 16


@dataclass(frozen=True)
class Lists:
    """The lists of a year's template, and where each stands."""

    year: int

    def columns(self) -> Iterable[tuple[int, Sequence[str | int]]]:
        """Return each column of the sheet by its position, from its first row on."""
        for at, name in enumerate(NAMED):
            every = list(codes(name, self.year).values())
            yield 2 * at, [code.label for code in every]
            yield 2 * at + 1, [int(code.needs_words) for code in every]
        pairs = self._pairs()
        yield PARENTS, [parent for parent, _ in pairs]
        yield SUBS, [code.label for _, code in pairs]
        yield SUB_FLAGS, [int(code.needs_words) for _, code in pairs]

    def place(self, name: str) -> str:
        """Return where the choices of a list stand."""
        return _place(2 * NAMED.index(name), len(codes(name, self.year)))

    def has(self, name: str, cell: str) -> str:
        """Return the condition that a cell holds a choice of a list, to the letter."""
        return f"SUMPRODUCT(--EXACT({self.place(name)},{cell}))>0"

    def other(self, name: str, cell: str) -> str:
        """Return the condition that what a cell holds needs words."""
        flags = _place(2 * NAMED.index(name) + 1, len(codes(name, self.year)))
        return f"SUMPRODUCT(EXACT({self.place(name)},{cell})*{flags})>0"

    def has_sub_type(self, kind: str, sub: str) -> str:
        return f"SUMPRODUCT({self._of_type(kind)}*EXACT({self._sub(SUBS)},{sub}))>0"

    def has_sub_types(self, kind: str) -> str:
        return f"SUMPRODUCT(--{self._of_type(kind)})>0"

    def other_type(self, kind: str, sub: str) -> str:
        """Return the condition that the type or its sub-type needs words."""
        both = f"{self._of_type(kind)}*EXACT({self._sub(SUBS)},{sub})*{self._sub(SUB_FLAGS)}"
        return f"OR({self.other('scheme_type', kind)},SUMPRODUCT({both})>0)"

    def _of_type(self, kind: str) -> str:
        return f"EXACT({self._sub(PARENTS)},{kind})"

    def _sub(self, position: int) -> str:
        return _place(position, len(self._pairs()))

    def _pairs(self) -> list[tuple[str, Code]]:
        return [
            (kind, code)
            for kind in codes("scheme_type", self.year)
            for code in sub_types(kind, self.year).values()
        ]


def chosen_rows(lists: Lists) -> Iterator[tuple[str | int | None, ...]]:
    """Return the sheet of lists row by row."""
    columns = dict(lists.columns())
    for row in range(max(map(len, columns.values()))):
        yield tuple(
            columns[at][row] if at in columns and row < len(columns[at]) else None
            for at in range(SUB_FLAGS + 1)
        )


def _place(position: int, length: int) -> str:
    letter = chr(ord("A") + position)
    return f"'{LISTS}'!${letter}$1:${letter}${max(length, 1)}"
