"""How stages and standings of the board's business look; the words always say it too."""

from marram.board.vocabulary.meetings import Stage
from marram.board.vocabulary.resolutions import Standing
from marram.design.components import StatusTag, Tone


STAGES = {
    Stage.PLANNED: (Tone.GREY, "ring"),
    Stage.PUBLISHED: (Tone.BLUE, "circle"),
    Stage.IN_SESSION: (Tone.AMBER, "clock"),
    Stage.ADJOURNED: (Tone.AMBER, "ring"),
    Stage.HELD: (Tone.GREEN, "circle"),
    Stage.CONFIRMED: (Tone.GREEN, "tick"),
    Stage.CANCELLED: (Tone.GREY, "cross"),
}
STANDINGS = {
    Standing.OVERDUE: (Tone.RED, "triangle"),
    Standing.NO_OWNER: (Tone.AMBER, "ring"),
    Standing.CALLED_IN: (Tone.RED, "ring"),
    Standing.DUE_SOON: (Tone.AMBER, "clock"),
    Standing.NOT_YET: (Tone.AMBER, "clock"),
    Standing.OPEN: (Tone.BLUE, "circle"),
    Standing.RECURRING: (Tone.BLUE, "ring"),
    Standing.DONE: (Tone.GREEN, "tick"),
    Standing.REPLACED: (Tone.GREY, "cross"),
    Standing.RECOMMENDED: (Tone.GREY, "ring"),
    Standing.SETTLED: (Tone.GREY, "tick"),
}


def stage_tag(stage: str) -> StatusTag:
    """Return where a meeting stands, in a word, a colour and a shape."""
    tone, shape = STAGES[Stage(stage)]
    return StatusTag(capital(stage), tone, shape)


def standing_tag(standing: Standing) -> StatusTag:
    """Return how a resolution stands, in a word, a colour and a shape."""
    tone, shape = STANDINGS[standing]
    return StatusTag(capital(standing), tone, shape)


def capital(words: str) -> str:
    """Return words with a capital first letter, the rest as it was.

    >>> capital("director of NHS England")
    'Director of NHS England'
    """
    return words[:1].upper() + words[1:]
