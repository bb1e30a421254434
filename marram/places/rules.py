"""What must hold of codes, periods, shares, age bands and outlines."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marram.foundation.verdicts import YES, Verdict, no
from marram.methods import outlines
from marram.places.vocabulary import Kind, Outline


# The first three characters of a Government Statistical Service code say what it is a code of;
# six digits follow. Source: Office for National Statistics, Register of Geographic Codes.
# Areas that have no such code get a key of our own that cannot be mistaken for one.
CODE_FORMS: Mapping[Kind, str] = {
    Kind.COUNTRY: r"[EWSN]92\d{6}",
    Kind.REGION: r"E12\d{6}",
    Kind.COUNTY: r"E10\d{6}",
    Kind.UNITARY_AUTHORITY: r"[EW]06\d{6}",
    Kind.METROPOLITAN_DISTRICT: r"E08\d{6}",
    Kind.DISTRICT: r"E07\d{6}",
    Kind.LONDON_BOROUGH: r"E09\d{6}",
    Kind.COMBINED_AUTHORITY: r"E47\d{6}",
    Kind.WARD: r"[EW]05\d{6}",
    Kind.PARISH: r"[EW]04\d{6}",
    Kind.CONSTITUENCY: r"E14\d{6}",
    Kind.OUTPUT_AREA: r"[EW]00\d{6}",
    Kind.LOWER_OUTPUT_AREA: r"[EW]01\d{6}",
    Kind.MIDDLE_OUTPUT_AREA: r"[EW]02\d{6}",
    Kind.CLINICAL_COMMISSIONING_GROUP: r"E38\d{6}",
    Kind.SUB_ICB_LOCATION: r"E38\d{6}",
    Kind.INTEGRATED_CARE_BOARD: r"E54\d{6}",
    Kind.NHS_REGION: r"E40\d{6}",
    Kind.CANCER_ALLIANCE: r"E56\d{6}",
    Kind.LOCAL: r"local-[a-z0-9-]{1,34}",
}

# How far the British Isles reach in degrees, from Rockall to Lowestoft and from the Channel
# Islands to Shetland, and how far the National Grid does in metres. Source: Ordnance Survey.
WEST, SOUTH, EAST, NORTH = -14.0, 48.8, 2.5, 61.5
EASTERN_METRES, NORTHERN_METRES = 700_000, 1_300_000
IN_DEGREES = "Export the file with coordinates in WGS84 (EPSG:4326)."


def a_kind(kind: str) -> Verdict:
    if kind in set(Kind):
        return YES
    return no(f"“{kind}” is not a kind of area. Use one of: {', '.join(Kind)}.")


def code_fits(code: str, kind: str) -> Verdict:
    """A code has the form that its kind of area has.

    >>> bool(code_fits("E08000014", "metropolitan district")), bool(code_fits("E08000014", "ward"))
    (True, False)
    """
    if re.fullmatch(CODE_FORMS[Kind(kind)], code):
        return YES
    start = CODE_FORMS[Kind(kind)].replace(r"\d{6}", "").replace("[a-z0-9-]{1,34}", "")
    rest = "small letters and hyphens" if kind == Kind.LOCAL else "six digits"
    return no(f"{code} is not the code of a {kind}: such a code is {start} and {rest}.")


def in_degrees(outline: Outline) -> Verdict:
    """Its positions are longitude and latitude.

    >>> ring = ((333000.0, 400000.0), (334000.0, 400000.0), (334000.0, 401000.0))
    >>> in_degrees(Outline(((ring,),))).reason[:57]
    'These look like British National Grid eastings and northi'
    """
    west, south, east, north = outline.box
    if west >= -180 and east <= 180 and south >= -90 and north <= 90:
        return YES
    if west >= 0 and south >= 0 and east <= EASTERN_METRES and north <= NORTHERN_METRES:
        return no(
            f"These look like British National Grid eastings and northings, in metres. {IN_DEGREES}"
        )
    return no(f"The position {east:g}, {north:g} is not in degrees. {IN_DEGREES}")


def in_the_isles(outline: Outline) -> Verdict:
    """It is in degrees and lies in the British Isles."""
    west, south, east, north = outline.box
    if not (degrees := in_degrees(outline)):
        return degrees
    if _within(west, south, east, north):
        return YES
    if _within(south, west, north, east):
        return no(
            "The outline has latitude before longitude. GeoJSON says longitude first: swap them."
        )
    return no(
        f"The outline reaches from {west:g}, {south:g} to {east:g}, {north:g}, outside the British "
        "Isles. Check which areas were exported, and how."
    )


def does_not_cross(outline: Outline) -> Verdict:
    """Its edges do not cross one another."""
    if any(outlines.crosses_itself(ring) for ring in outline.rings):
        return no("The outline crosses itself. Repair it where it was drawn (“make valid”).")
    return YES


def _within(west: float, south: float, east: float, north: float) -> bool:
    return west >= WEST and south >= SOUTH and east <= EAST and north <= NORTH


def ends_after_start(starts_on: date | None, ends_on: date | None, *, what: str) -> Verdict:
    if starts_on is None or ends_on is None or ends_on > starts_on:
        return YES
    return no(f"{what} ends on {ends_on}, which is not after its first day, {starts_on}.")


def named_while_in_use(
    named_since: date | None, starts_on: date | None, ends_on: date | None
) -> Verdict:
    """A name begins on a day on which the area is there."""
    if named_since is None:
        return YES
    if starts_on and named_since < starts_on or ends_on and named_since >= ends_on:
        return no(f"The name begins on {named_since}, a day on which the area is not in use.")
    return YES


def known(codes: Iterable[str], among: Iterable[str]) -> Verdict:
    unknown = sorted(set(codes) - set(among))
    if not unknown:
        return YES
    return no(f"There is no area with the code {', '.join(unknown)}. Add the area first.")


def no_circle(parents: Mapping[str, set[str]]) -> Verdict:
    """Following what areas lie within never leads back to where it began.

    `parents` holds, by code, what each area lies within at any time.
    """
    finished: set[str] = set()
    for start in parents:
        path = [start]
        pending = [iter(sorted(parents[start]))]
        while pending:
            above = next(pending[-1], None)
            if above is None:
                finished.add(path.pop())
                pending.pop()
            elif above in path:
                circle = " → ".join([*path[path.index(above) :], above])
                return no(f"Areas cannot lie within each other in a circle: {circle}.")
            elif above not in finished:
                path.append(above)
                pending.append(iter(sorted(parents.get(above, ()))))
    return YES


def shares_add_up(from_area: str, shares: Mapping[str, Decimal]) -> Verdict:
    """The shares of one area add up to one, to the sixth place: published files are rounded."""
    total = sum(shares.values(), Decimal(0))
    if any(share <= 0 or share > 1 for share in shares.values()):
        return no(f"A share of {from_area} is not above 0 and up to 1. Check the share column.")
    if abs(total - 1) > Decimal("0.000001"):
        return no(f"The shares of {from_area} add up to {total}, not to 1. Check its rows.")
    return YES


@dataclass(frozen=True, order=True)
class AgeBand:
    """Ages in whole years from `start` up to but not including `end`; open when it has no end.

    >>> print(AgeBand(0, 5), AgeBand(90))
    0 to 4 90 and over
    """

    start: int
    end: int | None = None

    def __str__(self) -> str:
        if self.end is None:
            return f"{self.start} and over"
        return str(self.start) if self.end == self.start + 1 else f"{self.start} to {self.end - 1}"

    def holds(self, other: "AgeBand") -> bool:
        if other.start < self.start:
            return False
        return self.end is None or (other.end is not None and other.end <= self.end)

    def touches(self, other: "AgeBand") -> bool:
        begins_before = self.end is None or other.start < self.end
        return begins_before and (other.end is None or self.start < other.end)


def bands_apart(bands: Sequence[AgeBand], *, of: str) -> Verdict:
    """No age is counted twice."""
    ordered = sorted(bands, key=lambda band: band.start)
    for first, second in zip(ordered, ordered[1:], strict=False):
        if first.touches(second):
            return no(f"Ages {first} and {second} overlap in {of}. Each age may be counted once.")
    return YES


def bands_tile(wanted: AgeBand, stored: Sequence[AgeBand], *, of: str) -> Verdict:
    """The stored bands within the wanted one fill it with no gap and none reaches out of it."""
    inside = sorted((band for band in stored if band.touches(wanted)), key=lambda band: band.start)
    reached: int | None = wanted.start
    for band in inside:
        if not wanted.holds(band):
            return no(f"{of} is counted for ages {band}, which cannot be split for {wanted}.")
        if reached != band.start:
            return no(f"{of} has no count for ages {AgeBand(reached or 0, band.start)}.")
        reached = band.end
    if not inside:
        return no(f"{of} has no count for ages {wanted}.")
    if reached != wanted.end:
        return no(f"{of} has no count for ages {AgeBand(reached or 0, wanted.end)}.")
    return YES
