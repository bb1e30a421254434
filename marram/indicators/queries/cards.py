"""The tables of scorecards as they were at a moment: cards, lines and notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.indicators import policies
from marram.indicators.models import ExceptionNote, Scorecard, ScorecardLine
from marram.indicators.queries.results import place_names


@dataclass(frozen=True, kw_only=True)
class Card:
    """A scorecard without its figures; `lines` are indicators with their headings, in order."""

    slug: str
    title: str
    purpose: str
    place: str
    provider: str
    kept_by: str
    published_on: date | None
    lines: tuple[tuple[str, str], ...]
    version: int
    may_keep: Verdict

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(indicator for indicator, _ in self.lines)

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.place, self.provider)))


@dataclass(frozen=True, kw_only=True)
class CardLine:
    """A scorecard in the list of them."""

    slug: str
    title: str
    purpose: str
    place: str
    place_name: str
    measures: int
    published_on: date | None


@dataclass(frozen=True, kw_only=True)
class Note:
    """What is said of a measure that misses. `number` is 0 where nothing was said yet."""

    number: int = 0
    key_issues: str = ""
    key_actions: str = ""
    owner: str = ""
    expected_recovery: str = ""
    recovery_on: date | None = None
    keeps: bool = False
    written_on: date | None = None
    source: str = ""

    @property
    def written(self) -> bool:
        return self.number > 0


def scorecard_lines(*, viewer: Actor) -> tuple[CardLine, ...]:
    """Return the scorecards that the viewer may see, by title. Three SQL queries."""
    counted = Count("lines", filter=Q(lines__removed_at=None))
    found = list(_visible(viewer).annotate(measures=counted).order_by("title", "slug"))
    names = place_names(codes={each.place for each in found})
    return tuple(
        CardLine(
            slug=each.slug,
            title=each.title,
            purpose=each.purpose,
            place=each.place,
            place_name=names.get(each.place, each.place),
            measures=each.measures,
            published_on=each.published_on,
        )
        for each in found
    )


@dataclass(frozen=True)
class CardThere:
    """A scorecard that carries a measure, and since when it does."""

    slug: str
    title: str
    place: str
    added_on: date


def cards_with(*, viewer: Actor, indicator: str) -> tuple[CardThere, ...]:
    """Return the scorecards that the viewer may see and a measure stands on. One SQL query."""
    lines = ScorecardLine.objects.filter(
        indicator=indicator, removed_at=None, scorecard__in=_visible(viewer).order_by()
    )
    return tuple(
        CardThere(
            slug=each.scorecard_id,
            title=each.scorecard.title,
            place=each.scorecard.place,
            added_on=each.added_at.date(),
        )
        for each in lines.select_related("scorecard").order_by("scorecard__title", "scorecard")
    )


def watched(*, viewer: Actor) -> tuple[tuple[str, str], ...]:
    """Return every measure that a scorecard watches with the place of that card, once.

    Both are keys, in their order. One SQL query.
    """
    lines = ScorecardLine.objects.filter(scorecard__in=_visible(viewer), removed_at=None)
    pairs = lines.order_by("indicator", "scorecard__place").values_list(
        "indicator", "scorecard__place"
    )
    return tuple(dict.fromkeys(pairs))


def card(*, viewer: Actor, slug: str, as_at: datetime | None = None) -> Card:
    """Return a scorecard with its lines, as they were at a moment. Two SQL queries.

    Raises: Missing.
    """
    found = _visible(viewer).filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no scorecard {slug}.")
    lines = ScorecardLine.objects.filter(scorecard=found).order_by("position", "pk")
    if as_at is None:
        lines = lines.filter(removed_at=None)
    else:
        there = Q(removed_at=None) | Q(removed_at__gt=as_at)
        lines = lines.filter(there, added_at__lte=as_at)
    return Card(
        slug=found.slug,
        title=found.title,
        purpose=found.purpose,
        place=found.place,
        provider=found.provider,
        kept_by=found.kept_by,
        published_on=found.published_on,
        lines=tuple(lines.values_list("indicator", "heading")),
        version=found.version,
        may_keep=policies.may_keep_scorecards(viewer),
    )


def notes(*, slug: str, as_at: datetime | None = None) -> Mapping[str, Note]:
    """Return the newest note of each measure up to a moment, but those closed. One SQL query."""
    found = ExceptionNote.objects.filter(scorecard=slug).order_by("indicator", "number")
    if as_at is not None:
        found = found.filter(written_at__lte=as_at)
    newest = {each.indicator_id: each for each in found}
    return {indicator: _note(each) for indicator, each in newest.items() if not each.closed}


def scorecard_slugs() -> frozenset[str]:
    """Return the key of every scorecard. One SQL query."""
    return frozenset(Scorecard.objects.order_by("slug").values_list("slug", flat=True))


def note_number(*, slug: str, indicator: str) -> int:
    """Return the number of the newest note of a measure, 0 where there is none. One SQL query."""
    found = ExceptionNote.objects.filter(scorecard=slug, indicator=indicator)
    return int(found.order_by("-number").values_list("number", flat=True).first() or 0)


def _visible(viewer: Actor) -> QuerySet[Scorecard]:
    every = Scorecard.objects.all()
    return every if policies.sees_unpublished(viewer) else every.exclude(published_on=None)


def _note(kept: ExceptionNote) -> Note:
    return Note(
        number=kept.number,
        key_issues=kept.key_issues,
        key_actions=kept.key_actions,
        owner=kept.owner,
        expected_recovery=kept.expected_recovery,
        recovery_on=kept.recovery_on,
        keeps=kept.keeps,
        written_on=kept.written_at.date(),
        source=kept.source,
    )
