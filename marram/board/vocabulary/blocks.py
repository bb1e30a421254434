"""What papers are made of: a page, a pack and a Word file all print the same few blocks.

Blocks are values. They hold words and pictures and nothing that can change, so what was frozen at
publication reads the same in ten years; `to_json` and `from_json` keep them, exactly.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain
from typing import Any, TypeAlias


# Headings within a paper; whoever prints it hangs level 1 below the paper's own title.
DEEPEST_HEADING = 4


@dataclass(frozen=True)
class Run:
    """Words that look alike. `link` is a web, mail or site address, or empty."""

    words: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Line: TypeAlias = tuple[Run, ...]


def line(words: str, *, link: str = "") -> Line:
    """Return plain words as a line; no words are an empty line.

    >>> line("All wards")
    (Run(words='All wards', bold=False, italic=False, link=''),)
    """
    return (Run(words, link=link),) if words else ()


def cells(*words: str) -> tuple[Line, ...]:
    """Return a row of a table whose cells are plain words."""
    return tuple(map(line, words))


def in_words(on: date) -> str:
    """Return a day as papers print it.

    >>> in_words(date(2021, 6, 9))
    '9 June 2021'
    """
    return f"{on.day} {on:%B %Y}"


def words_of(runs: Iterable[Run]) -> str:
    """Return what a line says, without its looks."""
    return "".join(run.words for run in runs)


@dataclass(frozen=True)
class Heading:
    """A heading of a paper: level 1 is the highest.

    Raises: ValueError where the level is not 1 to 4.
    """

    level: int
    words: str

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST_HEADING:
            raise ValueError(f"heading level must be 1 to {DEEPEST_HEADING}; got {self.level}")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of text."""

    runs: Line


def sourced(title: str, address: str, on: date) -> Paragraph:
    """Return the line that says where figures come from, of which day, and leads there."""
    return Paragraph((Run("Source: "), Run(title, link=address), Run(f", on {in_words(on)}.")))


@dataclass(frozen=True)
class Bullets:
    """A list, with numbers from 1 or with bullets."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under a caption and headings. `numeric` counts the columns set to the right, from 0.

    Raises: ValueError where a row is not as long as the head, or a numeric column is not there.
    """

    caption: str
    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    row_heads: bool = True
    numeric: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.head):
                raise ValueError(f"row {number} must have {len(self.head)} cells; got {len(row)}")
        for column in self.numeric:
            if not 0 <= column < len(self.head):
                raise ValueError(f"numeric column must be below {len(self.head)}; got {column}")


@dataclass(frozen=True)
class Picture:
    """A chart: its finding as title, `words` for those who do not see it, and its table.

    `source` is the whole line that says where it comes from.

    `svg` is a whole drawing that asks for nothing else: no script, no style sheet, no address.
    """

    title: str
    words: str
    svg: str
    table: Table
    source: Line = ()


Block: TypeAlias = Heading | Paragraph | Bullets | Table | Picture
Blocks: TypeAlias = tuple[Block, ...]


def runs_of(blocks: Iterable[Block]) -> Iterator[Run]:
    """Yield all runs of blocks: of paragraphs, lists, tables and the tables of pictures."""
    for block in blocks:
        match block:
            case Paragraph(runs):
                yield from runs
            case Bullets(lines):
                yield from chain.from_iterable(lines)
            case Table():
                yield from _runs_of_table(block)
            case Picture(table=table, source=source):
                yield from (*_runs_of_table(table), *source)


def _runs_of_table(table: Table) -> Iterator[Run]:
    for row in (table.head, *table.rows):
        yield from chain.from_iterable(row)


def to_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return blocks as lists, dictionaries, text, numbers and booleans, in their order."""
    return [{"block": _NAMES[type(block)], **asdict(block)} for block in blocks]


def from_json(kept: Iterable[Mapping[str, Any]]) -> Blocks:
    """Return the blocks that `to_json` kept.

    Raises: ValueError where a block is of no kind that we know, or is not whole.
    """
    return tuple(map(_block, kept))


def _block(kept: Mapping[str, Any]) -> Block:
    fields = dict(kept)
    read = _READERS.get(fields.pop("block", ""))
    if read is None:
        raise ValueError(f"a block must be one of {', '.join(_READERS)}; got {kept.get('block')!r}")
    try:
        return read(fields)
    except (KeyError, TypeError) as problem:
        raise ValueError(f"a {kept['block']} is not whole: {problem}") from problem


def _line(kept: Iterable[Mapping[str, Any]]) -> Line:
    return tuple(Run(**run) for run in kept)


def _lines(kept: Iterable[Iterable[Mapping[str, Any]]]) -> tuple[Line, ...]:
    return tuple(map(_line, kept))


def _heading(kept: Mapping[str, Any]) -> Heading:
    return Heading(**kept)


def _paragraph(kept: Mapping[str, Any]) -> Paragraph:
    return Paragraph(_line(kept["runs"]))


def _bullets(kept: Mapping[str, Any]) -> Bullets:
    return Bullets(_lines(kept["lines"]), kept["numbered"])


def _table(kept: Mapping[str, Any]) -> Table:
    return Table(
        caption=kept["caption"],
        head=_lines(kept["head"]),
        rows=tuple(map(_lines, kept["rows"])),
        row_heads=kept["row_heads"],
        numeric=tuple(kept["numeric"]),
    )


def _picture(kept: Mapping[str, Any]) -> Picture:
    return Picture(
        title=kept["title"],
        words=kept["words"],
        svg=kept["svg"],
        table=_table(kept["table"]),
        source=_line(kept["source"]),
    )


_NAMES: Mapping[type[Block], str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    Bullets: "bullets",
    Table: "table",
    Picture: "picture",
}
_READERS: Mapping[str, Callable[[Mapping[str, Any]], Block]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullets": _bullets,
    "table": _table,
    "picture": _picture,
}
