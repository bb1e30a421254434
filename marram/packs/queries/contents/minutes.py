"""The minutes of the meeting before, for this one to confirm."""

from collections.abc import Iterable, Iterator

from marram.board.queries.agenda_items import ItemLine
from marram.board.queries.attendances import AttendanceLine
from marram.board.queries.meeting_papers import LastMinutes
from marram.board.vocabulary.blocks import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Run,
    Table,
    cells,
    line,
)
from marram.packs.queries.contents.reports import exempt
from marram.packs.vocabulary import Part
from marram.packs.vocabulary.sections import Section


def sections(last: LastMinutes, *, key: str, mark: str) -> Iterator[Section]:
    """Yield the minutes, and what was minuted of exempt items apart from them."""
    day = f"{last.on.day} {last.on:%B %Y}"
    yield Section(
        key=key,
        part=Part.MINUTES,
        mark=mark,
        title=f"Minutes of {day}",
        blocks=tuple(_open(last)),
    )
    private = [item for item in last.items if item.exempt_under and not item.withheld]
    if private:
        yield Section(
            key=f"{key}-exempt",
            part=Part.MINUTES,
            mark=f"{mark}, private minutes",
            title=f"Private minutes of {day}",
            blocks=tuple(block for item in private for block in _minuted(item)),
            private=exempt(sorted({number for item in private for number in item.exempt_under})),
        )


def _open(last: LastMinutes) -> Iterator[Block]:
    if last.venue:
        yield Paragraph(line(f"Held at {last.venue}."))
    if last.attendance:
        yield _attendance(last.attendance)
    for item in last.items:
        if item.withheld:
            yield Heading(1, f"{item.printed}. A private item".lstrip(". "))
            yield Paragraph(line(f"{exempt(item.exempt_under)}."))
        elif not item.exempt_under:
            yield from _minuted(item)


def _attendance(lines: Iterable[AttendanceLine]) -> Table:
    rows = tuple(cells(each.role, each.organisation_name, _came(each)) for each in lines)
    return Table("Who came, and who sent apologies", cells("Role", "For", "Attendance"), rows)


def _came(attended: AttendanceLine) -> str:
    more = {"substitute": attended.substitute, "remote": attended.remote}
    return ", ".join([attended.presence, *filter(more.get, more)]).capitalize()


def _minuted(item: ItemLine) -> Iterator[Block]:
    yield Heading(1, f"{item.printed}. {item.title}".lstrip(". "))
    for words in item.minute.splitlines():
        if words.strip():
            yield Paragraph(line(words.strip()))
    for declared in item.declarations:
        who = ", ".join(filter(None, (declared.role, declared.organisation_name)))
        yield Paragraph(line(f"{who}: {declared.interest} declared; {declared.conduct}."))
    if item.resolutions:
        yield Paragraph((Run("Resolved:", bold=True),))
        said = (f"{each.words} {each.effect}".strip() for each in item.resolutions)
        yield Bullets(tuple(map(line, said)), numbered=True)
