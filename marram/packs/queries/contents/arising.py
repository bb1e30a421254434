"""Matters arising: what earlier meetings resolved, and how it stands."""

from collections.abc import Iterator, Sequence
from datetime import date

from marram.board.queries.resolution_lines import ResolutionLine
from marram.board.vocabulary.blocks import Line, Table, cells
from marram.packs.vocabulary import Part
from marram.packs.vocabulary.sections import Section


HEAD = cells("Resolved on", "What was resolved", "Owner", "How it stands")


def sections(
    found: Sequence[ResolutionLine], *, on: date, key: str, mark: str
) -> Iterator[Section]:
    """Yield what arises for everybody and, apart from it, what is exempt."""
    open_ones = [each for each in found if not each.exempt]
    private = [each for each in found if each.exempt]
    if open_ones:
        yield _section(open_ones, on, f"{key}-arising", mark, "Matters arising")
    if private:
        told = "Exempt: Schedule 12A"
        yield _section(private, on, f"{key}-arising-exempt", mark, "Private matters arising", told)


def _section(
    found: Sequence[ResolutionLine], on: date, key: str, mark: str, title: str, private: str = ""
) -> Section:
    caption = f"Resolutions of earlier meetings, as they stood on {_day(on)}"
    return Section(
        key=key,
        part=Part.ARISING,
        mark=mark,
        title=title,
        blocks=(Table(caption, HEAD, tuple(map(_row, found))),),
        private=private,
    )


def _row(each: ResolutionLine) -> tuple[Line, ...]:
    decided = _day(each.decided_on) + (f", item {each.item_number}" if each.item_number else "")
    return cells(decided, each.words, each.owner or "Not named", "; ".join(_state(each)))


def _state(each: ResolutionLine) -> Iterator[str]:
    yield each.standing.capitalize()
    if each.effect:
        yield each.effect.rstrip(".")
    if each.due_on and not each.finished_on:
        yield f"due {_day(each.due_on)}"
    if each.last_said:
        yield each.last_said
    elif each.finished_because:
        yield each.finished_because


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
