"""What counts as an answer about an action, and what it must say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256

from marram.foundation.verdicts import YES, Refused, Verdict, no


# The choice "nothing has changed" as it is posted. A status is a slug, which this never is.
UNCHANGED = "="

NOTHING_CHANGED = "Nothing has changed since the last update."

# Ten minutes' typing; the longest update in the published papers has 700 characters.
LONGEST_ANSWER = 5000


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody says about one action: that nothing changed, or a status and words.

    `rating` is the code of a rating of the plan's scheme; empty leaves the status as it is.
    `seen` is the number of the latest update that was on the page, 0 for none.
    """

    action_code: str
    unchanged: bool = False
    rating: str = ""
    text: str = ""
    reason: str = ""
    evidence: str = ""
    seen: int = 0

    @property
    def is_blank(self) -> bool:
        return not (self.unchanged or self.rating or self._typed)

    @property
    def _typed(self) -> str:
        return (self.text + self.reason + self.evidence).strip()

    @property
    def print(self) -> str:
        """A short mark of what it says: equal for two answers that say the same."""
        parts = (str(self.unchanged), self.rating, self.text, self.reason, self.evidence)
        plain = "\x1f".join(part.strip().replace("\r\n", "\n") for part in parts)
        return sha256(plain.encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """The status that an action has now, and the labels of those that ask for a reason."""

    rating: str = ""
    needing_reason: Mapping[str, str]


class Incomplete(Refused):
    """Answers that cannot be kept as they are: `reasons` says by action what to do."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__(" ".join(reasons.values()))
        self.reasons = reasons


def words(answer: Answer, claim: Claim) -> str:
    """Return the text to keep: what was typed, or that nothing changed when that was chosen.

    Choosing the status that the action has already, without a word, says the same. A reason
    alone is its own text: nobody types a thing twice.
    """
    if typed := answer.text.strip() or answer.reason.strip():
        return typed
    same = answer.rating != "" and answer.rating == claim.rating
    return NOTHING_CHANGED if answer.unchanged or same else ""


def complete(answer: Answer, claim: Claim) -> Verdict:
    """An answer that moves an action to red or to complete says why; none is endless."""
    if not (short := not_endless(answer)):
        return short
    if answer.unchanged:
        return YES
    moves = answer.rating and answer.rating != claim.rating
    if moves and answer.rating in claim.needing_reason and not answer.reason.strip():
        label = claim.needing_reason[answer.rating]
        return no(f"Say in a sentence why the action moves to “{label}”.")
    if answer.evidence.strip() and not (moves or words(answer, claim)):
        return no("Write what has happened as well as the evidence for it.")
    return YES


def all_complete(answers: Collection[Answer], claims: Mapping[str, Claim]) -> None:
    """Raise Incomplete with a sentence for every answer that cannot be kept, all at once."""
    verdicts = {one.action_code: complete(one, claims[one.action_code]) for one in answers}
    reasons = {code: verdict.reason for code, verdict in verdicts.items() if not verdict}
    if reasons:
        raise Incomplete(reasons)


def all_short(answers: Collection[Answer]) -> None:
    """Raise Incomplete with a sentence for every text that is too long to keep."""
    verdicts = {one.action_code: not_endless(one) for one in answers}
    reasons = {code: verdict.reason for code, verdict in verdicts.items() if not verdict}
    if reasons:
        raise Incomplete(reasons)


def something_given(answers: Collection[Answer]) -> Verdict:
    if any(not one.is_blank for one in answers):
        return YES
    return no("Nothing has been sent. Choose a status, or write a few words, and send again.")


def not_endless(answer: Answer) -> Verdict:
    longest = max(len(answer.text), len(answer.reason), len(answer.evidence))
    if longest <= LONGEST_ANSWER:
        return YES
    return no(f"This text has {longest:,} characters. Shorten it to {LONGEST_ANSWER:,}.")


def was_asked(code: str, asked: Collection[str]) -> Verdict:
    if code in asked:
        return YES
    return no(f"{code} is not among the actions you were asked about. Load the page again.")
