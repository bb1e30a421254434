"""How a comparison is drawn and counted, the same in bars, spines, funnels and maps."""

from collections import Counter
from collections.abc import Iterable, Iterator

from marram.design.charts.base import listed
from marram.design.charts.drawing import Drawing
from marram.design.charts.keys import Entry
from marram.design.charts.palette import MARKS, Judgement


def judgement_key(judgements: Iterable[Judgement]) -> Iterator[Entry]:
    """Return the key of those judgements that are met, in the order of the scale."""
    met = set(judgements)
    for each in Judgement:
        if each in met:
            outline, fill, stroke = MARKS[each]
            yield Entry(each, outline, fill, stroke)


def draw_judgement(
    drawing: Drawing, judgement: Judgement, x: float, y: float, reach: float = 5, note: str = ""
) -> None:
    outline, fill, stroke = MARKS[judgement]
    drawing.mark(outline, x, y, reach=reach, fill=fill, stroke=stroke, note=note)


def counted(judgements: Iterable[Judgement]) -> str:
    """Return how many there are of each, in words.

    >>> counted([Judgement.WORSE, Judgement.WORSE, Judgement.BETTER])
    '1 better and 2 worse'
    """
    numbers = Counter(judgements)
    return listed([f"{numbers[each]} {each.lower()}" for each in Judgement if numbers[each]])
