"""Setting a sheet with Typst: words and drawings in, tagged PDF out, the same bytes every time."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib import metadata, resources
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import typst

from marram.board.vocabulary import blocks
from marram.packs.vocabulary.sections import canonical


STANDARD: "typst.PDFStandard" = "ua-1"
SIZE, LARGE_PRINT_SIZE = 11, 18
# The shallowest heading below a section's own title.
BELOW_TITLE = 1
# In letters: a column of cells no longer than this is set on one line, while such columns leave the
# others half the page. The rest share what is left by their longest cell, up to a widest.
ONE_LINE, MOST_ON_ONE_LINE, WIDEST, AROUND = 18, 60, 40, 3
# In letters: no longer tables than this are parted between pages, and no longer rows.
WHOLE_TABLE, WHOLE_ROW = 600, 1200
# Paragraphs no longer than this stay with what they lead to.
LEADS = 160


def sheet(
    *,
    title: str,
    mark: str,
    private: str = "",
    printed: Iterable[blocks.Block] = (),
    frames: int = 0,
    size: int = SIZE,
) -> bytes:
    """Return a section as tagged PDF, with `frames` empty pages at its end.

    Units: `size` is in points.
    """
    return _set(
        "paper.typ",
        {
            "title": title,
            "mark": mark,
            "private": private,
            "blocks": _ready(blocks.to_json(levelled(printed))),
            "frames": frames,
            "size": size,
        },
    )


def footers(*, words: str, labels: Iterable[str], size: int = SIZE) -> bytes:
    """Return a document whose pages hold nothing but what goes at the foot of each.

    Units: `size` is that of the words above, in points.
    """
    return _set("footers.typ", {"words": words, "labels": list(labels), "size": size})


@cache
def edition_of_press() -> str:
    """Return what decides, beside its content, how a section looks: templates, fonts, Typst."""
    told = sha256(metadata.version("typst").encode())
    for path in sorted(chain(_here().glob("*.typ"), _here().glob("*.py"), _fonts().glob("*.ttf"))):
        told.update(path.read_bytes())
    return told.hexdigest()


def levelled(printed: Iterable[blocks.Block]) -> Iterable[blocks.Block]:
    """Return blocks whose headings go down one level at a time, as tagged documents must."""
    deepest = 0
    for block in printed:
        if isinstance(block, blocks.Heading):
            deepest = min(block.level, deepest + 1)
            block = blocks.Heading(deepest, block.words)
        yield block


def _set(template: str, sheet: Mapping[str, Any]) -> bytes:
    return typst.compile(
        str(_here() / template),
        root=str(_here()),
        font_paths=_typefaces(),
        ignore_system_fonts=True,
        sys_inputs={"sheet": canonical(sheet)},
        pdf_standards=[STANDARD],
        timestamp=0,
    )


def _ready(printed: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return blocks as the template wants them, short paragraphs tied to what they lead to."""
    last = {"block": ""}
    return [
        _block(block) | {"leads": _leads(block, after)}
        for block, after in pairwise([*printed, last])
    ]


def _block(block: dict[str, Any]) -> dict[str, Any]:
    """Return a block with what it looks like: headings under the title, tables with widths."""
    if block["block"] == "heading":
        return block | {"level": block["level"] + BELOW_TITLE}
    if block["block"] == "table":
        return block | _looks(block)
    if block["block"] == "picture":
        return block | {"table": block["table"] | _looks(block["table"])}
    return block


def _leads(block: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Tell whether a block stays with the next: words before a table, a table before its source."""
    if block["block"] == "table":
        return _is_short(after) and bool(_looks(block)["whole"])
    return _is_short(block) and after["block"] in ("table", "picture", "bullets")


def _is_short(block: Mapping[str, Any]) -> bool:
    return block["block"] == "paragraph" and _length(block["runs"]) <= LEADS


def _looks(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return how wide each column is, 0 for as wide as its words, and what may not be parted."""
    rows = [table["head"], *table["rows"]]
    longest = [max(map(_length, column)) for column in zip(*rows, strict=True)]
    on_one_line = [length <= ONE_LINE for length in longest]
    taken = sum(length + AROUND for length, fits in zip(longest, on_one_line, strict=True) if fits)
    if taken > MOST_ON_ONE_LINE:
        on_one_line = [False] * len(longest)
    elif all(on_one_line):
        on_one_line[0] = False
    letters = sum(_length(cell) for row in rows for cell in row)
    return {
        "widths": [
            0 if fits else min(WIDEST, length) + AROUND
            for fits, length in zip(on_one_line, longest, strict=True)
        ],
        "whole": letters <= WHOLE_TABLE,
        "whole_rows": all(max(map(_length, row)) <= WHOLE_ROW for row in rows),
    }


def _length(cell: Iterable[Mapping[str, Any]]) -> int:
    return sum(len(run["words"]) for run in cell)


@cache
def _typefaces() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_fonts())]
    )


def _here() -> Path:
    return Path(str(resources.files("marram.packs") / "press"))


def _fonts() -> Path:
    return Path(str(resources.files("marram.design") / "vendored" / "fonts"))
