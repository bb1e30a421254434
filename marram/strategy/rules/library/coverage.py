"""What a cell of the coverage matrix says: whether an area has the thing, and whether it counts."""

from enum import StrEnum


class Standing(StrEnum):
    """What is to be done about one cell, from nothing there to nothing to do."""

    GAP = "gap"
    EXPIRED = "expired"
    NOT_YET = "not yet there"
    IN_REVIEW = "in review"
    THERE = "there"


PHRASES = (
    (Standing.EXPIRED, ("expired", "lapsed", "out of date")),
    (Standing.NOT_YET, ("not yet", "to be developed", "in development", "draft", "planned")),
    (Standing.IN_REVIEW, ("review",)),
)


def standing(stage: str) -> Standing:
    """Return what a stage means, as it was written; an empty cell is a gap.

    >>> standing(""), standing("MH strategy expired"), standing("Being reviewed")
    (<Standing.GAP: 'gap'>, <Standing.EXPIRED: 'expired'>, <Standing.IN_REVIEW: 'in review'>)
    """
    written = stage.strip().lower()
    if not written or written.startswith("(blank"):
        return Standing.GAP
    for meant, phrases in PHRASES:
        if any(phrase in written for phrase in phrases):
            return meant
    return Standing.THERE
