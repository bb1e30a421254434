"""The plain marks that a report is written in, read into blocks and written back, exactly.

    # A heading            (#, ## or ###)
    Words, **bold**, *italic* and [a link](https://example.org).
    - a line of a list     (or 1. for a numbered one)
    Table: its caption     (then the rows; "---:" sets a column to the right)
    | Scheme | Pounds |
    |--------|-------:|
    | Homes  |  1,200 |
    [[plan-progress: living-well]]    (a live block)

It is the part of Markdown that papers need, and nothing of HTML: what looks like HTML is words. A
mark that does not pair up, or a link to elsewhere than the web, mail or this site, is words too. A
backslash before a sign makes it a word.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TypeAlias

from marram.board.vocabulary.blocks import (
    Block,
    Bullets,
    Heading,
    Line,
    Paragraph,
    Picture,
    Run,
    Table,
    words_of,
)
from marram.board.vocabulary.reports import Live, LiveKind


Written: TypeAlias = Block | Live

HEADING = re.compile(r"(#{1,3})\s+(\S.*)")
BULLET = re.compile(r"[-*]\s+(\S.*)")
NUMBERED = re.compile(r"\d{1,3}[.)]\s+(\S.*)")
CAPTION = re.compile(r"Table:\s*(\S.*)")
RULE = re.compile(r":?-+:?")
LIVE = re.compile(rf"\[\[({'|'.join(LiveKind)}):\s*([\w-]+(?:/[\w-]+)*)\s*\]\]")
CELL_ENDS = re.compile(r"(?<!\\)((?:\\\\)*)\|")
SAFE_LINK = re.compile(r"(?:https?://|mailto:|/(?!/))[^\s()<>\\|]+")
INLINE = re.compile(
    r"\\(?P<plain>[!-/:-@\[-`{-~])"
    r"|\[(?P<words>(?:\\.|[^\\\[\]])+)\]\((?P<link>" + SAFE_LINK.pattern + r")\)"
    r"|(?P<stars>\*+)"
)
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
SPECIAL = re.compile(r"[\\*\[\]|]")
# Words that would start another kind of block: the sign to take the sense from is the first, or
# the one behind.
STARTS = re.compile(r"(?:#{1,3}|-)\s")
STARTS_LATER = re.compile(r"\d{1,3}(?=[.)]\s)|Table(?=:)")


def live_lines(text: str) -> tuple[str, tuple[Live, ...]]:
    """Return the words before the live blocks of one line, and those blocks.

    >>> live_lines("The return [[fund-return: millbrook-2025]]")
    ('The return', (Live(kind=<LiveKind.FUND_RETURN: 'fund-return'>, key='millbrook-2025'),))
    """
    found = tuple(Live(LiveKind(each[1]), each[2]) for each in LIVE.finditer(text))
    return " ".join(LIVE.sub("", text).split()), found


# --- Reading --------------------------------------------------------------------------------


def read(text: str) -> tuple[Written, ...]:
    """Return what a text says, as blocks; a live block stays the place of one."""
    return tuple(
        block
        for blank, lines in groupby(text.splitlines(), key=lambda each: not each.strip())
        if not blank
        for block in _passage([each.strip() for each in lines])
    )


def _passage(lines: list[str]) -> Iterator[Written]:
    """Return the blocks of lines that no empty line parts."""
    while lines:
        taken, block = _first(lines)
        del lines[:taken]
        yield block


def _first(lines: list[str]) -> tuple[int, Written]:
    """Return the block that the lines begin with, and how many of them it takes."""
    if found := LIVE.fullmatch(lines[0]):
        return 1, Live(LiveKind(found[1]), found[2])
    if found := HEADING.fullmatch(lines[0]):
        return 1, Heading(len(found[1]), words_of(_line(found[2])))
    for marker, numbered in ((BULLET, False), (NUMBERED, True)):
        if marker.fullmatch(lines[0]):
            return _list(lines, marker, numbered)
    captioned = 1 if CAPTION.fullmatch(lines[0]) else 0
    if _is_table(lines[captioned:]):
        return _table(lines, captioned)
    taken = 1 + _until(lines[1:], _starts_another)
    return taken, Paragraph(_line(" ".join(lines[:taken])))


def _until(lines: list[str], ends: Callable[[str], bool]) -> int:
    """Return how many lines come before the first that `ends`."""
    return next((at for at, each in enumerate(lines) if ends(each)), len(lines))


def _starts_another(line: str) -> bool:
    return any(each.fullmatch(line) for each in (LIVE, HEADING, BULLET, NUMBERED, CAPTION)) or (
        line.startswith("|")
    )


def _list(lines: list[str], marker: re.Pattern[str], numbered: bool) -> tuple[int, Bullets]:
    """Return a list; a line without a mark of its own goes on with the one before."""
    entries: list[str] = []
    taken = 0
    for line in lines:
        if found := marker.fullmatch(line):
            entries.append(found[1])
        elif _starts_another(line):
            break
        else:
            entries[-1] += f" {line}"
        taken += 1
    return taken, Bullets(tuple(map(_line, entries)), numbered)


def _is_table(lines: list[str]) -> bool:
    return (
        len(lines) > 1
        and lines[0].startswith("|")
        and lines[1].startswith("|")
        and all(RULE.fullmatch(cell) for cell in _split(lines[1]))
        and len(_split(lines[0])) == len(_split(lines[1]))
    )


def _table(lines: list[str], captioned: int) -> tuple[int, Table]:
    """Return a table. A short row is filled up; cells past the last column join the last."""
    caption = ""
    if captioned and (found := CAPTION.fullmatch(lines[0])):
        caption = words_of(_line(found[1]))
    rows = lines[captioned:]
    taken = _until(rows, lambda line: not line.startswith("|"))
    head, rule, *body = (_split(row) for row in rows[:taken])
    return captioned + taken, Table(
        caption=caption,
        head=tuple(map(_line, head)),
        rows=tuple(tuple(map(_line, _fitted(row, len(head)))) for row in body),
        numeric=tuple(at for at, cell in enumerate(rule) if cell.endswith("-:")),
    )


def _split(row: str) -> list[str]:
    """Return the cells of a row; a bar behind a backslash parts nothing."""
    inside = CELL_ENDS.sub("\\1\n", row.removeprefix("|")).removesuffix("\n")
    return [cell.strip() for cell in inside.split("\n")]


def _fitted(row: list[str], width: int) -> list[str]:
    if len(row) > width:
        return [*row[: width - 1], " ".join(row[width - 1 :])]
    return row + [""] * (width - len(row))


def _line(text: str) -> Line:
    """Return the runs of a line. Stars that do not pair up are words."""
    runs, paired = _runs(text, stars=True)
    return tidy(runs if paired else _runs(text, stars=False)[0])


def _runs(text: str, *, stars: bool) -> tuple[list[Run], bool]:
    look = Run("")
    runs: list[Run] = []
    end = 0
    for found in INLINE.finditer(text):
        runs.append(replace(look, words=text[end : found.start()]))
        end = found.end()
        if found["stars"] and stars and _marks(text, found):
            look = _turned(look, len(found["stars"]))
        elif found["link"]:
            runs.append(replace(look, words=_plain(found["words"]), link=found["link"]))
        else:
            runs.append(replace(look, words=found["plain"] or found[0]))
    runs.append(replace(look, words=text[end:]))
    return runs, not (look.bold or look.italic)


def _marks(text: str, found: re.Match[str]) -> bool:
    """Tell whether stars are a mark: at most three, with a word on one side."""
    start, end = found.span()
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return len(found[0]) <= 3 and bool(before.strip() or after.strip())


def _turned(look: Run, stars: int) -> Run:
    """One star turns italic on or off, two bold, three both."""
    return replace(look, bold=look.bold ^ (stars > 1), italic=look.italic ^ (stars != 2))


def _plain(text: str) -> str:
    return ESCAPED.sub(r"\1", text)


def tidy(runs: Iterable[Run]) -> Line:
    """Return runs with one space where there were several, and those that look alike joined."""
    kept: list[Run] = []
    spaced = True
    for run in runs:
        words = re.sub(r"\s+", " ", run.words)
        words = words.lstrip() if spaced else words
        if not words:
            continue
        spaced = words.endswith(" ")
        if kept and replace(kept[-1], words="") == replace(run, words=""):
            kept[-1] = replace(run, words=kept[-1].words + words)
        else:
            kept.append(replace(run, words=words))
    if kept:
        kept[-1] = replace(kept[-1], words=kept[-1].words.rstrip())
    return tuple(run for run in kept if run.words)


# --- Writing --------------------------------------------------------------------------------


def write(blocks: Iterable[Written]) -> str:
    """Return blocks as text that reads back as the same blocks, where their lines are tidy.

    A picture is not written in words: its table is.
    """
    return "\n\n".join(map(_written, blocks))


def _written(block: Written) -> str:
    match block:
        case Live():
            return str(block)
        case Heading(level, words):
            return f"{'#' * level} {_escaped(words)}"
        case Paragraph(runs):
            return _kept_apart(_marked(runs))
        case Bullets(lines, numbered):
            marks = (f"{at}." if numbered else "-" for at in range(1, len(lines) + 1))
            return "\n".join(
                f"{mark} {_marked(line)}" for mark, line in zip(marks, lines, strict=True)
            )
        case Table():
            return _written_table(block)
        case Picture():
            return _written_table(block.table)


def _written_table(table: Table) -> str:
    rule = ("---:" if at in table.numeric else "---" for at in range(len(table.head)))
    rows = (table.head, *table.rows)
    head, *body = (_row(map(_marked, row)) for row in rows)
    caption = [f"Table: {_escaped(table.caption)}"] if table.caption else []
    return "\n".join((*caption, head, _row(rule), *body))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _marked(runs: Iterable[Run]) -> str:
    """Return runs with their marks, each where the look changes."""
    text, look = "", Run("")
    for run in (*tidy(runs), Run("")):
        text += "*" * ((run.bold != look.bold) * 2 + (run.italic != look.italic))
        words = _escaped(run.words)
        text += f"[{words}]({run.link})" if run.link else words
        look = run
    return text


def _escaped(words: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", words)


def _kept_apart(text: str) -> str:
    """Return a paragraph so that its first words start no other kind of block."""
    if found := STARTS_LATER.match(text):
        return f"{found[0]}\\{text[found.end() :]}"
    return f"\\{text}" if STARTS.match(text) else text
