"""On the page of a measure: the statements and actions that hang on it."""

from django.urls import reverse

from marram.design.components import DataTable, Link, Row
from marram.design.words import listed, number
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.strategy.queries.measures import ActionThere, StatementThere, hanging_on


def on_a_measure(*, viewer: Actor, key: str) -> DataTable | None:
    """Return what plans and strategies hang on a measure, or None. Two SQL queries."""
    found = hanging_on(viewer=viewer, indicator=key)
    counted = (
        number(len(found.statements), "statement of a strategy", "statements of strategies"),
        number(len(found.actions), "action"),
    )
    told = [words for words in counted if not words.startswith("0 ")]
    if not told:
        return None
    many = len(found.statements) + len(found.actions)
    return DataTable(
        f"{listed(told)} {'hangs' if many == 1 else 'hang'} on this measure",
        ("What", "Kind", "Where"),
        (*map(_statement, found.statements), *map(_action, found.actions)),
        caption_size="m",
    )


def hang() -> None:
    """Hang it."""
    panels.hang("indicators.indicator", on_a_measure)


def _statement(each: StatementThere) -> Row:
    framework = reverse("strategy:framework", args=[each.strategy])
    return f"{each.ref}: {each.text}", each.level.capitalize(), Link(each.strategy_title, framework)


def _action(each: ActionThere) -> Row:
    there = Link(f"{each.code.upper()}: {each.what}", reverse("strategy:action", args=[each.code]))
    return there, "Action, retired" if each.retired else "Action", each.plan_title
