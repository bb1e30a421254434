"""What must hold when a promise or a duty is judged."""

from datetime import date

from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.rules.library.strategies import in_words


def shown_by_evidence(evidence: str) -> Verdict:
    """A judgement that nobody can check is an opinion: it needs the evidence it rests on."""
    if evidence.strip():
        return YES
    return no("Say in a sentence what shows this. A judgement needs its evidence.")


def judged_by_now(judged_on: date, *, on: date) -> Verdict:
    if judged_on <= on:
        return YES
    return no(f"{in_words(judged_on).capitalize()} has not come yet. Enter today or a past day.")


def how_it_is_met(met: bool, how_met: str) -> Verdict:
    """Whether a duty is met or not, the checklist says how, or what is missing."""
    if how_met.strip():
        return YES
    if met:
        return no("Say in a sentence how the duty is met.")
    return no("Say in a sentence what is missing.")
