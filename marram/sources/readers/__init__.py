"""Read what people send: one module a format, from the bytes of a file to lines of typed cells.

A file is refused as a whole, with a sentence, when it cannot be read with certainty. Nothing is
guessed (encodings, separators), nothing is run (formulas, macros) and nothing is fetched.
"""

from collections.abc import Iterator

from marram.foundation.verdicts import Refused
from marram.sources.readers import comma_separated, geojson, kinds, limits, workbook
from marram.sources.readers.cells import Line, place


SPLIT = "Split it into smaller files."


def read(
    content: bytes,
    *,
    outlines: bool = False,
    passes_over_formulas: bool = False,
    keeps_results: bool = False,
) -> tuple[Line, ...]:
    """Return the lines of every sheet, in order; those of `outlines` are the features of GeoJSON.

    With `passes_over_formulas`, a cell with a formula has no value, and says so, or with
    `keeps_results` what it gave when the workbook was saved; without, it is refused: nobody checks
    what it would give.

    Raises: Refused when the file is not a comma-separated file or workbook (with `outlines`, not
    GeoJSON) of reasonable size.
    """
    kinds.known(content, outlines=outlines).enforce()
    if outlines:
        lines = geojson.lines(content)
    elif kinds.is_zip(content):
        lines = workbook.lines(
            content, passes_over_formulas=passes_over_formulas, keeps_results=keeps_results
        )
    else:
        lines = comma_separated.lines(content)
    return tuple(_within_limits(lines))


def _within_limits(lines: Iterator[Line]) -> Iterator[Line]:
    cells = characters = 0
    for rows, line in enumerate(lines, start=1):
        cells += len(line.cells)
        characters += _characters(line)
        if rows > limits.ROWS:
            raise Refused(f"The file has more than {limits.ROWS:,} rows. {SPLIT}")
        if cells > limits.CELLS:
            raise Refused(f"The file has more than {limits.CELLS:,} cells. {SPLIT}")
        if characters > limits.CHARACTERS:
            raise Refused(f"The file holds more text than can be checked. {SPLIT}")
        yield line


def _characters(line: Line) -> int:
    total = 0
    for position, cell in enumerate(line.cells):
        if not isinstance(cell, str):
            continue
        if len(cell) > limits.CHARACTERS_IN_A_CELL:
            where = place(line.sheet, line.number, position)
            raise Refused(
                f"The text in {where} is longer than {limits.CHARACTERS_IN_A_CELL:,} characters."
                " Shorten it."
            )
        total += len(cell)
    return total
