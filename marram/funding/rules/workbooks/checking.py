"""The checklist as live formulas: for each line whether it is complete, for each sheet, for all.

Each formula asks what the rule of the same name in `rules.checks` asks, and stands beside what
that rule answers; a test has LibreOffice work out each again. What may be chosen stands on the
sheet of lists, which the formulas look up: a word that is not there is not an answer.
"""

from collections.abc import Callable, Iterable, Mapping

from marram.funding.rules.checks import Checklist, SheetChecks
from marram.funding.rules.checks.sentences import LONGEST_FEE_COMMENT
from marram.funding.rules.values import ReturnValues
from marram.funding.rules.workbooks.asking import (
    Asking,
    Book,
    Cells,
    all_of,
    answered,
    filled,
)
from marram.funding.rules.workbooks.drawing import Cell, Drawn, Range, Role
from marram.funding.rules.workbooks.layout import (
    ACTUAL_INCOME,
    ACTUAL_SPEND,
    CHECKLIST,
    COMPLETE,
    CONDITIONS,
    ENABLERS,
    FEES,
    INCOME,
    METRICS,
    SCHEMES,
    STATEMENTS,
    Kind,
    Table,
)
from marram.funding.rules.workbooks.line_formulas import LINES
from marram.funding.rules.workbooks.lists import Lists
from marram.funding.rules.workbooks.sums import begin, worked_out
from marram.funding.vocabulary import (
    MANDATORY,
    ReturnKind,
    Sheet,
    Source,
)


def add_checks(book: Book, values: ReturnValues, lists: Lists, checklist: Checklist) -> None:
    """Put "Complete?" beside each line, and the checklist of sheets on the cover."""
    asking = Asking(book, values, lists)
    for sheet in checklist.sheets:
        for table, ask in LINES.get(sheet.sheet, ()):
            _add_column(asking, sheet, table, ask)
    cover = book[Sheet.COVER]
    begin(cover, CHECKLIST, "Sheet", COMPLETE)
    first = cover.next_row
    for sheet in checklist.sheets:
        held = yes_if(all_of(*WHOLE[sheet.sheet](asking)), sheet.complete)
        cover.add(None, Cell(sheet.title, Role.FILLED), held)
    every = f'COUNTIF(C{first}:C{cover.next_row - 1},"No")=0'
    cover.add(None, Cell("All sheets", Role.FILLED), yes_if(every, checklist.complete))


def yes_if(condition: str, holds: bool) -> Cell:
    return worked_out(f'IF({condition},"Yes","No")', "Yes" if holds else "No", Kind.TEXT)


def _add_column(
    asking: Asking, sheet: SheetChecks, table: Table, ask: Callable[[Asking, Cells], str]
) -> None:
    made = asking.book[sheet.sheet]
    key = made.columns[table.title, "key"]
    wrong = {check.line for check in sheet.missing if check.kind == table.part}
    letter = chr(ord("B") + len(table.columns))
    made.rows[key.first - 2] += (Cell(COMPLETE, Role.HEADING),)
    made.columns[table.title, COMPLETE] = Range(made.tab, letter, key.first, key.last)
    for row in range(key.first, key.last + 1):
        cells = {name: f"{place.letter}{row}" for name, place in _columns(made, table)}
        named = said(made.rows[row - 1][1])
        empty = f"COUNTA({cells['key']}:{chr(ord(letter) - 1)}{row})=0"
        formula = f'IF({empty},"",IF({ask(asking, cells)},"Yes","No"))'
        answer = ("No" if named in wrong else "Yes") if named else ""
        made.rows[row - 1] += (worked_out(formula, answer, Kind.TEXT),)


def said(cell: Cell | None) -> str:
    return str(cell.value or "") if cell else ""


def _columns(made: Drawn, table: Table) -> Iterable[tuple[str, Range]]:
    return (
        (name, place)
        for (title, name), place in made.columns.items()
        if title == table.title and name != COMPLETE
    )


def _lines_complete(*tables: Table) -> Callable[[Asking], list[str]]:
    return lambda asking: [f'COUNTIF({asking.column(table, COMPLETE)},"No")=0' for table in tables]


def _whole_cover(asking: Asking) -> list[str]:
    subject, day = asking.fact("cover.subject_to_sign_off"), asking.fact("cover.expected_on")
    texts = ("area", "cover.completed_by", "cover.contact", "cover.signed_by")
    return [
        *(filled(asking.fact(path)) for path in texts),
        answered(subject),
        f'IF({subject}="Yes",ISNUMBER({day}),TRUE)',
    ]


def _whole_income(asking: Asking) -> list[str]:
    source, planned = (asking.column(INCOME, name) for name in ("source", "planned"))
    additional = {
        "answers.additional_la": Source.ADDITIONAL_LA,
        "answers.additional_nhs": Source.ADDITIONAL_NHS,
    }
    return [
        *_lines_complete(INCOME)(asking),
        *(f"SUMPRODUCT(--EXACT({source},{asking.label('source', each)}))>0" for each in MANDATORY),
        *(
            f"{asking.fact(path)}="
            f'IF(SUMIF({source},{asking.label("source", each)},{planned})>0,"Yes","No")'
            for path, each in additional.items()
        ),
    ]


