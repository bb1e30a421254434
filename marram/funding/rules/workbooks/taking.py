"""What must hold when a workbook is taken in, and what of it is new."""

from dataclasses import fields
from typing import Any

from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.rules.pounds import pounds
from marram.funding.rules.values import Actual, Answers, Cover, Line, ReturnValues
from marram.funding.rules.workbooks import stamp
from marram.funding.rules.workbooks.found import Finding, Taken
from marram.funding.vocabulary import Requirement, Sheet


# Where the columns of a return keep what must be spent.
MINIMUMS = {
    Requirement.OUT_OF_HOSPITAL: "minimum_out_of_hospital",
    Requirement.SOCIAL_CARE: "minimum_social_care",
}


def still_as_it_was(ours: ReturnValues, *, made_from: str, anyway: bool) -> Verdict:
    """A workbook that was made before somebody's change would undo it without a word."""
    if anyway or not made_from or made_from == stamp(ours):
        return YES
    return no(
        "Somebody changed the return after this workbook was made. Download it again and put your "
        "changes there, or tick the box to replace what they wrote."
    )


def no_actual_lost(ours: ReturnValues, taken: ReturnValues) -> Verdict:
    """What was reported is put right, not taken out: it was published by then."""
    for part in ("income", "schemes"):
        after = {line.key: line for line in getattr(taken, part)}
        for line in getattr(ours, part):
            if line.key not in after:
                continue
            periods = {each.period for each in after[line.key].actuals}
            for lost in (each for each in line.actuals if each.period not in periods):
                return no(
                    f"The actual of line {line.key} for {lost.period} is gone from the workbook. "
                    "Put it back. One that was reported by mistake is taken out on the page of its "
                    "line, with a reason."
                )
    return YES


def left_out(ours: ReturnValues, taken: ReturnValues) -> tuple[tuple[str, Line], ...]:
    """Return the income and scheme lines that a workbook does not have, each with its kind."""
    kinds: dict[str, tuple[Line, ...]] = {"income": ours.income, "schemes": ours.schemes}
    keys = {kind: {line.key for line in getattr(taken, kind)} for kind in kinds}
    return tuple(
        (kind, line)
        for kind, lines in kinds.items()
        for line in lines
        if line.key not in keys[kind]
    )


def proposed_removals(
    ours: ReturnValues, taken: Taken, *, reason: str, anyway: bool
) -> tuple[Finding, ...]:
    """Return a finding for each line that is gone, while nobody has said that it is meant.

    There are none for a workbook that was made before somebody's change: lines that were added
    since look as if they were gone, and it is not taken in.
    """
    made_now = still_as_it_was(ours, made_from=taken.stamp, anyway=anyway)
    if reason.strip() or not made_now:
        return ()
    sheets = {"income": Sheet.INCOME, "schemes": Sheet.EXPENDITURE}
    return tuple(
        Finding(
            ours.sheets.get(sheets[kind], sheets[kind].capitalize()),
            f"Line {line.key}",
            f"{_called(line)} is gone from the workbook. Put it back, or say why it is taken out "
            "and send the workbook again.",
        )
        for kind, line in left_out(ours, taken.values)
    )


def _called(line: Line) -> str:
    name = getattr(line, "name", "") or getattr(line, "contributor", "") or "A line without a name"
    planned = getattr(line, "planned", None)
    return f"{name}, {pounds(planned)}," if planned is not None else name


def removals_meant(ours: ReturnValues, taken: ReturnValues, *, reason: str) -> Verdict:
    """A row that is gone may have been deleted by a slip: somebody must say that it is meant."""
    gone = left_out(ours, taken)
    if not gone or reason.strip():
        return YES
    lines = ", ".join(line.key for _, line in gone)
    return no(f"Lines that the workbook does not have: {lines}. Put them back, or say why they go.")


def answers(values: ReturnValues) -> dict[str, Any]:
    """Return what a return says beside its lines, by the columns that keep it."""
    said = {
        field.name: getattr(part, field.name)
        for part, kind in ((values.cover, Cover), (values.answers, Answers))
        for field in fields(kind)
        if field.name != "version"
    }
    minimums = {column: values.minimum(requirement) for requirement, column in MINIMUMS.items()}
    return {**said, **minimums}


def new_actuals(before: Line | None, after: Line) -> tuple[Actual, ...]:
    """Return the actuals of a line that it did not have, or had otherwise."""
    had: tuple[Actual, ...] = getattr(before, "actuals", ())
    return tuple(each for each in getattr(after, "actuals", ()) if each not in had)
