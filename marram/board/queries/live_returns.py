"""A whole return of a pooled fund, sheet by sheet, as blocks of a paper."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from marram.board.vocabulary.blocks import (
    Block,
    Blocks,
    Bullets,
    Heading,
    Paragraph,
    Run,
    Table,
    cells,
    line,
    sourced,
)
from marram.board.vocabulary.charts import Amounts, Bars, Draw
from marram.foundation.actors import Actor
from marram.funding.queries.returns import whole
from marram.funding.queries.returns.whole import SheetInWords, SheetTable, WholeReturn


# So many types of scheme have a bar of their own.
BARS = 8


def fund_return(viewer: Actor, key: str, on: date, draw: Draw) -> Blocks:
    """Return a return's sums, what its money is spent on, its checklist and every sheet.

    At most twenty SQL queries.

    Raises: Missing.
    """
    found = whole.whole_return(viewer=viewer, return_key=key)
    return tuple(_whole(found, on, draw))


def _whole(found: WholeReturn, on: date, draw: Draw) -> Iterator[Block]:
    source = sourced(found.title, reverse("funding:return", args=[found.return_key]), on)
    checks = sum(sheet.checks for sheet in found.sheets)
    missing = sum(len(sheet.missing) for sheet in found.sheets)
    yield Paragraph(
        (
            Run(f"{found.title}, {found.stage}", bold=True),
            Run(f": {checks - missing} of {checks} checks are complete."),
        )
    )
    yield source
    yield Heading(2, "Sums")
    yield _table(found.balances)
    if stated := (*found.required, *found.refuted):
        yield Bullets(tuple(map(line, stated)))
    if found.spent:
        yield draw(_bars(found, source.runs))
    yield Heading(2, "Checklist")
    yield _checklist(found.sheets)
    for sheet in found.sheets:
        yield Heading(2, sheet.title)
        if sheet.missing:
            yield Bullets(tuple(map(line, sheet.missing)))
        yield from map(_table, sheet.tables)


def _bars(found: WholeReturn, source: tuple[Run, ...]) -> Bars:
    """Return what the money is spent on, the largest first, in whole pounds; the least together."""
    spent = list(found.spent.items())
    most, amount = spent[0]
    total, rest = sum(found.spent.values()), sum(each for _, each in spent[BARS:])
    bars = dict(spent[:BARS]) | ({f"{len(spent) - BARS} other types": rest} if rest else {})
    share = round(100 * amount / total) if total else 0
    return Bars(
        title=f"{found.title}: {share}% is spent on {most}",
        subject="Planned expenditure by type of scheme, in pounds",
        heading="Type of scheme",
        bars=tuple(bars),
        amounts=(Amounts("Pounds", tuple(bars.values())),),
        source=source,
        unit="£",
    )


def _checklist(sheets: tuple[SheetInWords, ...]) -> Table:
    return Table(
        caption="Checks of each sheet",
        head=cells("Sheet", "Checks", "Say Yes", "Complete"),
        rows=tuple(
            cells(
                sheet.title,
                str(sheet.checks),
                str(sheet.checks - len(sheet.missing)),
                "No" if sheet.missing else "Yes",
            )
            for sheet in sheets
        ),
        numeric=(1, 2),
    )


def _table(found: SheetTable) -> Table:
    return Table(
        caption=found.caption,
        head=cells(*found.head),
        rows=tuple(cells(*row) for row in found.rows),
        numeric=found.numeric,
    )
