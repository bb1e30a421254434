"""What a strategy says, chapter by chapter: what is asked of each, and what still lacks."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from marram.foundation.verdicts import YES, Verdict, no


# A printed page of A4 with headings and a picture now and then holds about this many words.
WORDS_A_PAGE = 450
# The board asked for a strategy that is short: this many pages, no more.
MOST_PAGES = 21
# A chapter is short of a book: more is an appendix, and slows the page on which it is written.
MOST_LETTERS = 60_000
# Sentences longer than this are hard to follow for most readers (GOV.UK content guidance).
LONG_SENTENCE = 25
INEQUALITY = re.compile(r"\b(in)?equalit|\binequit|\bequit", re.IGNORECASE)


@dataclass(frozen=True)
class Chapter:
    """A chapter of the template: its key, its title, and what it should answer."""

    key: str
    title: str
    asks: str


TEMPLATE = (
    Chapter("foreword", "Foreword", "Why this matters now, in the chair's own voice."),
    Chapter("purpose", "Purpose", "What the strategy is for, and what it leaves to others."),
    Chapter("achievements", "What we have achieved", "What the last strategy changed, shown."),
    Chapter("engagement", "What people told us", "Whom we asked, what they said, what we did."),
    Chapter("health", "What makes us healthy", "Home, work, money, friends, services."),
    Chapter("needs", "Needs", "What the needs assessment shows, and who is left behind."),
    Chapter("start-well", "Start well", "The ambition for children and families."),
    Chapter("live-well", "Live well", "The ambition for adults."),
    Chapter("age-well", "Age well", "The ambition for later life."),
    Chapter("responsibilities", "Who does what", "What each partner answers for."),
    Chapter("indicators", "How we will know", "The measures, where they start, where they lead."),
    Chapter("take-part", "How to take part", "What residents can do, and how to be heard."),
)
BY_KEY: Mapping[str, Chapter] = {chapter.key: chapter for chapter in TEMPLATE}


def known_chapter(key: str) -> Verdict:
    if key in BY_KEY:
        return YES
    return no(f"A strategy has no chapter “{key}”. Choose one of the template.")


def fits(text: str) -> Verdict:
    """A chapter holds at most MOST_LETTERS letters."""
    if len(text) <= MOST_LETTERS:
        return YES
    over = len(text) - MOST_LETTERS
    return no(f"This chapter is {over:,} letters too long. Move what is detail to an appendix.")


def begun(text: str) -> Verdict:
    """A chapter begins with words; one that is written may be emptied again."""
    return YES if text.strip() else no("Write something before you keep the chapter.")


def count_words(text: str) -> int:
    """Return how many words a text has.

    >>> count_words("Good health, for all.")
    4
    """
    return len(text.split())


def count_pages(words: int) -> int:
    """Return about how many printed pages the words take; none take none.

    >>> [count_pages(words) for words in (0, 450, 451)]
    [0, 1, 2]
    """
    return math.ceil(words / WORDS_A_PAGE)


def lacks(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield, in sentences, what the chapters still lack; `texts` are by the chapter's key.

    Source: the shape that the board agreed for its strategy: short, complete, inequality in focus.
    """
    empty = [chapter.title for chapter in TEMPLATE if not texts.get(chapter.key, "").strip()]
    if empty:
        yield f"Not written yet: {', '.join(empty)}."
    pages = count_pages(sum(count_words(text) for text in texts.values()))
    if pages > MOST_PAGES:
        yield f"It would take about {pages} pages; {MOST_PAGES} are the most that people read."
    if len(empty) < len(TEMPLATE) and not any(INEQUALITY.search(text) for text in texts.values()):
        yield "No chapter speaks of inequality. Say who fares worse, and what will change for them."
    for chapter in TEMPLATE:
        long = long_sentences(texts.get(chapter.key, ""))
        if long:
            number = "1 sentence" if long == 1 else f"{long} sentences"
            yield f"{chapter.title}: {number} of more than {LONG_SENTENCE} words. Split them."


def long_sentences(text: str) -> int:
    """Return how many sentences have more than LONG_SENTENCE words.

    >>> long_sentences("Short. " + "word " * 26 + ".")
    1
    """
    sentences = re.split(r"[.!?]+(?:\s+|$)|\n\s*\n", text)
    return sum(count_words(sentence) > LONG_SENTENCE for sentence in sentences)
