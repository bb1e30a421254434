"""What links between strategies mean, and which of them clash."""

from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.vocabulary import Relation


# Each relation read from its origin, and read back from its target.
WORDS: dict[Relation, tuple[str, str]] = {
    Relation.DELIVERS: ("delivers", "is delivered by"),
    Relation.CONTAINS: ("contains", "is contained in"),
    Relation.ALIGNS_WITH: ("aligns with", "aligns with"),
    Relation.DRAWS_ON: ("draws on", "is drawn on by"),
    Relation.INFORMED_BY: ("is informed by", "informs"),
    Relation.INFORMS: ("informs", "is informed by"),
    Relation.SUPERSEDES: ("replaces", "is replaced by"),
    Relation.ENABLED_BY: ("is enabled by", "enables"),
    Relation.SUPPORTS: ("supports", "is supported by"),
    Relation.USES: ("uses", "is used by"),
    Relation.DRIVES: ("drives", "is driven by"),
    Relation.SAME_AS: ("is the same as", "is the same as"),
}


def words(relation: Relation) -> str:
    """Return a relation read from its origin: "delivers"."""
    return WORDS[relation][0]


def words_back(relation: Relation) -> str:
    """Return a relation read from its target: "is delivered by"."""
    return WORDS[relation][1]


def between_two(origin: str, target: str) -> Verdict:
    if origin != target:
        return YES
    return no("A strategy cannot be linked to itself. Choose another strategy.")
