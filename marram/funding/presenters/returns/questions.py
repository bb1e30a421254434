"""What a return answers: the questions of its sheets, and what a sheet says as a whole."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from marram.design.components import Component, Fact, Link, SummaryCard, SummaryList
from marram.funding.presenters.returns.names import Here
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules.wording import ANSWER_SHEETS, FIELDS, question, said
from marram.funding.vocabulary import Sheet


# How a sheet is shown: the return, the address of the page, and the filters of the address.
Showing = Callable[[ReturnPage, str, Mapping[str, str]], tuple[Component, ...]]
# Which kinds of line stand on which sheet.
LINES: Mapping[Sheet, tuple[str, ...]] = {
    Sheet.CONDITIONS: ("conditions",),
    Sheet.METRICS: ("metrics",),
    Sheet.FEEDBACK: ("statements", "enablers"),
}


def answers(found: ReturnPage, sheet: Sheet, title: str) -> SummaryList:
    """Return what a sheet says as a whole, with a link to change it."""
    here = Here(slug=found.slug)
    change = (Link("Change", here.answers(sheet)),) if found.may_edit else ()
    return SummaryList(
        tuple(Fact(key, value) for key, value in _answered(found, sheet)),
        card=SummaryCard(title, actions=change),
    )


def _answered(found: ReturnPage, sheet: Sheet) -> Iterable[tuple[str, str]]:
    values = found.values
    if sheet == Sheet.COVER:
        for field, name in FIELDS["cover"].items():
            yield name, said(field, getattr(values.cover, field), values.year)
    elif sheet == Sheet.EXPENDITURE:
        for test in found.required:
            yield f"Minimum: {test.title}", said("minimum", test.minimum, values.year)
    else:
        for field, name in FIELDS["answers"].items():
            if ANSWER_SHEETS[field] == sheet:
                yield name, said(field, getattr(values.answers, field), values.year)


def questions(sheet: Sheet) -> Showing:
    def shown(found: ReturnPage, here: str, asked: Mapping[str, str]) -> tuple[Component, ...]:
        return tuple(
            _question(found, kind, line)
            for kind in LINES[sheet]
            for line in getattr(found.values, kind)
        )

    return shown


def _question(found: ReturnPage, kind: str, line: Any) -> SummaryList:
    where, year = Here(slug=found.slug), found.values.year
    change = (Link("Change", where.change(kind, line.key)),) if found.may_edit else ()
    asked = question(kind, line.key, year)
    numbered = f"{line.key}. {asked}" if kind in ("conditions", "statements") else asked
    return SummaryList(
        tuple(
            Fact(name, said(field, getattr(line, field), year))
            for field, name in FIELDS[kind].items()
        )
        + origin(found, kind, line.key),
        card=SummaryCard(numbered, actions=change),
    )


def origin(found: ReturnPage, kind: str, key: str) -> tuple[Fact, ...]:
    """Return where the actual of a line was carried over from, where it was."""
    words = found.origins.get((kind, key), "")
    return (Fact("The actual comes from", words),) if words else ()
