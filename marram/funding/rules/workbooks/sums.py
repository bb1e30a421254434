"""What a workbook works out: totals, running balances, required spend and implied uplifts.

Every formula stands beside the value that our own rules give, and a test has LibreOffice work out
each again.
"""

from collections.abc import Iterable, Mapping

from marram.funding.rules import amounts, fees
from marram.funding.rules.pounds import total
from marram.funding.rules.required_spend import ACUTE, SOCIAL_CARE, TITLES, required
from marram.funding.rules.values import Fee, Income, ReturnValues, Scheme
from marram.funding.rules.workbooks.drawing import Cell, Drawn, Range, Role, Value
from marram.funding.rules.workbooks.layout import (
    ACTUAL_INCOME,
    ACTUAL_SPEND,
    BALANCES,
    FEES,
    INCOME,
    REQUIRED,
    SCHEMES,
    TOTALS,
    UPLIFTS,
    Kind,
    Table,
)
from marram.funding.vocabulary import Commissioner, Requirement, Sheet, Source, codes, label


Book = Mapping[Sheet, Drawn]
# The balance of every source together.
ALL = ""


def add_sums(book: Book, values: ReturnValues) -> None:
    """Put what is worked out under what is typed, on each sheet that has something to add up."""
    if Sheet.INCOME in book:
        _add_income(book[Sheet.INCOME], values)
    if Sheet.INCOME in book and Sheet.EXPENDITURE in book:
        _add_balances(book, values)
        _add_required(book[Sheet.EXPENDITURE], values)
    if Sheet.ACTUAL in book:
        _add_actual(book[Sheet.ACTUAL], values)
    if Sheet.FEES in book:
        _add_uplifts(book[Sheet.FEES], values)


def worked_out(formula: str, value: Value, kind: Kind = Kind.MONEY) -> Cell:
    return Cell(value, Role.WORKED_OUT, kind, formula)


def begin(made: Drawn, title: str, *headings: str) -> None:
    """Begin a table that is worked out."""
    made.skip()
    made.add(Cell(title, Role.NAME), *(Cell(heading, Role.HEADING) for heading in headings))


def sources(values: ReturnValues) -> list[str]:
    """Return the sources of the year's template, then those that only this return names."""
    known = list(codes("source", values.year))
    return [*known, *(each.source for each in amounts.balances(values) if each.source not in known)]


def _add_income(made: Drawn, values: ReturnValues) -> None:
    begin(made, TOTALS, "What", "Contributions (£)")
    planned = made.columns[INCOME.title, "planned"]
    made.add(None, _named("All income"), worked_out(f"SUM({planned})", amounts.income(values)))


def _add_balances(book: Book, values: ReturnValues) -> None:
    made, income = book[Sheet.EXPENDITURE], book[Sheet.INCOME]
    begin(made, BALANCES, "Source of Funding", "Income (£)", "Expenditure (£)", "Balance (£)")
    for source in sources(values):
        row = made.next_row
        came, went = amounts.income(values, source), amounts.expenditure(values, source)
        made.balances[source] = made.place("E", row)
        made.add(
            None,
            _named(label("source", source, values.year)),
            worked_out(_from_source(income, INCOME, row), came),
            worked_out(_from_source(made, SCHEMES, row), went),
            worked_out(f"C{row}-D{row}", came - went),
        )
    row = made.next_row
    came, went = amounts.income(values), amounts.expenditure(values)
    made.balances[ALL] = made.place("E", row)
    made.add(
        None,
        _named("Total"),
        worked_out(f"SUM({income.columns[INCOME.title, 'planned']})", came),
        worked_out(f"SUM({made.columns[SCHEMES.title, 'planned']})", went),
        worked_out(f"C{row}-D{row}", came - went),
    )


