"""Resolutions as components: the register, one of them, and matters arising."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from marram.board.presenters.tags import capital, standing_tag
from marram.board.queries.resolutions import (
    Decided,
    Register,
    ResolutionFilters,
    ResolutionLine,
    ResolutionPage,
    Said,
    Touch,
)
from marram.board.vocabulary.resolutions import (
    Outcome,
    Repeat,
    ResolutionKind,
    Standing,
    Touched,
    Way,
)
from marram.design.components import (
    Breadcrumbs,
    Button,
    ButtonGroup,
    Component,
    DataTable,
    Fact,
    FilterBar,
    Heading,
    Headline,
    Headlines,
    Input,
    Link,
    Option,
    Place,
    Select,
    SummaryList,
    Tag,
)
from marram.design.exports import Cell
from marram.design.words import day, number
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject


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
    "Finished on",
    "What came of it",
    "Source",
)
TONES = {Standing.OVERDUE: "red", Standing.NO_OWNER: "amber", Standing.DUE_SOON: "amber"}


@dataclass(frozen=True, kw_only=True)
class RegisterShown:
    """The register as a page."""

    title: str
    heading: Heading
    headlines: Headlines
    filters: FilterBar
    table: DataTable


@dataclass(frozen=True, kw_only=True)
class ResolutionShown:
    """One resolution as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    facts: SummaryList
    steps: ButtonGroup | None
    said: DataTable
    touched: DataTable
    panels: tuple[Component, ...]


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
            line.finished_on,
            line.finished_because or line.last_said,
            line.source,
        )
        for line in found.lines
    )


def resolution_page(page: ResolutionPage, *, viewer: Actor) -> ResolutionShown:
    """Return a resolution with all that came of it."""
    line = page.line
    every = Place("Resolutions", reverse("board:resolutions"))
    subject = Subject("board.resolution", line.code)
    return ResolutionShown(
        title=f"Resolution {line.code}",
        breadcrumbs=Breadcrumbs((every, Place(line.code))),
        heading=Heading(
            title=line.words,
            caption=f"Resolution {line.code}",
            tags=(standing_tag(line.standing), *_marks(line)),
        ),
        facts=SummaryList(tuple(_facts(page))),
        steps=_steps(page),
        said=DataTable(
            caption="What was done about it",
            columns=("Day", "What was done", "Due by", "Evidence"),
            rows=tuple(_said_row(each) for each in page.said),
            empty="Nobody has reported back yet.",
        ),
        touched=DataTable(
            caption="What it changed",
            columns=("Record", "What", "How"),
            rows=tuple(_touch_row(each) for each in page.touched),
            empty="It is not linked to an action, scheme or service yet.",
        ),
        panels=panels.shown("history", viewer=viewer, key=subject),
    )


def arising(lines: Iterable[ResolutionLine]) -> DataTable:
    """Return matters arising: what was resolved before, and how it stands."""
    return DataTable(
        caption="What was resolved before, and how it stands",
        caption_size="s",
        columns=("Resolved", "What", "What came of it", "Standing"),
        rows=tuple(
            (
                f"{day(line.decided_on)}{_item(line)}",
                Link(line.words, reverse("board:resolution", args=[line.code])),
                line.finished_because or line.last_said or _asks(line),
                standing_tag(line.standing),
            )
            for line in lines
        ),
        empty="Nothing is left from earlier meetings.",
    )


def changed_by(decided: Iterable[Decided]) -> DataTable:
    """Return the resolutions that changed a record, for the page of that record."""
    return DataTable(
        caption="Decided by a board",
        columns=("Resolved", "What", "What came of it"),
        rows=tuple(
            (
                day(each.decided_on),
                Link(each.words, reverse("board:resolution", args=[each.code])),
                each.came_of_it,
            )
            for each in decided
        ),
    )