def _whole_expenditure(asking: Asking) -> list[str]:
    made = asking.book[Sheet.EXPENDITURE]
    if Sheet.INCOME not in asking.book:
        return _lines_complete(SCHEMES)(asking)
    return [
        *_lines_complete(SCHEMES)(asking),
        *(_balanced(asking, source, place) for source, place in made.balances.items()),
        *(f'{place}="Yes"' for place in made.tests),
    ]


def _balanced(asking: Asking, source: str, place: str) -> str:
    """No source is overspent; a plan leaves nothing of a mandatory one, a year end says why."""
    if source not in MANDATORY:
        return f"ROUND({place},2)>=0"
    if asking.values.kind == ReturnKind.PLAN:
        return f"ROUND({place},2)=0"
    named = f"EXACT({asking.column(INCOME, 'source')},{asking.label('source', source)})"
    comment = f"(LEN(TRIM({asking.column(INCOME, 'comment')}))>0)"
    explained = f"SUMPRODUCT({named}*{comment})>0"
    said = filled(asking.fact("answers.income_comment"))
    return f"OR(ROUND({place},2)=0,AND({place}>0,OR({explained},{said})))"


def _whole_actual(asking: Asking) -> list[str]:
    if asking.values.kind == ReturnKind.QUARTERLY:
        return _all_reported(asking, SCHEMES, ACTUAL_SPEND, asking.values.period)
    return [
        _year(asking, INCOME, ACTUAL_INCOME, "income"),
        _year(asking, SCHEMES, ACTUAL_SPEND, "spend"),
    ]


def _year(asking: Asking, lines: Table, actuals: Table, side: str) -> str:
    """It went as planned and nothing differs; or it did not, and every line says how and why."""
    flag = asking.fact(f"answers.{side}_as_planned")
    comment = filled(asking.fact(f"answers.actual_{side}_comment"))
    differing = _differing(asking, lines, actuals, silent=False)
    silent = _differing(asking, lines, actuals, silent=True)
    told = all_of(f"OR({comment},{silent}=0)", *_all_reported(asking, lines, actuals, "outturn"))
    return f'IF({flag}="Yes",{differing}=0,IF({flag}="No",{told},FALSE))'


def _differing(asking: Asking, lines: Table, actuals: Table, *, silent: bool) -> str:
    """Count the actuals of the year that are not as planned, and of them those without a word."""
    if not _on_a_sheet(asking, lines):
        return "0"
    key, period = (asking.column(actuals, name) for name in ("key", "period"))
    amount, comment = (asking.column(actuals, name) for name in ("amount", "comment"))
    # Keys are joined to their amounts: 1.1 and 1.10 are the same number, and not the same line.
    same = _joined(asking.column(lines, "key"), asking.column(lines, "planned"))
    said = _joined(key, amount)
    without = f"*(LEN(TRIM({comment}))=0)" if silent else ""
    return f'SUMPRODUCT(({period}="outturn")*ISNA(MATCH({said},{same},0)){without})'


def _joined(key: Range, amount: Range) -> str:
    """Return keys with their amounts; an amount that is not there differs from £0."""
    return f'{key}&"|"&ISNUMBER({amount})&TEXT({amount},"0.00")'


def _all_reported(asking: Asking, lines: Table, actuals: Table, period: str) -> list[str]:
    if not _on_a_sheet(asking, lines):
        return []
    key = asking.column(lines, "key")
    reported = f'{asking.column(actuals, "key")}&"|"&{asking.column(actuals, "period")}'
    wanted = f'{key}&"|{period}"'
    return [f'SUMPRODUCT(({key}<>"")*ISNA(MATCH({wanted},{reported},0)))=0']


def _on_a_sheet(asking: Asking, table: Table) -> bool:
    return any((table.title, "key") in made.columns for made in asking.book.values())


def _whole_fees(asking: Asking) -> list[str]:
    reported, prior = (asking.column(FEES, name) for name in ("reported", "prior"))
    other = f"((({reported}<>{prior})+1-ISNUMBER({prior}))>0)"
    corrected = f"SUMPRODUCT(ISNUMBER({reported})*{other})>0"
    last, this = asking.fact("answers.prior_fees_comment"), asking.fact("answers.fees_comment")
    return [
        *_lines_complete(FEES)(asking),
        f'IF(OR({corrected},{last}<>""),{_comment(last)},TRUE)',
        _comment(this),
    ]


def _comment(cell: str) -> str:
    return f"AND({filled(cell)},LEN({cell})<={LONGEST_FEE_COMMENT})"


WHOLE: Mapping[Sheet, Callable[[Asking], list[str]]] = {
    Sheet.COVER: _whole_cover,
    Sheet.CONDITIONS: _lines_complete(CONDITIONS),
    Sheet.INCOME: _whole_income,
    Sheet.EXPENDITURE: _whole_expenditure,
    Sheet.ACTUAL: _whole_actual,
    Sheet.METRICS: _lines_complete(METRICS),
    Sheet.FEEDBACK: _lines_complete(STATEMENTS, ENABLERS),
    Sheet.FEES: _whole_fees,
}
