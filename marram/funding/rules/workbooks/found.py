"""The rows of a file, and what was read of them or found wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from marram.funding.rules.values import ReturnValues


class SheetLine(Protocol):
    """A row of a sheet as a reader of files hands it on."""

    @property
    def sheet(self) -> str: ...

    @property
    def number(self) -> int: ...

    @property
    def cells(self) -> Sequence[Any]: ...


@dataclass(frozen=True, order=True)
class Finding:
    """What cannot be taken in, and where: the sheet, the cell ("C5") and a sentence."""

    sheet: str
    cell: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What a workbook says; it can be taken over when there are no findings.

    `stamp` marks what the return said when the workbook was made, "" where none is told.
    """

    values: ReturnValues
    findings: tuple[Finding, ...]
    stamp: str = ""
