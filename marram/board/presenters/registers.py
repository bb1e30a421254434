"""The register of resolutions as a page and a file."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html

from marram.board.presenters.resolution_words import often, under_item
from marram.board.presenters.tags import capital, standing_tag
from marram.board.queries.registers import Register, ResolutionFilters
from marram.board.queries.resolution_lines import ResolutionLine
from marram.board.vocabulary.resolutions import ResolutionKind, Standing
from marram.design.components import (
    Button,
    Component,
    DataTable,
    FilterBar,
    Heading,
    Headline,
    Headlines,
    Input,
    Link,
    Option,
    Select,
)
from marram.design.exports import Cell
from marram.design.words import day, number


HEADINGS = (
    "Code",
    "Board",
    "Decided on",
    "Item",
    "Resolution",
    "Kind",
    "Outcome",
    "Owner",
    "Due on",
    "How often",
    "Standing",
    "In effect",
    "Finished on",
    "What came of it",
    "Source",
)
TONES = {
    Standing.OVERDUE: "red",
    Standing.CALLED_IN: "red",
    Standing.NO_OWNER: "amber",
    Standing.DUE_SOON: "amber",
}


@dataclass(frozen=True, kw_only=True)
class RegisterShown:
    """The register as a page."""

    title: str
    heading: Heading
    headlines: Headlines
    filters: FilterBar
    table: DataTable


def register(found: Register) -> RegisterShown:
    """Return the register, what needs most first."""
    here = reverse("board:resolutions")
    asked = _asked(found.filters)
    apart = (
        (Button("Record a decision made without a meeting", url=reverse("board:decide-apart")),)
        if found.may_keep
        else ()
    )
    return RegisterShown(
        title="Resolutions",
        heading=Heading(
            "Resolutions",
            lead="What boards resolved, who does it by when, and what came of it.",
            actions=apart,
        ),
        headlines=_headlines(found, here),
        filters=_filters(found, here),
        table=DataTable(
            caption=f"{number(len(found.lines), 'resolution')} on {day(found.on)}",
            columns=("Resolution", "Decided on", "Owner", "Due", "Standing"),
            rows=tuple(_row(line) for line in found.lines),
            csv_url=f"{here}?{urlencode({**asked, 'format': 'csv'})}",
            xlsx_url=f"{here}?{urlencode({**asked, 'format': 'xlsx'})}",
            empty="No resolution fits these filters.",
        ),
    )


def file_rows(found: Register) -> tuple[tuple[Cell, ...], ...]:
    """Return the register as rows under HEADINGS."""
    boards = dict(found.boards)
    return tuple(
        (
            line.code,
            boards[line.board],
            line.decided_on,
            line.item_title,
            line.words,
            line.kind,
            line.outcome,
            line.owner,
            line.due_on,
            line.frequency or line.repeat,
            line.standing.value,
            line.effect,
            line.finished_on,
            line.finished_because or line.last_said,
            line.source,
        )
        for line in found.lines
    )


def _headlines(found: Register, here: str) -> Headlines:
    return Headlines(
        tuple(
            Headline(
                f"{count:,}",
                standing.value,
                f"{here}?{urlencode({'standing': standing.value})}",
                TONES.get(standing, ""),
            )
            for standing, count in found.counts.items()
        )
    )


def _filters(found: Register, here: str) -> FilterBar:
    chosen = found.filters
    owners = {owner: owner for owner in found.owners}
    kinds = {kind.value: capital(kind) for kind in ResolutionKind}
    standings = {standing.value: capital(standing) for standing in Standing}
    return FilterBar(
        fields=(
            Input(name="words", label="Words", value=chosen.words),
            _select("board", "Board", dict(found.boards), chosen.board),
            _select("kind", "Kind", kinds, chosen.kind),
            _select("owner", "Owner", owners, chosen.owner),
            _select("standing", "Standing", standings, chosen.standing),
            Input(name="on", label="As on", kind="date", value=found.on.isoformat()),
        ),
        action=here,
        clear_url=here,
    )


def _select(name: str, label: str, choices: dict[str, str], chosen: str) -> Select:
    options = tuple(Option(text, value=value) for value, text in choices.items())
    return Select(name=name, label=label, options=(Option("All", value=""), *options), value=chosen)


def _asked(filters: ResolutionFilters) -> dict[str, str]:
    return {name: value for name, value in vars(filters).items() if value}


def _row(line: ResolutionLine) -> tuple[Component | str, ...]:
    return (
        Link(line.words, reverse("board:resolution", args=[line.code])),
        f"{day(line.decided_on)}{under_item(line)}",
        line.owner or _nobody(line),
        day(line.due_on) or often(line),
        _stands(line),
    )


def _stands(line: ResolutionLine) -> Component | str:
    """Return how a resolution stands, with the words why where it is not in effect."""
    tag = standing_tag(line.standing)
    return format_html("{}<br>{}", tag, line.effect) if line.effect else tag


def _nobody(line: ResolutionLine) -> str:
    """Return what stands for an owner where there is none: nothing, where none is needed."""
    return "" if line.standing in (Standing.SETTLED, Standing.RECOMMENDED) else "Nobody yet"
