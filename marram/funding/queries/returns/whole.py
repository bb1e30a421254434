"""A whole return in words: every sheet, its checks and its sums, for papers of other rooms."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from marram.foundation.actors import Actor
from marram.funding.queries.returns import pages
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules import amounts
from marram.funding.rules.checks import SheetChecks
from marram.funding.rules.fees import implied_uplift
from marram.funding.rules.pounds import percent, pounds, total
from marram.funding.rules.values import Actual, Income, ReturnValues, Scheme
from marram.funding.rules.wording import ANSWER_SHEETS, FIELDS, NOTHING, question, said
from marram.funding.vocabulary import Sheet, label


Row = tuple[str, ...]
WHOLE_YEAR = "outturn"


@dataclass(frozen=True, kw_only=True)
class SheetTable:
    """Rows in words under a caption. `numeric` counts the columns of amounts, from 0."""

    caption: str
    head: Row
    rows: tuple[Row, ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SheetInWords:
    """One sheet: how many of its checks say Yes, what is still to do, and what it says."""

    title: str
    checks: int
    missing: tuple[str, ...]
    tables: tuple[SheetTable, ...]


@dataclass(frozen=True, kw_only=True)
class WholeReturn:
    """A return with nothing left out. `spent` gives whole pounds by what they are spent on.

    `required` are the tests of spend and `refuted` the printed figures that the lines do not bear
    out, a sentence each.
    """

    return_key: str
    title: str
    stage: str
    balances: SheetTable
    required: tuple[str, ...]
    refuted: tuple[str, ...]
    spent: Mapping[str, int]
    sheets: tuple[SheetInWords, ...]


def whole_return(*, viewer: Actor, return_key: str) -> WholeReturn:
    """Return every sheet of a return in words. Twenty SQL queries at most. Raises: Missing."""
    found = pages.return_page(viewer=viewer, slug=return_key)
    return WholeReturn(
        return_key=found.slug,
        title=found.values.title,
        stage=found.stage.value,
        balances=_balances(found),
        required=tuple(test.sentence for test in found.required),
        refuted=tuple(each.sentence for each in found.findings if not each.upheld),
        spent=_spent(found.values),
        sheets=tuple(_sheet(found, sheet) for sheet in found.checklist.sheets),
    )


def _sheet(found: ReturnPage, sheet: SheetChecks) -> SheetInWords:
    return SheetInWords(
        title=sheet.title,
        checks=len(sheet.checks),
        missing=tuple(f"{check.label}: {check.sentence}" for check in sheet.missing),
        tables=tuple(table for table in _TABLES[sheet.sheet](found) if table.rows),
    )


# --- Sums -----------------------------------------------------------------------------------


def _balances(found: ReturnPage) -> SheetTable:
    year = found.values.year
    income, spend = amounts.income(found.values), amounts.expenditure(found.values)
    rows = (
        *((label("source", each.source, year), each.income, each.expenditure, each.left)
          for each in found.balances),
        ("Total", income, spend, income - spend),
    )  # fmt: skip
    return SheetTable(
        caption="Money by source",
        head=("Source", "Income", "Expenditure", "Left"),
        rows=tuple((name, *map(pounds, sums)) for name, *sums in rows),
        numeric=(1, 2, 3),
    )


def _spent(values: ReturnValues) -> Mapping[str, int]:
    shares = amounts.crosstab(values, "scheme_type")
    return {each.said or NOTHING: int(each.amount) for each in shares}


def _amount(value: Decimal | None) -> str:
    return NOTHING if value is None else pounds(value)


# --- Sheets ---------------------------------------------------------------------------------


def _facts(caption: str, facts: Iterable[Row]) -> SheetTable:
    return SheetTable(caption=caption, head=("Question", "Answer"), rows=tuple(facts))


def _answers(found: ReturnPage, sheet: Sheet, caption: str) -> SheetTable:
    """Return what a sheet says as a whole."""
    values = found.values
    return _facts(
        caption,
        (
            (name, said(field, getattr(values.answers, field), values.year))
            for field, name in FIELDS["answers"].items()
            if ANSWER_SHEETS[field] == sheet
        ),
    )


def _cover(found: ReturnPage) -> Iterable[SheetTable]:
    values = found.values
    facts = (
        (name, said(field, getattr(values.cover, field), values.year))
        for field, name in FIELDS["cover"].items()
    )
    yield _facts("Who completed it and who signs it", facts)


def _questions(kind: str, caption: str) -> Callable[[ReturnPage], Iterable[SheetTable]]:
    """Return what draws the lines of a kind, each with what it asks and all it answers."""

    def drawn(found: ReturnPage) -> Iterable[SheetTable]:
        year = found.values.year
        lines: tuple[Any, ...] = getattr(found.values, kind)
        yield SheetTable(
            caption=caption,
            head=("Question", *FIELDS[kind].values()),
            rows=tuple(
                (
                    question(kind, line.key, year),
                    *(said(field, getattr(line, field), year) for field in FIELDS[kind]),
                )
                for line in lines
            ),
        )

    return drawn


def _feedback(found: ReturnPage) -> Iterable[SheetTable]:
    yield from _questions("statements", "How far the board agrees")(found)
    yield from _questions("enablers", "Successes and challenges")(found)


def _income(found: ReturnPage) -> Iterable[SheetTable]:
    year, lines = found.values.year, found.values.income
    rows = tuple(
        (
            label("source", line.source, year),
            line.contributor,
            _amount(line.planned),
            _amount(line.allocation),
            line.comment,
        )
        for line in lines
    )
    planned = total(line.planned for line in lines)
    yield SheetTable(
        caption="Contributions",
        head=("Source", "Contributor", "Contribution", "Published allocation", "Comment"),
        rows=(*rows, ("Total", "", pounds(planned), "", "")),
        numeric=(2, 3),
    )
    yield _answers(found, Sheet.INCOME, "Contributions as a whole")


def _expenditure(found: ReturnPage) -> Iterable[SheetTable]:
    year, lines = found.values.year, found.values.schemes
    planned = total(line.planned for line in lines)
    yield SheetTable(
        caption="Lines of expenditure",
        head=("Line", "Scheme", "Type and area", "Commissioner, provider", "Source", "Planned"),
        rows=(
            *(_scheme(line, year) for line in lines),
            ("Total", "", "", "", "", pounds(planned)),
        ),
        numeric=(5,),
    )
    yield SheetTable(
        caption="What the minimum NHS contribution must be spent on",
        head=("Test", "Planned", "Minimum", "Result"),
        rows=tuple(
            (
                test.title,
                pounds(test.planned),
                _amount(test.minimum),
                "Met" if test.met else f"Not met: short by {pounds(test.shortfall)}",
            )
            for test in found.required
        ),
        numeric=(1, 2),
    )


def _scheme(line: Scheme, year: int) -> Row:
    kind = f"{line.scheme_type}: {line.sub_type}" if line.sub_type else line.scheme_type
    area = f"{line.area}: {line.other_area}" if line.other_area else line.area
    commissioner = label("commissioner", line.commissioner, year)
    provider = label("provider", line.provider, year)
    return (
        line.key,
        line.name or NOTHING,
        "; ".join(filter(None, (kind, area))),
        ", ".join(filter(None, (commissioner, provider))),
        label("source", line.source, year),
        _amount(line.planned),
    )


def _actual(found: ReturnPage) -> Iterable[SheetTable]:
    values, whole = found.values, found.values.answers
    head, numeric = ("Line", "Plan", "Actual", "Variance"), (1, 2, 3)
    yield SheetTable(
        caption="Plan and outturn",
        head=head,
        rows=(
            _side("Income", values.income, whole.income_as_planned),
            _side("Expenditure", values.schemes, whole.spend_as_planned),
        ),
        numeric=numeric,
    )
    yield _answers(found, Sheet.ACTUAL, "How the year went")
    lines: tuple[Income | Scheme, ...] = (*values.income, *values.schemes)
    yield SheetTable(
        caption="Reported actuals",
        head=(*head, "Up to the end of", "Comment"),
        rows=tuple(_reported(line, each) for line in lines for each in line.actuals),
        numeric=numeric,
    )


def _side(name: str, lines: Iterable[Income | Scheme], as_planned: bool | None) -> Row:
    every = tuple(lines)
    planned = total(line.planned for line in every)
    real = amounts.outturn(every, as_planned=as_planned)
    variance = None if real is None else real - planned
    return (name, pounds(planned), _amount(real), _amount(variance))


def _reported(line: Income | Scheme, actual: Actual) -> Row:
    return (
        f"{line.key} {line.name if isinstance(line, Scheme) else line.contributor}",
        _amount(line.planned),
        pounds(actual.amount),
        _amount(None if line.planned is None else actual.amount - line.planned),
        "Whole year" if actual.period == WHOLE_YEAR else actual.period.upper(),
        actual.comment,
    )


def _fees(found: ReturnPage) -> Iterable[SheetTable]:
    year = found.values.year
    yield SheetTable(
        caption="Average fees paid to external providers",
        head=("Service", *FIELDS["fees"].values(), "Uplift, anticipated", "Uplift, actual"),
        rows=tuple(
            (
                question("fees", line.key, year),
                *(_amount(getattr(line, field)) for field in FIELDS["fees"]),
                _uplift(line.prior, line.anticipated),
                _uplift(line.prior, line.actual),
            )
            for line in found.values.fees
        ),
        numeric=(1, 2, 3, 4, 5, 6),
    )
    yield _answers(found, Sheet.FEES, "Comments on fees")


def _uplift(prior: Decimal | None, now: Decimal | None) -> str:
    uplift = implied_uplift(prior=prior, now=now)
    return "Not known" if uplift is None else percent(uplift)


_TABLES: Mapping[Sheet, Callable[[ReturnPage], Iterable[SheetTable]]] = {
    Sheet.COVER: _cover,
    Sheet.CONDITIONS: _questions("conditions", "National conditions"),
    Sheet.INCOME: _income,
    Sheet.EXPENDITURE: _expenditure,
    Sheet.ACTUAL: _actual,
    Sheet.METRICS: _questions("metrics", "Measures of the plan"),
    Sheet.FEEDBACK: _feedback,
    Sheet.FEES: _fees,
}
