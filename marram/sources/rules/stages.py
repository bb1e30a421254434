"""When a delivery may still be decided."""

from collections.abc import Sequence

from marram.foundation.verdicts import YES, Verdict, no
from marram.sources.vocabulary import MOVES, Stage


def may_move(*, number: int, stage: Stage, to: Stage) -> Verdict:
    """A delivery is decided once."""
    if to in MOVES[stage]:
        return YES
    return no(f"Delivery {number} is {stage} already. Send the file again as a new delivery.")


def not_declined(*, number: int, stage: Stage) -> Verdict:
    """What was turned down stays so; the same file may come again as a new delivery."""
    if stage is not Stage.DECLINED:
        return YES
    return no(f"Delivery {number} was declined. Send the file again to have it checked again.")


def has_rows_to_accept(*, number: int, proposed: int) -> Verdict:
    """There is something to accept."""
    if proposed:
        return YES
    return no(
        f"Every row of delivery {number} is set aside. Put the rows right in the file and send it "
        "again."
    )


def has_rows_set_aside(*, number: int, set_aside: int) -> Verdict:
    """There is something to check again."""
    if set_aside:
        return YES
    return no(f"No row of delivery {number} is set aside.")


def gives_a_reason(reason: str) -> Verdict:
    """Whoever sent the file is told why it was declined."""
    if reason.strip():
        return YES
    return no("Say why you decline this delivery, so that the sender can put it right.")


def all_still_right(*, number: int, faults: Sequence[tuple[int, str]]) -> Verdict:
    """What was right when the file came may not fit the record of today."""
    if not faults:
        return YES
    row, sentence = faults[0]
    return no(
        f"Row {row} of delivery {number} no longer fits what is on record. {sentence} If the file "
        "is at fault, decline the delivery and send a newer one."
    )