def _marks(line: ResolutionLine) -> tuple[Component, ...]:
    marks: list[Component] = []
    if line.exempt:
        marks.append(Tag("Exempt"))
    if line.outcome != Outcome.RESOLVED:
        marks.append(Tag(capital(line.outcome), "grey"))
    if line.way != Way.AT_MEETING:
        marks.append(Tag(f"Decided {line.way}", "purple"))
    return tuple(marks)


def _facts(page: ResolutionPage) -> Iterable[Fact]:
    line = page.line
    if line.meeting:
        meeting = Link(
            f"{line.meeting_title}, {day(line.decided_on)}",
            reverse("board:meeting", args=[line.meeting]),
        )
        yield Fact("Meeting", meeting)
    else:
        yield Fact("Decided on", day(line.decided_on))
    votes = _votes(page)
    shown = {
        "Item": f"{line.item_number} {line.item_title}".strip(),
        "Kind": capital(line.kind),
        "Why without a meeting": page.reasons,
        "Who was asked": page.consulted,
        "Votes": votes,
        "Owner": line.owner or "Nobody yet",
        "Reminders go to": page.owner_mail,
        "Due on": day(line.due_on),
        "How often": _often(line),
        "Referred to": line.referred_to,
        "Reply": f"{day(line.replied_on)}: {page.reply}" if page.reply else "",
        "Called in on": day(page.called_in_on),
        "Last reminder": day(page.chased_on),
        "Finished on": day(line.finished_on),
        "What came of it": line.finished_because,
        "Source": line.source,
    }
    for key, value in shown.items():
        if value:
            yield Fact(key, value)


def _votes(page: ResolutionPage) -> str:
    kinds = ("for", "against", "withheld")
    counted = [f"{votes} {kind}" for votes, kind in zip(page.votes, kinds, strict=True) if votes]
    return ", ".join(counted)


def _often(line: ResolutionLine) -> str:
    if line.repeat == Repeat.NEVER:
        return ""
    said = f" (“{line.frequency}” in the minutes)" if line.frequency else ""
    return f"{capital(line.repeat)}{said}"


def _steps(page: ResolutionPage) -> ButtonGroup | None:
    code, open_still = [page.line.code], page.line.finished_on is None
    steps = []
    if page.may_report_back and open_still:
        steps.append(("report-back", "Report back"))
    if page.may_keep:
        steps.append(("amend-resolution", "Change owner or day"))
        steps.append(("tell-consequence", "Link what it changed"))
        if open_still:
            steps.append(("finish-resolution", "Finish"))
        if page.referred_to:
            steps.append(("take-reply", "Take the reply"))
    if not steps:
        return None
    return ButtonGroup(
        tuple(
            Button(
                text, url=reverse(f"board:{name}", args=code), style="secondary" if place else ""
            )
            for place, (name, text) in enumerate(steps)
        )
    )


def _said_row(said: Said) -> tuple[Component | str, ...]:
    evidence: Component | str = Link("Evidence", said.evidence) if said.evidence else ""
    return day(said.on), said.words, day(said.met_due_on), evidence


def _touch_row(touch: Touch) -> tuple[Component | str, ...]:
    addresses = {Touched.ACTION: "strategy:action", Touched.STRATEGY: "strategy:strategy"}
    address = addresses.get(Touched(touch.kind))
    record: Component | str = touch.key
    if address and touch.words:
        record = Link(touch.key, reverse(address, args=[touch.key]))
    return record, touch.words, capital(touch.changed)


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
        f"{day(line.decided_on)}{_item(line)}",
        line.owner or _nobody(line),
        day(line.due_on) or _often(line),
        standing_tag(line.standing),
    )


def _nobody(line: ResolutionLine) -> str:
    """Return what stands for an owner where there is none: nothing, where none is needed."""
    return "" if line.standing in (Standing.SETTLED, Standing.RECOMMENDED) else "Nobody yet"


def _item(line: ResolutionLine) -> str:
    return f", item {line.item_number}" if line.item_number else ""


def _asks(line: ResolutionLine) -> str:
    if line.due_on:
        return f"Due on {day(line.due_on)}"
    return _often(line)
