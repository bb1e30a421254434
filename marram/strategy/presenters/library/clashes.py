"""Dates that clash, each as a sentence with what to do."""

from collections import Counter
from collections.abc import Iterable

from django.urls import reverse

from marram.design.components import Heading, Link, Row
from marram.strategy.presenters import words
from marram.strategy.presenters.library.parts import File, FileRow, Shown, breadcrumbs, table
from marram.strategy.queries.library import ClashList
from marram.strategy.rules.library.clashes import Clash, ClashKind


HEADINGS = ("Kind", "Finding", "What to do")


def clashes(page: ClashList, *, asked_on: str = "") -> Shown:
    """Return every clash, grouped by kind in the order of the rules."""
    here = reverse("strategy:clashes")
    order = {kind: number for number, kind in enumerate(ClashKind)}
    found = sorted(page.clashes, key=lambda clash: order[clash.kind])
    counts = Counter(clash.kind for clash in found)
    looked = (
        f"{words.number(page.links, 'link')} and all plans looked at on {words.day(page.on)}. "
        f"{words.number(page.undated, 'link')} could not be judged, because one end has no dates."
    )
    return Shown(
        title="Dates that clash",
        heading=Heading("Dates that clash", lead=looked),
        breadcrumbs=breadcrumbs(title="Dates that clash"),
        warnings=tuple(
            f"{kind.value.capitalize()}: {counts[kind]}" for kind in ClashKind if counts[kind]
        ),
        parts=(
            table(
                f"{words.number(len(found), 'clash', 'clashes')} of dates",
                ("What clashes", "Kind", "What to do", "Look at"),
                tuple(_row(clash) for clash in found),
                here=here,
                asked={"on": asked_on} if asked_on else {},
                empty="No dates clash.",
            ),
        ),
        files=(File(title="Dates that clash", header=HEADINGS, rows=_files(found)),),
    )


def _row(clash: Clash) -> Row:
    plan = clash.kind is ClashKind.ACTIONS_TOO_LATE
    name = "strategy:plan" if plan else "strategy:strategy"
    return (
        clash.finding,
        clash.kind.capitalize(),
        clash.advice,
        Link(
            "The plan" if plan else "The strategy",
            reverse(name, args=[clash.origin]),
            hidden_text=f"of: {clash.finding}",
        ),
    )


def _files(found: Iterable[Clash]) -> tuple[FileRow, ...]:
    return tuple((clash.kind.value, clash.finding, clash.advice) for clash in found)
