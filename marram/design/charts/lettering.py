"""How wide words are when drawn, so that none is cut off and none lies over another.

The widths are those of Liberation Sans, which are Arial's and Helvetica's.
"""

from functools import lru_cache


# Thousandths of the size of the letters.
_REGULAR = {
    222: "ijl’‘",
    191: "'",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r“”·",
    334: "{}",
    355: '"',
    389: "*",
    400: "°",
    469: "^",
    500: "Jcksvxyz",
    549: "≤≥≈±",
    584: "+<=>~×",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
_BOLD = {
    238: "'",
    278: " ,./I\\ijl’‘",
    280: "|",
    333: "!()-:;[]`ft·",
    389: "*r{}",
    400: "°",
    474: '"',
    500: "z“”",
    549: "≤≥≈±",
    584: "+<=>^~×",
    611: "?FLTZbdghnopqu",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%m",
    944: "W",
    975: "@",
    1000: "—…",
}
REGULAR = {letter: width for width, letters in _REGULAR.items() for letter in letters}
BOLD = {letter: width for width, letters in _BOLD.items() for letter in letters}
# Digits and most small letters; a letter that is not listed is taken to be wide.
USUAL, WIDE = 556, 800


@lru_cache(maxsize=8192)
def width(words: str, size: float, *, bold: bool = False) -> float:
    """Return how wide `words` are, in the unit of `size`.

    >>> width("100%", 10)
    25.57
    """
    widths = BOLD if bold else REGULAR
    thousandths = sum(
        widths.get(letter, USUAL if letter.isascii() or letter in "–£" else WIDE)
        for letter in words
    )
    return thousandths * size / 1000


def wrapped(words: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return `words` as lines no wider than `room`; a word that is wider is cut with "…".

    >>> wrapped("Wellbeing of children", 60, 10)
    ('Wellbeing of', 'children')
    """
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(shortened(word, room, size, bold=bold))
    return tuple(lines)


def shortened(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return `words`, cut with "…" when they are wider than `room`.

    >>> shortened("Wellbeing of children", 60, 10)
    'Wellbeing…'
    """
    if width(words, size, bold=bold) <= room:
        return words
    kept = words
    while kept and width(f"{kept.rstrip()}…", size, bold=bold) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def fitted(words: str, room: float, size: float, lines: int) -> tuple[str, ...]:
    """Return `words` as at most so many lines; what is left over ends in "…".

    >>> fitted("Wellbeing of children in care", 60, 10, 2)
    ('Wellbeing of', 'children in…')
    """
    whole = wrapped(words, room, size)
    if len(whole) <= lines:
        return whole
    last = shortened(f"{whole[lines - 1]} {whole[lines]}", room, size)
    if not last.endswith("…"):
        last = shortened(f"{last} …", room, size)
    return (*whole[: lines - 1], last)
