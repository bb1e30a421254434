"""Setting a sheet with Typst: words and drawings in, tagged PDF out, the same bytes every time."""

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib import metadata, resources
from itertools import chain
from pathlib import Path
from typing import Any

import typst

from marram.board.vocabulary import blocks
from marram.packs.vocabulary.sections import canonical


STANDARD: "typst.PDFStandard" = "ua-1"
SIZE, LARGE_PRINT_SIZE = 11, 18
# The shallowest heading below a section's own title, and the widest share of one column to another.
BELOW_TITLE = 1
NARROWEST, WIDEST, AROUND = 6, 40, 3


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
            "blocks": [_ready(block) for block in blocks.to_json(levelled(printed))],
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


def _ready(block: dict[str, Any]) -> dict[str, Any]:
    """Return a block as the template wants it: headings under the title, columns with widths."""
    if block["block"] == "heading":
        return block | {"level": block["level"] + BELOW_TITLE}
    if block["block"] == "table":
        return block | {"widths": _widths(block)}
    if block["block"] == "picture":
        return block | {"table": block["table"] | {"widths": _widths(block["table"])}}
    return block


def _widths(table: Mapping[str, Any]) -> list[int]:
    """Return how much of the width each column gets, by the longest of its cells."""
    columns = zip(table["head"], *table["rows"], strict=True)
    return [min(WIDEST, max(NARROWEST, *map(_length, column))) + AROUND for column in columns]


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
