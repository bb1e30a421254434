"""Packs as pages: on the site, and as files that stand alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from django.urls import reverse
from django.utils import timezone

from marram.design.components import (
    Breadcrumbs,
    Button,
    Component,
    DataTable,
    Link,
    Pagination,
    Place,
    Row,
    Turn,
    WarningText,
)
from marram.design.words import day, number
from marram.packs.presenters import blocks
from marram.packs.press.guides import FRONT, WHO_FOR, span
from marram.packs.queries.editions import EditionLine, MeetingPacks, Placed, WholeEdition
from marram.packs.queries.readers import LinksTold, ToldLine
from marram.packs.vocabulary import Audience


UPLOADED = "These are the words of {name}, page by page. The PDF of the pack shows how it looks."
MAKE = Button("Make the pack")
MAIL = Button("Mail the links", style="secondary")
FOR = {Audience.PUBLIC: "Public pack", Audience.PRIVATE: "Private pack"}


class Addresses(Protocol):
    """Where the pages and files of one edition are found."""

    base: str

    def front(self) -> str: ...
    def section(self, key: str) -> str: ...
    def pdf(self) -> str: ...
    def large_print(self) -> str: ...
    def easy_read(self) -> str: ...


class OnSite:
    """An edition read on the site."""

    base = "packs/on_site.html"

    def __init__(self, number: int) -> None:
        self._number = number

    def front(self) -> str:
        return reverse("packs:edition", args=[self._number])

    def section(self, key: str) -> str:
        return self.front() if key == FRONT else reverse("packs:section", args=[self._number, key])

    def pdf(self) -> str:
        return reverse("packs:pdf", args=[self._number])

    def large_print(self) -> str:
        return reverse("packs:large-print", args=[self._number])

    def easy_read(self) -> str:
        return reverse("packs:easy-read", args=[self._number])


class Alone:
    """An edition as a folder of files, each beside the others."""

    base = "packs/alone.html"

    def front(self) -> str:
        return "index.html"

    def section(self, key: str) -> str:
        return self.front() if key == FRONT else f"{key}.html"

    def pdf(self) -> str:
        return "pack.pdf"

    def large_print(self) -> str:
        return "agenda-large-print.pdf"

    def easy_read(self) -> str:
        return "agenda-easy-read.pdf"


@dataclass(frozen=True, kw_only=True)
class EditionShown:
    """The first page of a pack: what it is, its files, and its agenda with pages."""

    base: str
    site: str
    title: str
    breadcrumbs: Breadcrumbs | None
    warning: WarningText | None
    summary: str
    publish: str
    button: Button
    files: tuple[Link, ...]
    agenda: tuple[Component, ...]


@dataclass(frozen=True, kw_only=True)
class SectionShown:
    """One section of a pack, with the sections before and after it."""

    base: str
    site: str
    title: str
    mark: str
    pages: str
    private: WarningText | None
    breadcrumbs: Breadcrumbs
    upload: str
    body: tuple[Component, ...]
    turns: Pagination


@dataclass(frozen=True)
class PacksPanel(Component):
    """Where the papers of a meeting are read as a pack."""

    links: tuple[Link, ...]
    template_name: ClassVar[str] = "packs/panel.html"


@dataclass(frozen=True, kw_only=True)
class PacksShown:
    """Packs in a table, and what may be done about them."""

    title: str
    breadcrumbs: Breadcrumbs | None
    table: DataTable
    make: str
    button: Button
    told: DataTable | None = None
    mail: str = ""
    mail_button: Button = MAIL


def edition(found: WholeEdition, *, at: Addresses) -> EditionShown:
    """Return the first page of an edition."""
    line = found.line
    private = line.audience is Audience.PRIVATE
    front, *_ = found.leaves
    return EditionShown(
        base=at.base,
        site=f"{line.board}: {FOR[line.audience].lower()}",
        title=f"{line.board}, {line.day}",
        breadcrumbs=_above(line, at),
        warning=WarningText(WHO_FOR[line.audience]) if private else None,
        summary=_summary(line),
        publish=_publish(found, at),
        button=Button("Publish this pack"),
        files=tuple(_files(line, at)),
        agenda=blocks.section(front, address=at.section),
    )


def section(found: WholeEdition, placed: Placed, *, at: Addresses) -> SectionShown:
    """Return a section of an edition as a page."""
    line, shown = found.line, placed.section
    upload = shown.upload
    return SectionShown(
        base=at.base,
        site=f"{line.board}: {FOR[line.audience].lower()}",
        title=shown.title,
        mark=shown.mark,
        pages=f"{'page' if len(placed.labels) == 1 else 'pages'} {span(placed.labels)}",
        private=WarningText(shown.private) if shown.private else None,
        breadcrumbs=Breadcrumbs((Place(f"{line.board}, {line.day}", at.front()),)),
        upload=UPLOADED.format(name=upload.name) if upload else "",
        body=blocks.section(placed, address=at.section),
        turns=_turns(found, placed, at),
    )


def meeting(found: MeetingPacks, told: LinksTold, *, title: str) -> PacksShown:
    """Return the packs of one meeting, with buttons to make them anew and to mail their links."""
    may_send = told.may_send and told.published
    return PacksShown(
        title=title,
        breadcrumbs=Breadcrumbs((Place("Packs", reverse("packs:packs")),)),
        table=_table("Packs of this meeting", found.editions),
        make=reverse("packs:make", args=[found.meeting]) if found.may_make else "",
        button=MAKE,
        told=_told(told) if may_send else None,
        mail=reverse("packs:mail", args=[found.meeting]) if may_send else "",
    )


def panel(found: MeetingPacks) -> PacksPanel:
    """Return the packs of a meeting for its own page: the newest for each audience."""
    newest = {line.audience: line for line in reversed(found.editions)}
    links = [
        Link(f"{FOR[audience]}, {number(line.pages, 'page')}", OnSite(line.number).front())
        for audience, line in newest.items()
    ]
    every = Link("All packs of this meeting", reverse("packs:meeting", args=[found.meeting]))
    return PacksPanel((*links, every))


def latest(found: Sequence[EditionLine]) -> PacksShown:
    """Return the newest pack of each meeting."""
    return PacksShown(
        title="Packs",
        breadcrumbs=None,
        table=_table("The newest pack of each meeting", found),
        make="",
        button=MAKE,
    )


def carrying(found: Sequence[EditionLine]) -> DataTable:
    """Return the packs that carry a measure, for its page."""
    return _table(f"Reported in {number(len(found), 'pack')}", found)


def _table(caption: str, found: Sequence[EditionLine]) -> DataTable:
    return DataTable(
        caption,
        ("Pack", "Meeting", "For", "Pages", "Published"),
        rows=tuple(map(_row, found)),
        empty="No pack has been published yet.",
    )


def _told(found: LinksTold) -> DataTable:
    return DataTable(
        caption="Who was mailed the links",
        columns=("Role", "For", "Pack", "When"),
        rows=tuple(
            (
                line.role,
                line.organisation,
                f"{FOR[line.audience]}, edition {line.edition}",
                _when(line),
            )
            for line in found.lines
        ),
        empty="Nobody was mailed yet.",
    )


def _when(line: ToldLine) -> str:
    if line.sent_at:
        at = timezone.localtime(line.sent_at)
        return f"{day(at.date())}, {at:%H:%M}"
    if line.failed_at:
        return "Not sent: the mail server did not take it. Mail the links again."
    return "On its way"


def _row(line: EditionLine) -> Row:
    called = f"{line.board}, {line.day}"
    return (
        Link(f"Edition {line.edition}", OnSite(line.number).front(), f"for {called}"),
        Link(called, reverse("packs:meeting", args=[line.meeting])),
        FOR[line.audience],
        line.pages,
        day(line.published_at.date()) if line.published_at else "Not yet",
    )


def _above(line: EditionLine, at: Addresses) -> Breadcrumbs | None:
    if not isinstance(at, OnSite):
        return None
    return Breadcrumbs(
        (
            Place("Packs", reverse("packs:packs")),
            Place("This meeting", reverse("packs:meeting", args=[line.meeting])),
        )
    )


def _summary(line: EditionLine) -> str:
    out = f"published on {day(line.published_at.date())}" if line.published_at else "a draft"
    return f"{FOR[line.audience]}, edition {line.edition}, {number(line.pages, 'page')}, {out}."


def _publish(found: WholeEdition, at: Addresses) -> str:
    """Return where to send the word to publish, or nothing where that is not for this reader."""
    if found.line.published_at or not found.may_publish or not isinstance(at, OnSite):
        return ""
    return reverse("packs:publish", args=[found.line.number])


def _files(line: EditionLine, at: Addresses) -> Iterator[Link]:
    size = f"PDF, {max(1, line.size // 1024):,} kB"
    yield Link(f"The whole pack ({size})", at.pdf())
    yield Link("The agenda in large print (PDF)", at.large_print())
    yield Link("The agenda in easy words (PDF)", at.easy_read())


def _turns(found: WholeEdition, placed: Placed, at: Addresses) -> Pagination:
    where = found.leaves.index(placed)
    before, after = found.leaves[where - 1], found.leaves[where + 1 : where + 2]
    return Pagination(
        previous=Turn(at.section(before.section.key), label=_called(before)),
        next=Turn(at.section(after[0].section.key), label=_called(after[0])) if after else None,
        label="Parts of the pack",
    )


def _called(placed: Placed) -> str:
    return f"{placed.section.mark}: {placed.section.title}"
