"""Headings in capitals, put back into the case that the rest of the paper uses."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from marram.board.papers.passages import SMALL
from marram.board.papers.texts import Line


WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


Pair = tuple[str, str]


@dataclass(frozen=True)
class Casing:
    """How a paper writes each word where it does not shout: beside its neighbours, or anywhere."""

    beside: Mapping[tuple[Pair, int], Counter[str]]
    anywhere: Mapping[str, Counter[str]]

    def __call__(self, text: str) -> str:
        """Return a text in capitals as the paper would write it in a sentence; other texts come
        back as they are."""
        text = " ".join(text.split())
        if not shouted(text):
            return text
        words = [word.casefold() for word in WORD.findall(text)]
        forms = [
            _commonest(self._beside(words, at)) or _commonest(self._anywhere(word)) or word
            for at, word in enumerate(words)
        ]
        calm = _with_words(text, forms)
        return calm[:1].upper() + calm[1:]

    def name(self, text: str) -> str:
        """Return the name of a place or body in capitals as names are written: words that the
        paper does not write beside each other begin with a capital, small ones do not."""
        text = " ".join(text.split())
        if not shouted(text):
            return text
        words = [word.casefold() for word in WORD.findall(text)]
        forms = [
            _commonest(self._beside(words, at)) or (word if word in SMALL else word.capitalize())
            for at, word in enumerate(words)
        ]
        calm = _with_words(text, forms)
        return calm[:1].upper() + calm[1:]

    def _beside(self, words: Sequence[str], at: int) -> Counter[str]:
        forms: Counter[str] = Counter()
        for first, side in ((at, 0), (at - 1, 1)):
            if first >= 0 and first + 1 < len(words):
                forms += self.beside.get(((words[first], words[first + 1]), side), Counter())
        return forms

    def _anywhere(self, word: str) -> Counter[str]:
        return self.anywhere.get(word, Counter())


def _commonest(forms: Counter[str]) -> str:
    return forms.most_common(1)[0][0] if forms else ""


def _with_words(text: str, forms: Sequence[str]) -> str:
    """Return a text with its words in other forms, and all that stands between them."""
    rest = iter(forms)
    return WORD.sub(lambda _: next(rest), text)


def casing(lines: Iterable[Line]) -> Casing:
    """Return how the lines write their words, from those that are not in capitals."""
    beside: dict[tuple[Pair, int], Counter[str]] = defaultdict(Counter)
    anywhere: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        # The first word of a line is often the first of a sentence, where any word is large.
        words = [] if shouted(line.text) else WORD.findall(line.text)[1:]
        for word in words:
            anywhere[word.casefold()][word] += 1
        for first, second in pairwise(words):
            pair = first.casefold(), second.casefold()
            beside[pair, 0][first] += 1
            beside[pair, 1][second] += 1
    return Casing(beside, anywhere)


def shouted(text: str) -> bool:
    """Return whether a text is written in capitals.

    >>> shouted("8. BETTER CARE FUND UPDATE"), shouted("SEND update"), shouted("2019")
    (True, False, False)
    """
    return text.isupper() and sum(map(str.isalpha, text)) > 2
