"""What is done to the chapters of a strategy while it is written."""

from datetime import datetime

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import not_moved_on
from marram.records.actions.keeping import Keeper, Noun
from marram.strategy.actions.library.strategies import locked_strategy
from marram.strategy.events import library as events
from marram.strategy.models import Chapter
from marram.strategy.policies import library as policies
from marram.strategy.rules.library import chapters as rules


CHAPTER = Noun("strategy.chapter", events.ChapterWritten, events.ChapterAmended)


@transaction.atomic
def write_chapter(
    *, by: Actor, at: datetime, strategy: str, key: str, seen_version: int, text: str
) -> Chapter:
    """Write a chapter of a strategy, or write it anew; version 0 is one that nobody has written.

    Raises: Missing; Refused when `by` may not, when there is no such chapter, or when it is empty
    or too long; Conflict when somebody wrote it since version `seen_version`.
    """
    policies.may_keep_library(by).enforce()
    found = locked_strategy(by, strategy)
    rules.known_chapter(key).enforce()
    rules.fits(text).enforce()
    kept = Chapter.objects.filter(strategy=found, key=key).first() or Chapter(
        strategy=found, key=key, version=0
    )
    title = rules.BY_KEY[key].title
    not_moved_on(kept, called=f"“{title}”", seen_version=seen_version, theirs={"text": kept.text})
    keeper = Keeper(by, at, CHAPTER)
    if kept.pk:
        keeper.amend(kept, {"text": text})
        return kept
    rules.begun(text).enforce()
    return keeper.add(Chapter(), {"strategy": found.slug, "key": key, "text": text})
