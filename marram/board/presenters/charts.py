"""Charts of papers, drawn."""

from marram.board.vocabulary.blocks import Picture
from marram.board.vocabulary.charts import Chart
from marram.design.charts import WIDE, Amounts, PartBars


def picture(chart: Chart) -> Picture:
    """Return a chart as a picture with its words, its table and its source."""
    drawn = PartBars(
        title=chart.title,
        subject=chart.subject,
        heading=chart.heading,
        bars=chart.bars,
        series=tuple(Amounts(each.label, each.values) for each in chart.amounts),
        unit=chart.unit,
        decimals=0,
    )
    return Picture(
        title=chart.title,
        words=drawn.words,
        svg=str(drawn.svg(width=WIDE)),
        table=chart.table,
        source=chart.source,
    )
