"""What a strategy says so far, chapter by chapter."""

from dataclasses import dataclass

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.strategy.models import Chapter
from marram.strategy.policies import library as policies
from marram.strategy.queries.library.strategies import one_strategy
from marram.strategy.rules.library import chapters as rules


@dataclass(frozen=True, kw_only=True)
class ChapterLine:
    """A chapter of the template and what is written in it; version 0 where nobody wrote yet."""

    key: str
    title: str
    asks: str
    text: str
    version: int

    @property
    def words(self) -> int:
        return rules.count_words(self.text)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A strategy's chapters in the order of the template, and what they still lack."""

    slug: str
    title: str
    chapters: tuple[ChapterLine, ...]
    lacks: tuple[str, ...]
    may_change: Verdict

    @property
    def words(self) -> int:
        return sum(chapter.words for chapter in self.chapters)

    @property
    def pages(self) -> int:
        return rules.count_pages(self.words)

    def chapter(self, key: str) -> ChapterLine:
        """Return one chapter. Raises: Missing when the template has none of that key."""
        for line in self.chapters:
            if line.key == key:
                return line
        raise Missing(f"A strategy has no chapter {key}.")


def draft(*, viewer: Actor, slug: str) -> Draft:
    """Return what a strategy says so far, to those who write it and their partners.

    Two SQL queries. Raises: Refused to who is no partner; Missing.
    """
    policies.may_read_chapters(viewer).enforce()
    found = one_strategy(viewer, slug)
    kept = {
        key: (text, version)
        for key, text, version in Chapter.objects.filter(strategy=slug).values_list(
            "key", "text", "version"
        )
    }
    return Draft(
        slug=slug,
        title=found.title,
        chapters=tuple(
            _line(chapter, *kept.get(chapter.key, ("", 0))) for chapter in rules.TEMPLATE
        ),
        lacks=tuple(rules.lacks({key: text for key, (text, _) in kept.items()})),
        may_change=policies.may_keep_library(viewer),
    )


def _line(chapter: rules.Chapter, text: str, version: int) -> ChapterLine:
    return ChapterLine(
        key=chapter.key, title=chapter.title, asks=chapter.asks, text=text, version=version
    )
