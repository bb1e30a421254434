"""Sheet "Income": every contribution, and those that a pool must have."""

from collections.abc import Iterator
from decimal import Decimal

from marram.funding.rules import amounts
from marram.funding.rules.checks.check import Check
from marram.funding.rules.checks.sentences import amount, listed, said
from marram.funding.rules.pounds import pounds
from marram.funding.rules.values import Income, ReturnValues
from marram.funding.vocabulary import MANDATORY, Source, label


# What the template fills in from published allocations.
ALLOCATED = frozenset(MANDATORY) | {Source.LA_DISCHARGE, Source.ICB_DISCHARGE}


def checks(values: ReturnValues) -> Iterator[Check]:
    for line in values.income:
        yield from _line(line, values)
    for source in MANDATORY:
        name = label("source", source, values.year)
        missing = "" if values.from_source(source) else f"There is no income line of {name}."
        yield Check("sources", source, "", name, _owner(source, "", values), missing)
    for field, source in (
        ("additional_la", Source.ADDITIONAL_LA),
        ("additional_nhs", Source.ADDITIONAL_NHS),
    ):
        name = label("source", source, values.year)
        sentence = _additional(getattr(values.answers, field), source, name, values)
        owner = _owner(source, "", values)
        yield Check("answers", "", field, f"Is there an {name}?", owner, sentence)


def _line(line: Income, values: ReturnValues) -> Iterator[Check]:
    owner = _owner(line.source, line.contributor, values)
    year = values.year
    source = listed(line.source, "source", year, "where the money comes from")
    contributor = said(line.contributor, "Enter who contributes it.")
    yield Check("income", line.key, "source", "Source of funding", owner, source)
    yield Check("income", line.key, "contributor", "Contributor", owner, contributor)
    planned = amount(line.planned, "the contribution")
    yield Check("income", line.key, "planned", "Contribution", owner, planned)
    if line.source in ALLOCATED:
        sentence = _as_published(line)
        yield Check("income", line.key, "allocation", "Published allocation", owner, sentence)


def _as_published(line: Income) -> str:
    """What is passed on equals what was published, not more and not less.

    A district's DFG may be kept back by the county where both agreed and the line says so.
    """
    if line.allocation is None:
        return "Enter the published allocation."
    new = (line.planned or Decimal(0)) - (line.carried_forward or Decimal(0))
    if line.planned is None or new == line.allocation:
        return ""
    if line.source == Source.DFG and line.comment.strip() and new < line.allocation:
        return ""
    return (
        f"{pounds(line.allocation)} was published, but {pounds(new)} is entered "
        "(without what is carried forward). The two must be equal."
    )


def _additional(answer: bool | None, source: Source, name: str, values: ReturnValues) -> str:
    there = amounts.income(values, source) > 0
    if answer is None:
        return f"Say whether there is an {name}."
    if answer and not there:
        return f"You answered Yes, but no line is an {name}. Add it with its contributor."
    if there and not answer:
        return f"You answered No, but there is an {name}. Answer Yes or take the line out."
    return ""


def _owner(source: str, contributor: str, values: ReturnValues) -> str:
    if source in amounts.GROUPS["nhs"]:
        return contributor or values.nhs
    return values.council
