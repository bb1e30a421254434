"""Colours, outlines and line styles of charts. No meaning rests on a colour alone."""

from enum import StrEnum


# The brand's own colours (styles/_brand.scss); a test compares them.
INK = "#14201f"
SLATE = "#4a5857"
PAPER = "#ffffff"
SEA = "#14524c"
SEA_LIGHT = "#d9ebe7"
SAND = "#f6efe0"
SAND_MID = "#e3d2ac"
SAND_DARK = "#94702f"
HEATHER = "#5c3d7d"
# Thin lines behind the figures; they carry no fact, so they may be pale.
RULE = "#d3d9d8"
LIMIT = "#7a8685"

GOOD = "#1d4f91"
BAD = "#a4201a"

# Fills of parts of a whole, each followed by one much lighter or darker, so that grey tells them
# apart where they touch.
FILLS = (SEA, SAND_MID, "#a58cc2", SEA_LIGHT, "#3a2a52", "#c2a566", "#2d6e66", SAND)
# Which of them take white words.
DARK_FILLS = frozenset({SEA, "#3a2a52", "#2d6e66"})
# Bands of values on a map, the lowest first; each is told from the next in grey.
SHADES = ("#ecf5f3", "#bcd9d3", "#84b5ac", "#458a7f")

# Dashes, told apart without colour; nothing is a whole line.
WHOLE, DASHED, DOTTED, DASH_DOT, LONG = "", "7 4", "2 3", "9 3 2 3", "14 5"


class Judgement(StrEnum):
    """What a comparison says of a value: the words of the field, each with its outline."""

    BETTER = "Better"
    SIMILAR = "Similar"
    WORSE = "Worse"
    HIGHER = "Higher"
    LOWER = "Lower"
    NOT_COMPARED = "Not compared"


class Outline(StrEnum):
    """The outlines of marks, told apart at the size of a letter."""

    CIRCLE = "circle"
    SQUARE = "square"
    UP = "triangle up"
    DOWN = "triangle down"
    DIAMOND = "diamond"
    CROSS = "cross"


# Outline, fill and line of each. Worse is solid and pointed, better is solid and round, similar is
# hollow: the three can be told apart in grey and without seeing their colours.
MARKS = {
    Judgement.BETTER: (Outline.CIRCLE, GOOD, GOOD),
    Judgement.SIMILAR: (Outline.SQUARE, PAPER, SLATE),
    Judgement.WORSE: (Outline.DIAMOND, BAD, BAD),
    Judgement.HIGHER: (Outline.UP, HEATHER, HEATHER),
    Judgement.LOWER: (Outline.DOWN, PAPER, HEATHER),
    Judgement.NOT_COMPARED: (Outline.CIRCLE, PAPER, LIMIT),
}
BARS = {
    Judgement.BETTER: "#7ea6d8",
    Judgement.SIMILAR: "#dfe5e4",
    Judgement.WORSE: "#c9655c",
    Judgement.HIGHER: "#a88cc7",
    Judgement.LOWER: "#e6dcf0",
    Judgement.NOT_COMPARED: SEA_LIGHT,
}
