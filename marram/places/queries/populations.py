"""How many people lived where, by age band and sex."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from marram.places import rules
from marram.places.models import Population
from marram.places.rules import AgeBand
from marram.places.vocabulary import Sex


@dataclass(frozen=True, kw_only=True)
class PopulationRow:
    """The people of one age band: those counted as female, as male, and all of them.

    A sex that was not counted for the band is None, and so is the sum.
    """

    band: AgeBand
    female: int | None
    male: int | None

    @property
    def people(self) -> int | None:
        if self.female is None or self.male is None:
            return None
        return self.female + self.male


@dataclass(frozen=True, kw_only=True)
class PopulationTable:
    """The newest population of an area, as it was counted."""

    year: int
    rows: tuple[PopulationRow, ...]
    sources: tuple[str, ...]

    @property
    def people(self) -> int | None:
        counts = [row.people for row in self.rows]
        return None if None in counts else sum(count for count in counts if count is not None)


def populations(
    *,
    codes: Collection[str],
    year: int,
    bands: Sequence[AgeBand],
    sexes: Collection[str] = tuple(Sex),
) -> Mapping[tuple[str, AgeBand], int]:
    """Return how many people of the sexes lived in each area in a year, by area and age band.

    Counts of the stored bands are added up to the wanted ones. One SQL query.

    Raises: Refused when stored bands leave a gap in a wanted one, or cannot be split for it.
    """
    kept: dict[tuple[str, str], dict[AgeBand, int]] = {}
    rows = Population.objects.filter(area__in=codes, year=year, sex__in=sexes).order_by("pk")
    for area, sex, start, end, count in rows.values_list(
        "area_id", "sex", "age_start", "age_end", "count"
    ):
        kept.setdefault((area, sex), {})[AgeBand(start, end)] = count
    summed: dict[tuple[str, AgeBand], int] = {}
    for code in codes:
        for band in bands:
            counts = (
                _summed(kept.get((code, sex), {}), band, of=f"{code}, {year}, {sex}")
                for sex in sexes
            )
            summed[code, band] = sum(counts)
    return summed


def _summed(kept: Mapping[AgeBand, int], band: AgeBand, *, of: str) -> int:
    rules.bands_tile(band, list(kept), of=of).enforce()
    return sum(count for stored, count in kept.items() if band.holds(stored))


def population_table(*, code: str) -> PopulationTable | None:
    """Return the newest population of an area by band and sex, if any. Two SQL queries."""
    rows = Population.objects.filter(area=code)
    year = rows.order_by("-year").values_list("year", flat=True).first()
    if year is None:
        return None
    counts: dict[AgeBand, dict[str, int]] = {}
    sources: dict[str, None] = {}
    for found in rows.filter(year=year).order_by("age_start", "age_end", "sex"):
        counts.setdefault(AgeBand(found.age_start, found.age_end), {})[found.sex] = found.count
        sources.setdefault(found.source)
    return PopulationTable(
        year=year,
        rows=tuple(
            PopulationRow(band=band, female=by_sex.get(Sex.FEMALE), male=by_sex.get(Sex.MALE))
            for band, by_sex in counts.items()
        ),
        sources=tuple(source for source in sources if source),
    )
