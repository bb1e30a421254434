"""What must hold when a workbook is taken in, and what of it is new."""

from dataclasses import fields
from typing import Any

from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.rules.values import Actual, Answers, Cover, Line, ReturnValues
from marram.funding.rules.workbooks import stamp
from marram.funding.vocabulary import Requirement


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
                    "Put it back: what was reported can be changed, but not taken out."
                )
    return YES


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