def _add_required(made: Drawn, values: ReturnValues) -> None:
    begin(made, REQUIRED, "Requirement", "Minimum (£)", "Planned (£)", "Under spend (£)", "Met?")
    planned = {
        Requirement.OUT_OF_HOSPITAL: _out_of_hospital(made, values.year),
        Requirement.SOCIAL_CARE: _social_care(made, values.year),
    }
    for requirement, formula in planned.items():
        row, test = made.next_row, required(values, requirement)
        minimum = made.facts[f"minimums.{requirement}"]
        made.tests.append(made.place("F", row))
        made.add(
            None,
            _named(TITLES[requirement]),
            worked_out(f"N({minimum})", test.minimum or total(())),
            worked_out(formula, test.planned),
            worked_out(f"MAX(0,C{row}-D{row})", test.shortfall),
            worked_out(
                f'IF(AND(ISNUMBER({minimum}),E{row}=0),"Yes","No")',
                "Yes" if test.met else "No",
                Kind.TEXT,
            ),
        )


def _out_of_hospital(made: Drawn, year: int) -> str:
    """What the NHS commissions outside hospital, and the NHS share of what is joint."""
    nhs = _is(made, "commissioner", label("commissioner", Commissioner.NHS, year))
    joint = _is(made, "commissioner", label("commissioner", Commissioner.JOINT, year))
    outside = f'({_column(made, "area")}<>"{ACUTE}")'
    whole = _of_the_minimum(made, year, outside, nhs)
    shared = _of_the_minimum(made, year, outside, joint, str(_column(made, "nhs_share")))
    return f"{whole}+{shared}/100"


def _social_care(made: Drawn, year: int) -> str:
    return _of_the_minimum(made, year, _is(made, "area", SOCIAL_CARE))


def _of_the_minimum(made: Drawn, year: int, *factors: str) -> str:
    source = _is(made, "source", label("source", Source.MINIMUM_NHS, year))
    return f"SUMPRODUCT({'*'.join((source, *factors, str(_column(made, 'planned'))))})"


def _is(made: Drawn, column: str, words: str) -> str:
    return f'({_column(made, column)}="{words}")'


def _column(made: Drawn, name: str) -> Range:
    return made.columns[SCHEMES.title, name]


def _from_source(made: Drawn, table: Table, row: int) -> str:
    source, planned = (made.columns[table.title, name] for name in ("source", "planned"))
    return f"SUMIF({source},B{row},{planned})"


def _add_actual(made: Drawn, values: ReturnValues) -> None:
    """Add up what was reported for each period: later periods hold what earlier ones held."""
    begin(made, TOTALS, "Up to the end of", "Income (£)", "Expenditure (£)")
    for period in reported_periods(values):
        row = made.next_row
        made.add(
            None,
            _named(period),
            worked_out(_reported(made, ACTUAL_INCOME, row), _actual(values.income, period)),
            worked_out(_reported(made, ACTUAL_SPEND, row), _actual(values.schemes, period)),
        )


def reported_periods(values: ReturnValues) -> list[str]:
    lines: tuple[Income | Scheme, ...] = (*values.income, *values.schemes)
    return list(dict.fromkeys(each.period for line in lines for each in line.actuals))


def _reported(made: Drawn, table: Table, row: int) -> str:
    period, amount = (made.columns[table.title, name] for name in ("period", "amount"))
    return f"SUMIF({period},B{row},{amount})"


def _actual(lines: Iterable[Income | Scheme], period: str) -> Value:
    return total(each.amount for line in lines for each in line.actuals if each.period == period)


def _add_uplifts(made: Drawn, values: ReturnValues) -> None:
    begin(made, UPLIFTS, "Service", "Anticipated (%)", "Actual (%)")
    first = made.columns[FEES.title, "key"].first
    for row, line in enumerate(values.fees, start=first):
        service = _named(label("fee", line.key, values.year))
        made.add(None, service, *(_uplift(row, line, name) for name in ("anticipated", "actual")))


def _uplift(row: int, line: Fee, name: str) -> Cell:
    letters = {column.name: chr(ord("B") + at) for at, column in enumerate(FEES.columns)}
    now, newer, reported = (f"{letters[each]}{row}" for each in (name, "prior", "reported"))
    prior = f'IF({newer}<>"",{newer},{reported})'
    formula = f'IF(AND(ISNUMBER({now}),N({prior})>0),({now}-{prior})*100/{prior},"")'
    uplift = fees.implied_uplift(
        prior=fees.prior_fee(reported=line.reported, newer=line.prior), now=getattr(line, name)
    )
    return worked_out(formula, "" if uplift is None else uplift, Kind.SHARE)


def _named(words: str) -> Cell:
    return Cell(words, Role.FILLED)
