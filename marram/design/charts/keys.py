"""The key of a chart: what each line, mark and fill means, in rows above the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from marram.design.charts import lettering
from marram.design.charts.drawing import SMALL, Drawing
from marram.design.charts.palette import INK, Outline


@dataclass(frozen=True)
class Entry:
    """One thing of a key: a mark, a line or a patch, and what it means."""

    words: str
    outline: Outline | None = None
    fill: str = INK
    stroke: str = ""
    dash: str | None = None
    width: float = 2
    hatched: bool = False


SAMPLE, APART, ROW = 28, 18, 20


def draw_key(drawing: Drawing, entries: Sequence[Entry], *, y: float = 0) -> float:
    """Draw the entries in as many rows as they need and return where the picture may begin."""
    x, y = 0.0, y + 14
    for entry in entries:
        room = drawing.width - SAMPLE
        words = lettering.shortened(entry.words, room, SMALL)
        needed = SAMPLE + lettering.width(words, SMALL)
        if x and x + needed > drawing.width:
            x, y = 0.0, y + ROW
        _sample(drawing, entry, x, y - 4.5)
        drawing.text(x + SAMPLE, y, words, fill=INK)
        x += needed + APART
    return y + 10 if entries else y - 14


def _sample(drawing: Drawing, entry: Entry, x: float, y: float) -> None:
    stroke = entry.stroke or entry.fill
    if entry.dash is not None:
        ends = ((x, y), (x + 22, y))
        drawing.line(*ends, stroke=stroke, width=entry.width, dash=entry.dash)
    if entry.outline is not None:
        drawing.mark(entry.outline, x + 11, y, fill=entry.fill, stroke=stroke)
    elif entry.dash is None:
        drawing.rect(x, y - 6, 22, 12, fill=entry.fill, stroke=stroke)
    if entry.hatched:
        for right in (6, 13, 20):
            drawing.line((x + right - 6, y + 6), (x + right, y - 6), stroke=stroke)
