"""What indicators mean, today or at a past moment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.indicators import policies
from marram.indicators.models import DataSource, Definition, Indicator
from marram.indicators.rules import exchange
from marram.indicators.vocabulary import Cycle, IntervalMethod, Measure, Polarity, SmallNumbers


@dataclass(frozen=True, kw_only=True)
class DefinitionLine:
    """One version of what an indicator means. `key` is that of a result ("rtt18/2"); `seen` is the
    version of the indicator, for whoever edits it."""

    slug: str
    number: int
    made_by: str
    made_at: datetime
    title: str
    meaning: str
    numerator: str
    denominator: str
    measure: Measure
    unit: str
    lowest: float | None
    highest: float | None
    interval: IntervalMethod
    standard_population: str
    polarity: Polarity
    topic: str
    life_stage: str
    synonyms: tuple[str, ...]
    data_source: str
    data_source_name: str
    publisher_number: str
    cycle: Cycle
    lag_days: int
    small_numbers: SmallNumbers
    owner: str
    caveats: str
    source: str
    published_on: date | None
    seen: int

    @property
    def key(self) -> str:
        return f"{self.slug}/{self.number}"

    @property
    def rounded(self) -> bool:
        """Whether counts were rounded to fives before they came."""
        return self.small_numbers is not SmallNumbers.NONE


@dataclass(frozen=True)
class Search:
    """The indicators found, best first: a title that begins so before a synonym or a meaning."""

    lines: tuple[DefinitionLine, ...]
    found: int


def definition(*, viewer: Actor, slug: str, as_at: datetime | None = None) -> DefinitionLine:
    """Return what an indicator means, at a past moment when one is given. One SQL query.

    Raises: Missing when it is not there, or not yet published and not for this viewer.
    """
    found = definitions(viewer=viewer, slugs=[slug], as_at=as_at).get(slug)
    if found is None:
        raise Missing(f"There is no indicator {slug}.")
    return found


def definitions(
    *, viewer: Actor, slugs: Collection[str] | None = None, as_at: datetime | None = None
) -> Mapping[str, DefinitionLine]:
    """Return what indicators mean, by slug in the order of their titles. One SQL query."""
    found = _versions(viewer, as_at)
    if slugs is not None:
        found = found.filter(indicator__in=slugs)
    return {each.indicator_id: _line(each) for each in found}


def history(*, viewer: Actor, slug: str) -> tuple[DefinitionLine, ...]:
    """Return every version of a definition, the newest first. One SQL query. Raises: Missing."""
    found = _visible(viewer).filter(indicator=slug)
    lines = tuple(map(_line, found.select_related("indicator", "data_source").order_by("-number")))
    if not lines:
        raise Missing(f"There is no indicator {slug}.")
    return lines


def definitions_yaml(
    *, viewer: Actor, slugs: Collection[str] | None = None, as_at: datetime | None = None
) -> str:
    """Return what indicators mean as YAML, in the order of their keys. One SQL query."""
    found = definitions(viewer=viewer, slugs=slugs, as_at=as_at)
    return exchange.written(
        {
            **{name: getattr(line, name) for name in exchange.FIELDS if hasattr(line, name)},
            **{name: str(getattr(line, name)) for name in _WORDS},
            "indicator_id": slug,
            "synonyms": "; ".join(line.synonyms),
        }
        for slug, line in sorted(found.items())
    )


_WORDS = ("measure", "interval", "polarity", "cycle", "small_numbers")


def search(*, viewer: Actor, words: str, topic: str = "", limit: int = 50) -> Search:
    """Return the indicators whose title, synonyms, topic or meaning hold every word.

    One SQL query.
    """
    wanted = words.casefold().split()
    ranked = sorted(
        (rank, line.title.casefold(), line.slug, line)
        for line in definitions(viewer=viewer).values()
        if topic in ("", line.topic) and (rank := _rank(line, wanted)) is not None
    )
    return Search(tuple(line for *_, line in ranked[:limit]), len(ranked))


def topics(*, viewer: Actor) -> Mapping[str, int]:
    """Return how many indicators each topic has, in alphabetical order. One SQL query."""
    counted: dict[str, int] = {}
    for line in definitions(viewer=viewer).values():
        counted[line.topic] = counted.get(line.topic, 0) + 1
    return dict(sorted(counted.items()))


def indicator_slugs() -> frozenset[str]:
    """Return the slug of every indicator. One SQL query."""
    return frozenset(Indicator.objects.order_by("slug").values_list("slug", flat=True))


def slugs_by_number() -> Mapping[str, str]:
    """Return the slug of each indicator that a publisher numbers, by that number. One SQL query."""
    told = Definition.objects.exclude(publisher_number="").order_by("indicator", "number")
    return dict(told.values_list("publisher_number", "indicator"))


def data_source_slugs() -> frozenset[str]:
    """Return the key of every source of figures. One SQL query."""
    return frozenset(DataSource.objects.order_by("slug").values_list("slug", flat=True))


def _visible(viewer: Actor) -> QuerySet[Definition]:
    every = Definition.objects.all()
    unpublished = policies.sees_unpublished(viewer)
    return every if unpublished else every.exclude(indicator__published_on=None)


def _versions(viewer: Actor, as_at: datetime | None) -> QuerySet[Definition]:
    """Return the newest definition of each indicator the viewer may see, up to a moment."""
    made = Definition.objects.filter(indicator=OuterRef("indicator"))
    if as_at is not None:
        made = made.filter(made_at__lte=as_at)
    newest = Subquery(made.order_by("-number").values("number")[:1])
    found = _visible(viewer).filter(number=newest)
    return found.select_related("indicator", "data_source").order_by("title", "indicator")


def _line(kept: Definition) -> DefinitionLine:
    return DefinitionLine(
        slug=kept.indicator_id,
        number=kept.number,
        made_by=kept.made_by,
        made_at=kept.made_at,
        title=kept.title,
        meaning=kept.meaning,
        numerator=kept.numerator,
        denominator=kept.denominator,
        measure=Measure(kept.measure),
        unit=kept.unit,
        lowest=kept.lowest,
        highest=kept.highest,
        interval=IntervalMethod(kept.interval),
        standard_population=kept.standard_population,
        polarity=Polarity(kept.polarity),
        topic=kept.topic,
        life_stage=kept.life_stage,
        synonyms=tuple(filter(None, (word.strip() for word in kept.synonyms.split(";")))),
        data_source=kept.data_source_id or "",
        data_source_name=kept.data_source.name if kept.data_source else "",
        publisher_number=kept.publisher_number,
        cycle=Cycle(kept.cycle),
        lag_days=kept.lag_days,
        small_numbers=SmallNumbers(kept.small_numbers),
        owner=kept.owner,
        caveats=kept.caveats,
        source=kept.source,
        published_on=kept.indicator.published_on,
        seen=kept.indicator.version,
    )


def _rank(line: DefinitionLine, wanted: list[str]) -> int | None:
    """Return how well a line answers, 0 the best; None where it does not."""
    title = line.title.casefold()
    names = f"{title} {' '.join(line.synonyms)} {line.slug} {line.publisher_number}".casefold()
    every = f"{names} {line.topic} {line.meaning}".casefold()
    if not all(word in every for word in wanted):
        return None
    if title.startswith(" ".join(wanted)):
        return 0
    return 1 if all(word in title for word in wanted) else 2 + any(w not in names for w in wanted)
