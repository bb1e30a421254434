"""A place beside its region, its country and the places most like it."""

from collections.abc import Iterator

from marram.design.components import Cell, Column, DataTable, Text
from marram.indicators.presenters.parts import paragraph, told
from marram.indicators.queries.indicator_page import IndicatorPage


def beside_others(page: IndicatorPage) -> Iterator[Text]:
    """Yield the place beside its region, its country and the places most like it, and why there
    is no map where there may be none."""
    if len(page.beside) > 1:
        yield DataTable(
            f"{page.place_name} beside the wider places and those most like it"
            if page.alike_by
            else f"{page.place_name} beside the wider places",
            (
                "Place",
                Column("Figure", numeric=True),
                Column("95% interval", numeric=True),
                f"Against {page.benchmark_name or 'the country'}",
            ),
            tuple(
                (
                    each.figure.place_name,
                    Cell(told(each.figure), format="numeric"),
                    Cell(each.figure.interval, format="numeric"),
                    each.outcome,
                )
                for each in page.beside
            ),
            caption_size="s",
        )
    if page.alike_by:
        yield paragraph(f"Places are alike by: {'; '.join(page.alike_by)}.")
    if not page.on_map.may_show:
        yield paragraph(page.on_map.may_show.reason)
