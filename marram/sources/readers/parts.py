"""The parts of a workbook around its sheets: what points where, shared texts, date styles."""

import posixpath
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from marram.foundation.verdicts import Refused
from marram.sources.readers import limits
from marram.sources.readers.archive import damaged
from marram.sources.readers.markup import Attributes, Document, local


class Anything(Document):
    """A part that is only read to make sure that it is sound."""

    def __init__(self, part: str) -> None:
        self.part = part


@dataclass(frozen=True)
class Relation:
    """One part points at another; `kind` is the last word of its type."""

    kind: str
    target: str
    external: bool


class Relations(Document):
    """What a part points at, by the identifier used within the part."""

    def __init__(self, part: str) -> None:
        self.part = part
        self._folder = posixpath.dirname(posixpath.dirname(part))
        self.by_id: dict[str, Relation] = {}

    def started(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship":
            return
        target = attributes.get("Target", "")
        external = attributes.get("TargetMode", "").lower() == "external"
        if not external:
            path = target if target.startswith("/") else f"{self._folder}/{target}"
            target = posixpath.normpath(path).lstrip("/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.by_id[attributes.get("Id", "")] = Relation(kind, target, external)

    def of_kind(self, kind: str) -> str:
        """Return the part that the first relation of a kind points at, or nothing."""
        found = (relation.target for relation in self.by_id.values() if relation.kind == kind)
        return next(found, "")


@dataclass(frozen=True)
class SheetEntry:
    name: str
    relation: str
    hidden: bool


class Contents(Document):
    """The list of sheets, and the day from which the workbook counts days."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.sheets: list[SheetEntry] = []
        self.since_1904 = False

    def started(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in ("1", "true")
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            title = attributes.get("name", "")
            self.sheets.append(SheetEntry(title, local(attributes, "id"), hidden))
        if len(self.sheets) > limits.SHEETS:
            raise Refused(
                f"The workbook has more than {limits.SHEETS} sheets. Send only those to be read."
            )


class SharedTexts(Document):
    """The texts that cells name by number, so that each is kept once."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._length = self._characters = 0
        self._in_text = self._in_reading_aid = False

    def started(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._pieces, self._length = [], 0
        elif name == "rPh":
            self._in_reading_aid = True
        elif name == "t":
            self._in_text = not self._in_reading_aid

    def ended(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_reading_aid = False
        elif name == "si":
            self.texts.append(unescaped("".join(self._pieces)))
            if len(self.texts) > limits.CELLS:
                raise Refused("The workbook holds more texts than can be checked. Split it.")

    def said(self, text: str) -> None:
        if not self._in_text:
            return
        self._length += len(text)
        self._characters += len(text)
        if self._length > limits.CHARACTERS_IN_A_CELL:
            raise Refused(
                f"A cell holds more than {limits.CHARACTERS_IN_A_CELL:,} characters; it begins "
                f"“{self._pieces[0][:30] if self._pieces else text[:30]}”. Shorten it."
            )
        if self._characters > limits.CHARACTERS:
            raise Refused("The workbook holds more text than can be checked. Split it.")
        self._pieces.append(text)


ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Return a text without Excel's own escapes. Source: ECMA-376, 22.9.2.19.

    >>> unescaped("one_x000D_two"), unescaped("_x005F_x000D_")
    ('one\\rtwo', '_x000D_')
    """
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


# The formats that every workbook has and that show a day or a time. Source: ECMA-376, 18.8.30,
# with the East Asian ones that Excel adds.
BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
# Quoted words, escaped signs, colours and conditions say nothing about days.
BESIDE_THE_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


class Styles(Document):
    """Which cell styles show a number as a day or time."""

    def __init__(self, part: str) -> None:
        self.part = part
        self._dates = set(BUILT_IN_DATES)
        self._in_cell_styles = False
        self.shows_date: list[bool] = []

    def started(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self._learn(attributes)
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "xf" and self._in_cell_styles:
            number = attributes.get("numFmtId", "0")
            self.shows_date.append(number.isdecimal() and int(number[:9]) in self._dates)

    def ended(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cell_styles = False

    def _learn(self, attributes: Attributes) -> None:
        number = attributes.get("numFmtId", "")
        if not number.isdecimal():
            raise damaged("a number format has no number")
        format_code = BESIDE_THE_FORMAT.sub("", attributes.get("formatCode", "")).lower()
        if set(format_code.split(";")[0]) & set("dmyhs"):
            self._dates.add(int(number[:9]))


def day(serial: float, *, since_1904: bool) -> date | datetime:
    """Return the day, or the moment, that a workbook keeps as a number of days.

    Raises: ValueError for numbers that no calendar day has; 60 is 29 February 1900, which
    Excel believes in and which never was. Source: ECMA-376, 18.17.4.1.

    >>> day(45838.0, since_1904=False), day(1.0, since_1904=False)
    (datetime.date(2025, 6, 30), datetime.date(1900, 1, 1))
    """
    if since_1904:
        start = datetime(1904, 1, 1)  # noqa: DTZ001 - a cell's day has no time zone
    elif serial < 60:
        start = datetime(1899, 12, 31)  # noqa: DTZ001
    else:
        start = datetime(1899, 12, 30)  # noqa: DTZ001
    if not 1 <= serial < 2_958_466 or 60 <= serial < 61 and not since_1904:
        raise ValueError(f"day {serial} is not in the calendar")
    moment = start + timedelta(seconds=round(serial * 86_400))
    return moment.date() if moment.time() == datetime.min.time() else moment
