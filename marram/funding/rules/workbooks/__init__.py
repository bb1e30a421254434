"""The workbook of a return: how its sheets are laid out, drawn from a return and read back.

Column A names things: a fact (its value stands in column B), or a table (its headings stand beside
its name, its rows beneath, with column A empty). So a file is read by what it says and not by
where it says it: rows may be put in, taken out and sorted.
"""

from decimal import Decimal

from marram.funding.rules import encoding
from marram.funding.rules.checks import checklist
from marram.funding.rules.values import ReturnValues
from marram.funding.rules.workbooks.checking import add_checks
from marram.funding.rules.workbooks.drawing import Cell, Drawn, Role, drawn, sheets_of
from marram.funding.rules.workbooks.layout import LISTS, STAMP
from marram.funding.rules.workbooks.lists import Lists, chosen_rows
from marram.funding.rules.workbooks.sums import add_sums
from marram.funding.vocabulary import Sheet


def stamp(values: ReturnValues) -> str:
    """Return a mark of what a return says: it changes whenever the return does."""
    return encoding.digest(encoding.plain(values))[:16]


def workbook(values: ReturnValues) -> tuple[Drawn, ...]:
    """Return the sheets of a return in the template's order, with everything worked out.

    Raises: Refused when a text is longer than a cell can hold.
    """
    lists = Lists(values.year)
    book = {sheet: drawn(values, sheet, title) for sheet, title in sheets_of(values).items()}
    add_sums(book, values)
    add_checks(book, values, lists, checklist(values))
    cover = book[Sheet.COVER]
    cover.skip()
    cover.add(Cell(STAMP, Role.NAME), Cell(stamp(values), Role.FILLED))
    return (*book.values(), _chosen_from(lists))


def _chosen_from(lists: Lists) -> Drawn:
    made = Drawn(LISTS)
    for row in chosen_rows(lists):
        made.add(*(_choice(each) for each in row))
    return made


def _choice(each: str | int | None) -> Cell | None:
    if each is None:
        return None
    return Cell(Decimal(each) if isinstance(each, int) else each, Role.FILLED)
