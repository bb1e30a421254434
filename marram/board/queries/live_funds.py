"""A pooled fund in a few figures, as blocks of a paper."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from marram.board.vocabulary.blocks import (
    Blocks,
    Bullets,
    Paragraph,
    Run,
    Table,
    cells,
    line,
    sourced,
)
from marram.board.vocabulary.charts import Draw
from marram.foundation.actors import Actor
from marram.funding.queries.returns import summary


def fund(viewer: Actor, key: str, on: date, draw: Draw) -> Blocks:
    """Return a return's money by source, its tests of spend and what its lines refute.

    At most twenty SQL queries.

    Raises: Missing.
    """
    found = summary.fund_summary(viewer=viewer, return_key=key)
    table = Table(
        caption=f"{found.title}, {found.year}: money by source",
        head=cells("Source", "Income", "Expenditure", "Left"),
        rows=(
            *(
                cells(each.source, *map(_pounds, (each.income, each.expenditure, each.left)))
                for each in found.sources
            ),
            cells("All", *map(_pounds, (found.income, found.expenditure, found.left))),
        ),
        numeric=(1, 2, 3),
    )
    checks = f"{found.checks - found.checks_missing} of {found.checks} checks are complete"
    stated = (*(each.sentence for each in found.required), *found.refuted)
    said = (Bullets(tuple(map(line, stated))),) if stated else ()
    head = Paragraph((Run(f"{found.title}, {found.year}", bold=True), Run(f": {checks}.")))
    source = sourced(found.title, reverse("funding:return", args=[found.return_key]), on)
    return (head, table, *said, source)


def _pounds(written: str) -> str:
    amount = Decimal(written)
    return f"{'-' if amount < 0 else ''}£{abs(amount):,.0f}"
