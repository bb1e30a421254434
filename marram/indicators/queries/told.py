"""What a series says in a sentence: the titles, subjects and sources of its charts."""

from collections.abc import Mapping, Sequence

from marram.indicators.queries.indicator_page import IndicatorPage
from marram.indicators.rules.series import ProcessPoint
from marram.indicators.vocabulary.figures import decimals
from marram.methods.control import Variation


INTERVAL = "95% confidence interval"
# What the newest point says of a process, as people say it.
SAID: Mapping[Variation, str] = {
    Variation.COMMON_CAUSE: "No real change",
    Variation.IMPROVEMENT_HIGH: "Getting better: higher",
    Variation.IMPROVEMENT_LOW: "Getting better: lower",
    Variation.CONCERN_HIGH: "Getting worse: higher",
    Variation.CONCERN_LOW: "Getting worse: lower",
    Variation.NEUTRAL_HIGH: "Really higher",
    Variation.NEUTRAL_LOW: "Really lower",
    Variation.UNKNOWN: "Too few values to tell",
}


def course(page: IndicatorPage) -> str:
    """Return what a series did: by its tested trend, else from its first figure to its last."""
    sound = [each for each in page.run if each.judged]
    if not sound:
        return "There is no sound figure yet"
    first, last = sound[0], sound[-1]
    if len(sound) == 1:
        return f"{last.shown} in {last.period}"
    went = f"From {first.shown} in {first.period} to {last.shown} in {last.period}"
    return f"{page.measured.trend}: {went[0].lower()}{went[1:]}" if page.measured.trend else went


def of_process(page: IndicatorPage, variation: str) -> str:
    """Return what the newest point of a process says of it, and where."""
    said = SAID[Variation(variation)]
    return f"{said} at {page.place_name}" if page.place_name else said


def of_point(point: ProcessPoint, page: IndicatorPage) -> str:
    """Return what a point of a process says, by which way is good."""
    if point.struck:
        return "Left out: see data quality"
    if not point.direction:
        return "Common cause"
    good = {"high is good": 1, "low is good": -1}.get(str(page.means.polarity), 0)
    if not good:
        return "Change"
    return "Improvement" if point.direction == good else "Concern"


def subject(page: IndicatorPage) -> str:
    """Return what is measured, of whom and where."""
    people = page.measured.newest.people if page.measured.newest else ""
    return ", ".join(filter(None, (page.means.title, people, page.place_name)))


def source(page: IndicatorPage) -> str:
    """Return where the figures come from."""
    newest = page.measured.newest
    return page.means.data_source_name or (newest.source if newest else "") or page.means.source


def most_decimals(values: Sequence[float | None]) -> int:
    """Return how many decimals show every value."""
    return max((decimals(each) for each in values), default=0)
