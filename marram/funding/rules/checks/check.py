"""One check, and the sheets that they make up."""

from dataclasses import dataclass
from typing import NamedTuple

from marram.funding.vocabulary import Sheet


class Check(NamedTuple):
    """Whether one field is as it must be.

    `kind`, `line` and `field` say where it is: the kind of line, its key and the field's name;
    `label` is what the template calls the field. A No has a `sentence` that says what is missing,
    and an `owner` who can put it right. (A tuple: a return of 400 lines makes 6,000 of these.)
    """

    kind: str
    line: str
    field: str
    label: str
    owner: str
    sentence: str = ""

    @property
    def ok(self) -> bool:
        return not self.sentence

    @property
    def path(self) -> str:
        """Return where the field is, as one text: "schemes/1.1/area"."""
        return "/".join(part for part in (self.kind, self.line, self.field) if part)


@dataclass(frozen=True, kw_only=True)
class SheetChecks:
    """A sheet of the template and its checks; it is complete when all of them say Yes."""

    sheet: Sheet
    title: str
    checks: tuple[Check, ...]

    @property
    def missing(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if check.sentence)

    @property
    def complete(self) -> bool:
        return not self.missing


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """All sheets; the return is complete when each of them is."""

    sheets: tuple[SheetChecks, ...]

    @property
    def missing(self) -> tuple[Check, ...]:
        return tuple(check for sheet in self.sheets for check in sheet.missing)

    @property
    def complete(self) -> bool:
        return not self.missing
