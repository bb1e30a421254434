"""What a strategy sets out to do, and how the plans that deliver it stand, as blocks of a paper."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from marram.board.vocabulary.blocks import (
    Block,
    Blocks,
    Paragraph,
    Run,
    Table,
    cells,
    sourced,
)
from marram.board.vocabulary.charts import Draw
from marram.foundation.actors import Actor
from marram.strategy.queries.library.frameworks import Statement
from marram.strategy.queries.library.strategy_page import PlanProgress, StrategyPage, strategy_page
from marram.strategy.vocabulary import ElementLevel


PLURALS = {
    ElementLevel.VISION: "Vision",
    ElementLevel.AIM: "Aims",
    ElementLevel.OUTCOME: "Outcomes",
    ElementLevel.OBJECTIVE: "Objectives",
    ElementLevel.PRIORITY: "Priorities",
    ElementLevel.THEME: "Themes",
}


def strategy(viewer: Actor, key: str, on: date, draw: Draw) -> Blocks:
    """Return a strategy's term, its statements level by level, and its plans. Ten SQL queries.

    Raises: Missing.
    """
    found = strategy_page(viewer=viewer, slug=key, on=on)
    return tuple(_strategy(found, on))


def _strategy(found: StrategyPage, on: date) -> Iterator[Block]:
    line = found.line
    term = " to ".join(str(day.year) for day in (line.starts_on, line.last_day) if day)
    about = ", ".join(filter(None, (term, line.owner and f"kept by {line.owner}", line.population)))
    yield Paragraph((Run(line.title, bold=True), Run(f": {about}." if about else ".")))
    for level, statements in found.branches:
        yield _statements(level, statements)
    if found.plans:
        yield _plans(found.plans)
    address = f"{reverse('strategy:strategy', args=[line.slug])}?on={on.isoformat()}"
    yield sourced(line.title, address, on)


def _statements(level: ElementLevel, statements: tuple[Statement, ...]) -> Table:
    rows = tuple(row for each in statements for row in _branch(each))
    return Table(f"{PLURALS[level]}: {len(statements)}", cells("Number", "Statement"), rows)


def _branch(statement: Statement) -> Iterator[tuple[tuple[Run, ...], ...]]:
    """Yield a statement and those that hang under it, each under its own number."""
    yield cells(statement.ref or "Without a number", statement.text)
    for child in statement.children:
        yield from _branch(child)


def _plans(plans: tuple[PlanProgress, ...]) -> Table:
    return Table(
        caption="How the plans that deliver it stand",
        head=cells("Plan", "Actions", "How they stand"),
        rows=tuple(
            cells(
                plan.title,
                str(plan.total),
                ", ".join(f"{number} {standing}" for standing, number in plan.counts.items()),
            )
            for plan in plans
        ),
        numeric=(1,),
    )
