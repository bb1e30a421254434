"""Sheets of questions: the national conditions and the feedback on the year."""

from collections.abc import Iterator

from marram.funding.rules.checks.check import Check
from marram.funding.rules.checks.sentences import answered, listed, said
from marram.funding.rules.values import Condition, ReturnValues
from marram.funding.vocabulary import label


def conditions(values: ReturnValues) -> Iterator[Check]:
    """Every condition is answered, and a No is explained."""
    owner = f"{values.council} and {values.nhs}"
    for line in values.conditions:
        name = f"Condition {line.key}"
        met = answered(line.met, f"Say whether it is met: {_words(line.key, values.year)}.")
        yield Check("conditions", line.key, "met", name, owner, met)
        yield Check(
            "conditions", line.key, "explanation", f"{name}, explanation", owner, _explained(line)
        )


def feedback(values: ReturnValues) -> Iterator[Check]:
    """Every statement is answered with a comment; two successes and two challenges are told."""
    owner, year = values.council, values.year
    for line in values.statements:
        name = f"Statement {line.key}"
        response = listed(line.response, "response", year, "how far you agree")
        comment = said(line.comment, "Say in a few words why.")
        yield Check("statements", line.key, "response", name, owner, response)
        yield Check("statements", line.key, "comment", f"{name}, comments", owner, comment)
    for told in values.enablers:
        name = told.key.replace("-", " ").capitalize()
        enabler = listed(told.enabler, "enabler", year, "the enabler it belongs to")
        narrative = said(told.narrative, f"Describe {name.lower()} in a few sentences.")
        yield Check("enablers", told.key, "enabler", f"{name}, enabler", owner, enabler)
        yield Check("enablers", told.key, "narrative", name, owner, narrative)


def _explained(line: Condition) -> str:
    if line.met is not False:
        return ""
    return said(line.explanation, "Explain why the condition is not met, and what is done.")


def _words(key: str, year: int) -> str:
    return label("condition", key, year)
