"""Doubted figures of a measure, and those that somebody looked at and kept."""

from collections.abc import Iterator

from django.urls import reverse

from marram.design.components import Cell, Column, DataTable, Link, Row, Text
from marram.design.words import number
from marram.indicators.presenters.parts import Section, bullets, told
from marram.indicators.queries.indicator_page import IndicatorPage
from marram.indicators.vocabulary.figures import Figure


def doubts(page: IndicatorPage) -> Iterator[Section]:
    """Yield what is to be said of the quality of the figures, if there is anything."""
    parts = [_doubted(page)] if page.doubted else []
    if page.kept:
        parts.append(_kept(page))
    if parts:
        yield Section("Data quality", tuple(parts))


def _doubted(page: IndicatorPage) -> DataTable:
    return DataTable(
        f"{number(len(page.doubted), 'figure')} to look at; those crossed out are judged nowhere",
        _columns(page, "What is doubted"),
        tuple(_row(page, each, bullets(each.findings, SMALL)) for each in page.doubted),
        caption_size="s",
    )


def _kept(page: IndicatorPage) -> DataTable:
    many = number(len(page.kept), "figure was", "figures were")
    return DataTable(
        f"{many} doubted, looked at and kept",
        _columns(page, "Why"),
        tuple(_row(page, each, each.note) for each in page.kept),
        caption_size="s",
    )


SMALL = "govuk-!-font-size-16"


def _columns(page: IndicatorPage, last: str) -> tuple[str | Column, ...]:
    columns = ("Place", "Period", Column("Figure", numeric=True), last)
    return (*columns, "Change") if page.may_look_at_doubts else columns


def _row(page: IndicatorPage, each: Figure, words: Text) -> Row:
    row = (each.place_name, each.period, Cell(told(each), format="numeric"), words)
    return (*row, _change(page, each)) if page.may_look_at_doubts else row


def _change(page: IndicatorPage, each: Figure) -> Text:
    """Return the way to settle a doubt: keep the figure, doubt it again, or why neither."""
    address, of = [page.means.slug, each.key], f"{each.place_name}, {each.period}"
    verdict = page.lifting[each.key]
    if verdict:
        return Link("Keep it as right", reverse("indicators:keep-figure", args=address), of)
    if each.kept:
        return Link("Doubt it again", reverse("indicators:doubt-again", args=address), of)
    return verdict.reason if each.struck else ""
