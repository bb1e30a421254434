"""Sheet "Expenditure": every field of every scheme line, the balances and the required spend."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from marram.funding.rules import amounts
from marram.funding.rules.amounts import Balance
from marram.funding.rules.checks.check import Check
from marram.funding.rules.checks.sentences import amount, listed, said
from marram.funding.rules.pounds import percent, pounds
from marram.funding.rules.required_spend import required_spend
from marram.funding.rules.values import ReturnValues, Scheme
from marram.funding.vocabulary import (
    MANDATORY,
    Commissioner,
    Requirement,
    ReturnKind,
    Standing,
    codes,
    financial_year,
    label,
    sub_types,
)


HUNDRED = Decimal(100)


def checks(values: ReturnValues) -> Iterator[Check]:
    for line in values.schemes:
        owner = _owner(line, values)
        for field, name, ask in FIELDS:
            yield Check("schemes", line.key, field, name, owner, ask(line, values.year))
    for balance in amounts.balances(values):
        name = f"Running balance, {label('source', balance.source, values.year)}"
        sentence = _balanced(balance, values)
        yield Check("balances", balance.source, "", name, _both(values), sentence)
    yield Check("balances", "total", "", "Running balance, total", _both(values), _within(values))
    for test in required_spend(values):
        sentence = "" if test.met else test.sentence
        owner = _tested(test.requirement, values)
        yield Check("required", test.requirement, "", test.title, owner, sentence)


def _scheme_id(line: Scheme, year: int) -> str:
    if line.scheme_id is not None and line.scheme_id > 0:
        return ""
    return "Enter the number of the scheme, 1 or more."


def _name(line: Scheme, year: int) -> str:
    return said(line.name, "Enter the name of the scheme.")


def _type(line: Scheme, year: int) -> str:
    return listed(line.scheme_type, "scheme_type", year, "a scheme type")


def _sub_type(line: Scheme, year: int) -> str:
    """A type that the year does not have has no list to hold the sub-type against."""
    if line.scheme_type not in codes("scheme_type", year):
        return ""
    known = sub_types(line.scheme_type, year)
    if line.sub_type in known or not (line.sub_type or known):
        return ""
    if not known:
        return f"“{line.scheme_type}” has no sub-types. Leave the sub-type empty."
    if not line.sub_type:
        return f"Choose a sub-type of “{line.scheme_type}”."
    return (
        f"“{line.sub_type}” is no sub-type of “{line.scheme_type}” in {financial_year(year)}. "
        "Choose one of its list."
    )


def _other_type(line: Scheme, year: int) -> str:
    of_type = codes("scheme_type", year).get(line.scheme_type)
    of_sub_type = sub_types(line.scheme_type, year).get(line.sub_type)
    if not any(code and code.needs_words for code in (of_type, of_sub_type)):
        return ""
    return said(line.other_type, "The type is “Other”: say in a few words what the scheme is.")


def _area(line: Scheme, year: int) -> str:
    return listed(line.area, "area", year, "an area of spend")


def _other_area(line: Scheme, year: int) -> str:
    area = codes("area", year).get(line.area)
    if area is None or not area.needs_words:
        return ""
    return said(line.other_area, "The area is “Other”: say in a few words which.")


def _commissioner(line: Scheme, year: int) -> str:
    return listed(line.commissioner, "commissioner", year, "who commissions it")


def _nhs_share(line: Scheme, year: int) -> str:
    return _share(line, line.nhs_share, Commissioner.NHS, year)


def _la_share(line: Scheme, year: int) -> str:
    return _share(line, line.la_share, Commissioner.LA, year)


def _share(line: Scheme, share: Decimal | None, of: Commissioner, year: int) -> str:
    """Joint shares are given and add to 100; otherwise the commissioner has all of it."""
    name = label("commissioner", of, year)
    if line.commissioner == Commissioner.JOINT:
        return _joint_share(line, share, name)
    if share is None or line.commissioner not in codes("commissioner", year):
        return ""
    if share == (HUNDRED if line.commissioner == of else 0):
        return ""
    return f"It is not joint: leave the share of the {name} empty."


def _joint_share(line: Scheme, share: Decimal | None, name: str) -> str:
    if share is None:
        return f"It is joint: enter the percentage of the {name}."
    if not 0 <= share <= HUNDRED:
        return f"The percentage of the {name} must be between 0 and 100."
    if line.nhs_share is None or line.la_share is None:
        return ""
    both = line.nhs_share + line.la_share
    return "" if both == HUNDRED else f"The two shares add up to {percent(both)}, not to 100%."


def _provider(line: Scheme, year: int) -> str:
    return listed(line.provider, "provider", year, "who provides it")


def _source(line: Scheme, year: int) -> str:
    return listed(line.source, "source", year, "where the money comes from")


def _planned(line: Scheme, year: int) -> str:
    return amount(line.planned, "the expenditure")


def _standing(line: Scheme, year: int) -> str:
    return "" if line.standing in list(Standing) else "Say whether the scheme is new or existing."


FIELDS: tuple[tuple[str, str, Callable[[Scheme, int], str]], ...] = (
    ("scheme_id", "Scheme ID", _scheme_id),
    ("name", "Scheme name", _name),
    ("scheme_type", "Scheme type", _type),
    ("sub_type", "Sub-type", _sub_type),
    ("other_type", "Please specify if “Other”", _other_type),
    ("area", "Area of spend", _area),
    ("other_area", "Please specify if area is “Other”", _other_area),
    ("commissioner", "Commissioner", _commissioner),
    ("nhs_share", "% NHS (if joint)", _nhs_share),
    ("la_share", "% LA (if joint)", _la_share),
    ("provider", "Provider", _provider),
    ("source", "Source of funding", _source),
    ("planned", "Expenditure", _planned),
    ("standing", "New or existing", _standing),
)


def _balanced(balance: Balance, values: ReturnValues) -> str:
    """No source pays out more than it holds; a plan leaves nothing of a mandatory one.

    At the year's end something may be left, if the return says what becomes of it.
    """
    name = label("source", balance.source, values.year)
    if balance.left < 0:
        return f"{name} is overspent by {pounds(-balance.left)}. Plan less, or add the income."
    if not balance.left or balance.source not in MANDATORY:
        return ""
    if values.kind == ReturnKind.PLAN:
        return f"{pounds(balance.left)} of {name} is not planned. A plan spends all of it."
    explained = (
        values.answers.income_comment,
        *(line.comment for line in values.income if line.source == balance.source),
    )
    if any(words.strip() for words in explained):
        return ""
    return f"{pounds(balance.left)} of {name} is left. Say in the income comments why."


def _within(values: ReturnValues) -> str:
    over = amounts.expenditure(values) - amounts.income(values)
    return f"{pounds(over)} more is planned than comes in." if over > 0 else ""


def _owner(line: Scheme, values: ReturnValues) -> str:
    if line.commissioner == Commissioner.NHS:
        return values.nhs
    return _both(values) if line.commissioner == Commissioner.JOINT else values.council


def _both(values: ReturnValues) -> str:
    return f"{values.council} and {values.nhs}"


def _tested(requirement: Requirement, values: ReturnValues) -> str:
    return values.nhs if requirement == Requirement.OUT_OF_HOSPITAL else _both(values)
