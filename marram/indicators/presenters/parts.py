"""What several pages of measures share: sections, marks of standing, figures in cells."""

from dataclasses import dataclass, field
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from marram.design.charts import AssuranceIcon, Change, Promise, VariationIcon
from marram.design.components import (
    Breadcrumbs,
    Cell,
    Component,
    Heading,
    Link,
    StatusTag,
    Text,
)
from marram.design.components.status import Shape, Tone
from marram.design.exports import Cell as FileCell
from marram.indicators.queries.told import SAID
from marram.indicators.rules.targets import Targets
from marram.indicators.vocabulary.figures import Figure
from marram.methods.control import Assurance, Variation
from marram.methods.targets import Standing


@dataclass(frozen=True)
class Section:
    """A part of a page under a heading of its own, or under none."""

    title: str
    parts: tuple[Text, ...]
    words: Text = ""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A page of this room."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    sections: tuple[Section, ...] = ()
    panels: tuple[Component, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class File:
    """A table to take away."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[FileCell, ...], ...]


STANDINGS = {
    Standing.STANDARD_MET: (Tone.GREEN, Shape.CIRCLE),
    Standing.PLAN_MET: (Tone.YELLOW, Shape.SQUARE),
    Standing.NEITHER_MET: (Tone.RED, Shape.TRIANGLE),
    Standing.NOT_JUDGED: (Tone.GREY, Shape.RING),
}
CHANGES = {variation: Change(words) for variation, words in SAID.items()}
PROMISES = {
    Assurance.PASS: Promise.WILL,
    Assurance.FAIL: Promise.WILL_NOT,
    Assurance.INCONSISTENT: Promise.MAY,
    Assurance.NONE: Promise.NONE,
}


def standing_tag(standing: str, aims: Targets, *, short: bool = False) -> StatusTag:
    """Return the three states as word, colour and shape; there is one more for not judged.

    The words say what there was to meet: without a plan "Standard missed", without a standard
    "Plan met".
    """
    state = Standing(standing)
    tone, shape = STANDINGS[state]
    return StatusTag(SHORT[state] if short else standing_words(state, aims), tone, shape)


def standing_words(state: Standing, aims: Targets) -> str:
    if state is Standing.NOT_JUDGED or (aims.standard is not None and aims.plan is not None):
        return str(state)
    aim = "Plan" if aims.standard is None else "Standard"
    return f"{aim} {'met' if state is Standing.STANDARD_MET else 'missed'}"


SHORT = {
    Standing.STANDARD_MET: "Met",
    Standing.PLAN_MET: "Plan met",
    Standing.NEITHER_MET: "Missed",
    Standing.NOT_JUDGED: "Not judged",
}


def change(variation: str) -> Change:
    return CHANGES[Variation(variation)]


def promise(assurance: str) -> Promise:
    return PROMISES[Assurance(assurance)]


@cache
def icons(variation: str, assurance: str) -> SafeString:
    """Return both icons with their words beside them; one where too few values allow neither."""
    shown: list[tuple[Component, str]] = [(VariationIcon(change(variation)), change(variation))]
    if change(variation) is not Change.UNKNOWN:
        shown.append((AssuranceIcon(promise(assurance)), promise(assurance)))
    return format_html_join(
        "", '<span class="marram-said-icon">{} <span aria-hidden="true">{}</span></span>', shown
    )


def told(figure: Figure | None) -> Text:
    """Return a figure as it stands in a cell: crossed out and said so where it is in doubt."""
    if figure is None:
        return ""
    if figure.struck:
        return format_html(
            '<s>{}</s> <span class="marram-left-out">left out: in doubt</span>', figure.shown
        )
    return figure.shown


def numeric(text: Text) -> Cell:
    return Cell(text, format="numeric")


def stacked(*lines: Text) -> SafeString:
    """Return lines one below another in a cell; those that are empty are left out."""
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines if line))


def bullets(lines: tuple[Text, ...], classes: str = "") -> SafeString:
    inside = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html('<ul class="govuk-list govuk-list--bullet {}">{}</ul>', classes, inside)


def paragraph(words: Text, classes: str = "govuk-body") -> SafeString:
    return format_html('<p class="{}">{}</p>', classes, words)


def files(*links: Link) -> SafeString:
    """Return links to files as one line."""
    return format_html(
        '<p class="govuk-body">Take the figures away: {}</p>',
        format_html_join(", ", "{}", ((SafeString(str(link).strip()),) for link in links)),
    )
