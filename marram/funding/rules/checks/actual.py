"""Sheet of actuals: whether the year went as planned, and why where it did not."""

from collections.abc import Iterator, Sequence

from marram.funding.rules import amounts
from marram.funding.rules.checks.check import Check
from marram.funding.rules.values import Income, ReturnValues, Scheme
from marram.funding.vocabulary import Period, ReturnKind


def checks(values: ReturnValues) -> Iterator[Check]:
    if values.kind == ReturnKind.QUARTERLY:
        yield from _quarter(values)
        return
    said = values.answers
    sides: tuple[tuple[str, str, Sequence[Income | Scheme], bool | None, str], ...] = (
        ("income", "income", values.income, said.income_as_planned, said.actual_income_comment),
        ("spend", "expenditure", values.schemes, said.spend_as_planned, said.actual_spend_comment),
    )
    for side, name, lines, as_planned, comment in sides:
        owner = values.council
        label = f"Was the actual {name} as planned?"
        answer = _answer(lines, as_planned, name)
        yield Check("answers", "", f"{side}_as_planned", label, owner, answer)
        explained = _explained(lines, as_planned, comment, name)
        field = f"actual_{side}_comment"
        yield Check("answers", "", field, f"Comments on actual {name}", owner, explained)
        if as_planned is False:
            yield from _lines(lines, values, Period.OUTTURN)


def _answer(lines: Sequence[Income | Scheme], as_planned: bool | None, name: str) -> str:
    if as_planned is None:
        return f"Say whether the actual {name} was as planned."
    different = [line for line in lines if _differs(line)]
    if as_planned and different:
        return f"You answered Yes, but the actual of {different[0].key} differs from its plan."
    return ""


def _explained(
    lines: Sequence[Income | Scheme], as_planned: bool | None, comment: str, name: str
) -> str:
    """Where plan and actual differ, somebody says why: on the line, or once for all."""
    if as_planned is not False or comment.strip():
        return ""
    silent = [line.key for line in lines if _differs(line) and not _said(line)]
    return f"Say why the actual {name} of {silent[0]} differs from its plan." if silent else ""


def _differs(line: Income | Scheme) -> bool:
    reported = amounts.actual(line)
    return reported is not None and reported.amount != line.planned


def _said(line: Income | Scheme) -> bool:
    reported = amounts.actual(line)
    return reported is not None and bool(reported.comment.strip())


def _quarter(values: ReturnValues) -> Iterator[Check]:
    yield from _lines(values.schemes, values, Period(values.period))


def _lines(
    lines: Sequence[Income | Scheme], values: ReturnValues, period: Period
) -> Iterator[Check]:
    for line in lines:
        kind = "schemes" if isinstance(line, Scheme) else "income"
        there = amounts.actual(line, period) is not None
        sentence = "" if there else f"Enter the actual of {line.key} for {period}."
        yield Check(kind, line.key, "actual", "Actual", values.council, sentence)
