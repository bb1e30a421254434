"""On the pages of a strategy and of a measure: the pooled money that hangs on it.

In the ledger: what returns are.
"""

from collections.abc import Collection, Mapping

from django.urls import reverse

from marram.design.components import DataTable
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.funding.presenters.returns.orphans import spend_on, spend_shown_by
from marram.funding.queries.returns.names import titles
from marram.funding.queries.returns.orphans import hanging_on, shown_by
from marram.records.vocabulary import SUBJECTS_SPACE


def on_a_strategy(*, viewer: Actor, key: str) -> DataTable | None:
    """Return what is spent on a strategy, or None. Two SQL queries."""
    return spend_on(hanging_on(viewer=viewer, strategy=key))


def on_a_measure(*, viewer: Actor, key: str) -> DataTable | None:
    """Return the lines of returns that hang on a measure, or None. Two SQL queries."""
    return spend_shown_by(shown_by(viewer=viewer, indicator=key))


def subjects(*, viewer: Actor, key: Collection[Subject]) -> Mapping[Subject, tuple[str, str]]:
    """Return the title and address of every return and line among the records. One SQL query."""
    ours = {each: each.key.partition("/") for each in key if each.kind in KINDS}
    known = titles(viewer=viewer, slugs={slug for slug, _, _ in ours.values()}) if ours else {}
    return {
        each: (f"{known[slug]}, line {line}" if line else known[slug], _address(each, slug, line))
        for each, (slug, _, line) in ours.items()
        if slug in known
    }


LINES = ("income", "schemes", "conditions", "statements", "enablers", "fees", "metrics")
KINDS = frozenset({"funding.return", *(f"funding.{kind}" for kind in LINES)})


def _address(subject: Subject, slug: str, line: str) -> str:
    if not line:
        return reverse("funding:return", args=[slug])
    kind = subject.kind.partition(".")[2]
    return reverse("funding:line", args=[slug, kind, line])


def hang() -> None:
    """Hang them."""
    panels.hang("strategy.strategy", on_a_strategy)
    panels.hang("indicators.indicator", on_a_measure)
    panels.hang(SUBJECTS_SPACE, subjects)
