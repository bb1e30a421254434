"""How far two plans speak of the same things: leads, words, stages and due months in common."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


# Words that stand in most actions and tell nothing of what they are about.
COMMON_WORDS = """
about across action actions after all also and any are area areas as at available based been being
both but by can develop each ensure every for from have health how implement improve in including
increase into is it its local make mental more need needs new of on one or other our out over people
plan plans provide review service services should so some such support that the their them then
these they this through to up use using was what when where which who will with within work working
"""
COMMON = frozenset(COMMON_WORDS.split())
# An action has a counterpart where two words, and a fifth of the words of both, are common to both;
# with a lead in common a tenth is enough. Looked at by hand on the 29 published plans: one word in
# common, or fewer of them, paired actions that only sound alike.
ENOUGH_IN_COMMON = 2
ENOUGH_WORDS = 0.2
ENOUGH_WITH_A_LEAD = 0.1


@dataclass(frozen=True, kw_only=True)
class Line:
    """An action as it is compared. `leads` are names, `words` those it is about."""

    code: str
    section: str
    what: str
    leads: frozenset[str]
    stage: str
    due_on: date | None
    words: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Counterpart:
    """The action of the other plan that is most like one of ours, and in what."""

    code: str
    overlap: float
    words: tuple[str, ...]
    leads: tuple[str, ...]
    same_stage: bool
    same_month: bool


def subject_words(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about: three letters and more, no endings.

    An "s" at the end is dropped, so that one and many count as one word.

    >>> sorted(subject_words("Train all school nurses and a nurse for hubs"))
    ['hub', 'nurse', 'school', 'train']
    """
    found = re.findall(r"[a-z]{3,}", text.lower())
    return frozenset(_singular(word) for word in found if word not in COMMON)


def counterparts(ours: Sequence[Line], others: Sequence[Line]) -> Mapping[str, Counterpart | None]:
    """Return for each of our actions the one of the other plan most like it, or None, by code."""
    holding: dict[str, list[int]] = defaultdict(list)
    for position, other in enumerate(others):
        for word in other.words:
            holding[word].append(position)
    return {line.code: _best(line, others, holding) for line in ours}


def leads_in_common(ours: Sequence[Line], others: Sequence[Line]) -> Mapping[str, tuple[int, int]]:
    """Return how many actions of each plan a lead has, for leads that both have, by name."""
    mine, theirs = (
        Counter(lead for line in lines for lead in line.leads) for lines in (ours, others)
    )
    both = sorted(mine.keys() & theirs.keys(), key=str.casefold)
    return {lead: (mine[lead], theirs[lead]) for lead in both}


def due_months_in_common(
    ours: Sequence[Line], others: Sequence[Line]
) -> Mapping[date, tuple[int, int]]:
    """Return how many actions of each plan are due in a month, for months that both have."""
    mine, theirs = (
        Counter(line.due_on.replace(day=1) for line in lines if line.due_on)
        for lines in (ours, others)
    )
    return {month: (mine[month], theirs[month]) for month in sorted(mine.keys() & theirs.keys())}


def stages(ours: Sequence[Line], others: Sequence[Line]) -> Mapping[str, tuple[int, int]]:
    """Return how many actions of each plan are of each stage; an empty stage is not stated."""
    mine, theirs = (Counter(line.stage for line in lines) for lines in (ours, others))
    return {stage: (mine[stage], theirs[stage]) for stage in sorted(mine.keys() | theirs.keys())}


def _best(
    line: Line, others: Sequence[Line], holding: Mapping[str, Sequence[int]]
) -> Counterpart | None:
    """Return the other action with the greatest overlap of words; the first of several."""
    shared = Counter(position for word in line.words for position in holding.get(word, ()))
    best: tuple[float, int] | None = None
    for position, count in sorted(shared.items()):
        other = others[position]
        overlap = count / (len(line.words) + len(other.words) - count)
        least = ENOUGH_WITH_A_LEAD if line.leads & other.leads else ENOUGH_WORDS
        if count >= ENOUGH_IN_COMMON and overlap >= least and (best is None or overlap > best[0]):
            best = (overlap, position)
    return _counterpart(line, others[best[1]], best[0]) if best else None


def _counterpart(line: Line, other: Line, overlap: float) -> Counterpart:
    months = [each.due_on.replace(day=1) if each.due_on else None for each in (line, other)]
    return Counterpart(
        code=other.code,
        overlap=overlap,
        words=tuple(sorted(line.words & other.words)),
        leads=tuple(sorted(line.leads & other.leads)),
        same_stage=bool(line.stage) and line.stage == other.stage,
        same_month=months[0] is not None and months[0] == months[1],
    )


def _singular(word: str) -> str:
    ends_in_one_s = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if len(word) > 3 and ends_in_one_s else word
