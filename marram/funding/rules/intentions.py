"""What must hold of commissioning intentions."""

from datetime import date

from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.vocabulary.money import INTENTION_MOVES, IntentionStage


def may_move(*, stage: IntentionStage, to: IntentionStage) -> Verdict:
    """An intention moves by the table of allowed moves."""
    if stage == to or to in INTENTION_MOVES[stage]:
        return YES
    allowed = " or ".join(sorted(INTENTION_MOVES[stage]))
    return no(f"An intention that is {stage} can only become {allowed}.")


def answers_a_need(*, need: str, has_priority: bool) -> Verdict:
    """We commission to need: an intention names the need, or the priority that states it."""
    if need.strip() or has_priority:
        return YES
    return no("Say which need or priority this answers.")


def loose_ends(
    *, need: str, has_priority: bool, has_service: bool, review_on: date | None, on: date
) -> tuple[str, ...]:
    """Return what an intention hangs loose from, each as a sentence."""
    ends = {
        "It answers no priority of a strategy.": not has_priority,
        "It names no need.": not need.strip(),
        "It names no service.": not has_service,
        "No day is set to review it.": review_on is None,
        "Its review is overdue.": review_on is not None and review_on < on,
    }
    return tuple(sentence for sentence, loose in ends.items() if loose)
