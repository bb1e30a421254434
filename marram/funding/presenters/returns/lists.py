"""The lines of income and expenditure of a return: as tables, and as rows for files."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from marram.design.components import (
    Cell,
    Column,
    Component,
    DataTable,
    FilterBar,
    Input,
    Link,
    Option,
    Select,
    StatusTag,
    Tone,
)
from marram.design.exports import Cell as FileCell
from marram.design.words import number
from marram.funding.presenters.returns.names import Here, amount
from marram.funding.presenters.returns.questions import answers
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules.pounds import total
from marram.funding.rules.values import Scheme
from marram.funding.rules.wording import FIELDS
from marram.funding.vocabulary import Sheet, label


FILTERS = ("source", "scheme_type", "area", "commissioner", "provider")
SCHEME_HEADINGS = ("Line", *FIELDS["schemes"].values())
INCOME_HEADINGS = ("Line", *FIELDS["income"].values())


def schemes_file(found: ReturnPage, asked: Mapping[str, str]) -> tuple[tuple[FileCell, ...], ...]:
    """Return the scheme lines that fit the filters, as rows under SCHEME_HEADINGS."""
    return tuple(_file_row(line, "schemes", found.values.year) for line in _fitting(found, asked))


def income_file(found: ReturnPage) -> tuple[tuple[FileCell, ...], ...]:
    """Return the income lines as rows under INCOME_HEADINGS."""
    return tuple(_file_row(line, "income", found.values.year) for line in found.values.income)


def _file_row(line: Any, kind: str, year: int) -> tuple[FileCell, ...]:
    coded = ("source", "commissioner", "provider")
    cells = (
        label(field, getattr(line, field), year) if field in coded else getattr(line, field)
        for field in FIELDS[kind]
    )
    return (line.key, *cells)


def income(found: ReturnPage, here: str, asked: Mapping[str, str]) -> tuple[Component, ...]:
    where, year = Here(slug=found.slug), found.values.year
    wanted = asked.get("source", "")
    lines = [line for line in found.values.income if wanted in ("", line.source)]
    planned = total(line.planned for line in lines)
    rows = tuple(
        (
            Link(line.key, where.line("income", line.key)),
            label("source", line.source, year),
            line.contributor,
            amount(line.planned, where.line("income", line.key)),
            amount(line.allocation),
            line.comment,
        )
        for line in lines
    )
    table = DataTable(
        caption=f"{number(len(lines), 'contribution')}"
        + (f" of {label('source', wanted, year)}" if wanted else ""),
        columns=(
            "Line",
            "Source",
            "Contributor",
            Column("Contribution", numeric=True),
            Column("Published allocation", numeric=True),
            "Comment",
        ),
        rows=(*rows, ("Total", "", "", amount(planned), "", "")),
        csv_url=f"{here}?format=csv",
        xlsx_url=f"{here}?format=xlsx",
    )
    return (table, answers(found, Sheet.INCOME, "Contributions as a whole"))


def expenditure(found: ReturnPage, here: str, asked: Mapping[str, str]) -> tuple[Component, ...]:
    where, year = Here(slug=found.slug), found.values.year
    lines = _fitting(found, asked)
    wrong = _lines_to_put_right(found)
    rows = tuple(_scheme_row(line, where, year, wrong) for line in lines)
    planned = total(line.planned for line in lines)
    table = DataTable(
        caption=f"{number(len(lines), 'line')} of {len(found.values.schemes)}",
        columns=(
            "Line",
            "Scheme",
            "Type",
            "Area",
            "Commissioner and provider",
            "Source",
            Column("Expenditure", numeric=True),
            "Checks",
        ),
        rows=(*rows, ("Total", "", "", "", "", "", amount(planned), "")),
        csv_url=f"{here}?{urlencode({**asked, 'format': 'csv'})}",
        xlsx_url=f"{here}?{urlencode({**asked, 'format': 'xlsx'})}",
        empty="No line fits these filters.",
    )
    minimums = answers(found, Sheet.EXPENDITURE, "Required spend")
    return (_filter_bar(found, here, asked), table, minimums)


def _scheme_row(
    line: Scheme, where: Here, year: int, wrong: Mapping[str, int]
) -> tuple[Component | Cell | str, ...]:
    url = where.line("schemes", line.key)
    missing = wrong.get(line.key, 0)
    return (
        line.key,
        Link(line.name or "No name yet", url),
        f"{line.scheme_type}: {line.sub_type}" if line.sub_type else line.scheme_type,
        f"{line.area}: {line.other_area}" if line.other_area else line.area,
        _who(line, year),
        label("source", line.source, year),
        amount(line.planned),
        StatusTag(f"{missing} to do", Tone.RED) if missing else "Yes",
    )


def _who(line: Scheme, year: int) -> str:
    commissioner = label("commissioner", line.commissioner, year)
    provider = label("provider", line.provider, year)
    return f"{commissioner}, from {provider}" if provider else commissioner


def _lines_to_put_right(found: ReturnPage) -> Mapping[str, int]:
    wrong: dict[str, int] = {}
    for check in found.checklist.missing:
        if check.kind == "schemes":
            wrong[check.line] = wrong.get(check.line, 0) + 1
    return wrong


def _fitting(found: ReturnPage, asked: Mapping[str, str]) -> list[Scheme]:
    lines = found.values.schemes
    for field in FILTERS:
        if field in asked:
            lines = tuple(line for line in lines if getattr(line, field) == asked[field])
    wanted = asked.get("words", "").casefold().split()
    return [line for line in lines if all(word in _text(line) for word in wanted)]


def _text(line: Scheme) -> str:
    return " ".join((line.key, line.name, line.description, line.other_type)).casefold()


def _filter_bar(found: ReturnPage, here: str, asked: Mapping[str, str]) -> FilterBar:
    selects = tuple(_select(found, field, asked.get(field, "")) for field in FILTERS)
    words = Input(name="words", label="Words", value=asked.get("words", ""))
    return FilterBar(fields=(words, *selects), action=here, clear_url=here)


def _select(found: ReturnPage, field: str, chosen: str) -> Select:
    year = found.values.year
    there = sorted({str(getattr(line, field)) for line in found.values.schemes} - {""})
    options = tuple(
        Option(label(field, each, year) if field != "scheme_type" else each, value=each)
        for each in there
    )
    every = Option("All", value="")
    return Select(
        name=field, label=FIELDS["schemes"][field], options=(every, *options), value=chosen
    )
