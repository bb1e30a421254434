"""Sheet "Metrics": what the plan aims at and how far the year has come."""

from collections.abc import Iterator

from marram.funding.rules.checks.check import Check
from marram.funding.rules.checks.sentences import said
from marram.funding.rules.values import Metric, ReturnValues
from marram.funding.vocabulary import Metering, ReturnKind, label


def checks(values: ReturnValues) -> Iterator[Check]:
    owner = f"{values.council} and {values.nhs}"
    for line in values.metrics:
        name = label("metric", line.key, values.year)
        planned = "" if line.planned is not None else "Enter what is planned."
        yield Check("metrics", line.key, "planned", f"{name}: plan", owner, planned)
        if values.kind != ReturnKind.PLAN:
            for field, what, sentence in _reported(line):
                yield Check("metrics", line.key, field, f"{name}: {what}", owner, sentence)


def _reported(line: Metric) -> Iterator[tuple[str, str, str]]:
    known = line.progress in list(Metering)
    yield "progress", "progress", "" if known else "Say whether it is on track."
    challenges = said(line.challenges, "Say what stands in the way, or that nothing does.")
    yield "challenges", "challenges", challenges
    achievements = said(line.achievements, "Say what was achieved, or that nothing was yet.")
    yield "achievements", "achievements", achievements
