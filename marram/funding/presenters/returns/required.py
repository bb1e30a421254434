"""A test of required spend, line by line: what counts, what does not, and why."""

from dataclasses import dataclass

from marram.design.components import (
    Breadcrumbs,
    Column,
    DataTable,
    Heading,
    InsetText,
    Link,
    Place,
    StatusTag,
    Tone,
)
from marram.design.exports import Cell as FileCell
from marram.design.words import number
from marram.foundation.verdicts import Missing
from marram.funding.presenters.returns.names import Here, amount, breadcrumbs
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules.pounds import total
from marram.funding.rules.required_spend import RequiredSpend, Weighed
from marram.funding.vocabulary import Source, label


HEADINGS = ("Line", "Scheme", "Expenditure", "Counts", "Why")


@dataclass(frozen=True, kw_only=True)
class RequiredShown:
    """A test as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    rule: InsetText
    counting: DataTable
    not_counting: DataTable


def required_page(found: ReturnPage, requirement: str, *, here: str) -> RequiredShown:
    """Return one test of required spend. Raises: Missing."""
    test = required_of(found, requirement)
    return RequiredShown(
        title=test.title,
        breadcrumbs=breadcrumbs(found, Place(test.title)),
        heading=Heading(
            title=test.title,
            caption=found.values.title,
            tags=(StatusTag("Met", Tone.GREEN) if test.met else StatusTag("Not met", Tone.RED),),
            lead=test.sentence,
        ),
        rule=InsetText(_rule(test, found.values.year)),
        counting=_table(
            found,
            test.counting,
            f"{number(len(test.counting), 'line counts', 'lines count')}",
            here,
        ),
        not_counting=_table(
            found,
            test.not_counting,
            f"{number(len(test.not_counting), 'line does not count', 'lines do not count')}",
        ),
    )


def file_rows(found: ReturnPage, requirement: str) -> tuple[tuple[FileCell, ...], ...]:
    """Return the lines of a test as rows under HEADINGS, those that count first."""
    test = required_of(found, requirement)
    return tuple(
        (each.line.key, each.line.name, each.line.planned, each.counted, each.why)
        for each in (*test.counting, *test.not_counting)
    )


def required_of(found: ReturnPage, requirement: str) -> RequiredSpend:
    """Return a test of a return. Raises: Missing."""
    for test in found.required:
        if test.requirement == requirement:
            return test
    raise Missing(f"There is no test called {requirement}.")


def _rule(test: RequiredSpend, year: int) -> str:
    source = label("source", Source.MINIMUM_NHS, year)
    nhs = label("commissioner", "nhs", year)
    if test.requirement == "social-care":
        return f"Of what the {source} pays for, all social care counts, whoever commissions it."
    return (
        f"Of what the {source} pays for, what the {nhs} commissions counts, unless it is acute "
        f"care. Of joint schemes the share of the {nhs} counts."
    )


def _table(
    found: ReturnPage, weighed: tuple[Weighed, ...], caption: str, here: str = ""
) -> DataTable:
    where = Here(slug=found.slug)
    rows = tuple(
        (
            each.line.key,
            Link(each.line.name, where.line("schemes", each.line.key)),
            amount(each.line.planned),
            amount(each.counted),
            each.why,
        )
        for each in weighed
    )
    sums = (total(each.line.planned for each in weighed), total(each.counted for each in weighed))
    numeric = {"Expenditure", "Counts"}
    return DataTable(
        caption=caption,
        columns=tuple(Column(each, numeric=each in numeric) for each in HEADINGS),
        rows=(*rows, ("Total", "", amount(sums[0]), amount(sums[1]), "")) if rows else (),
        csv_url=f"{here}?format=csv" if here else "",
        xlsx_url=f"{here}?format=xlsx" if here else "",
        empty="There is no such line.",
    )
