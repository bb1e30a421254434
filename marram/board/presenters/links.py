"""What resolutions changed and what changed a record, as tables; and the search for a record."""

from collections.abc import Iterable

from django.urls import reverse

from marram.board.presenters.tags import capital
from marram.board.queries.linkables import LINKABLES
from marram.board.queries.links import Decided, Found, Touch
from marram.board.vocabulary.resolutions import Touched
from marram.design.components import Component, DataTable, FilterBar, Input, Link, Option, Select
from marram.design.words import day


ADDRESSES = {
    Touched.ACTION: "strategy:action",
    Touched.STRATEGY: "strategy:strategy",
    Touched.POOL: "funding:pool",
    Touched.CONTRACT: "funding:contract",
    Touched.MEASURE: "indicators:indicator",
    Touched.SCORECARD: "indicators:scorecard",
    Touched.ORGANISATION: "people:organisation",
    Touched.GROUP: "people:group",
    Touched.RESOLUTION: "board:resolution",
}


def touched(found: Iterable[Touch], *, code: str, keeps: bool) -> DataTable:
    """Return the records that a resolution changed; who keeps it may take a link back."""
    rows = tuple(_touch_row(each, code, keeps) for each in found)
    return DataTable(
        caption="What it changed",
        columns=("What", "Kind", "How", *(("Wrong?",) if keeps and rows else ())),
        rows=rows,
        empty="It is not linked to anything that it changed yet.",
    )


def changed_by(decided: Iterable[Decided], *, caption: str = "Decided by a board") -> DataTable:
    """Return the resolutions that changed a record, for the page of that record."""
    return DataTable(
        caption=caption,
        columns=("Resolved", "What", "How", "What came of it"),
        rows=tuple(
            (
                day(each.decided_on),
                Link(each.words, reverse("board:resolution", args=[each.code])),
                capital(each.changed),
                each.effect or each.came_of_it,
            )
            for each in decided
        ),
    )


def search(*, code: str, words: str, kind: str) -> FilterBar:
    """Return the boxes to search with for what a resolution changed."""
    here = reverse("board:tell-consequence", args=[code])
    kinds = (Option(linkable.noun, value=each.value) for each, linkable in LINKABLES.items())
    return FilterBar(
        fields=(
            Input(name="words", label="Words or code", value=words),
            Select(
                name="kind",
                label="Kind of record",
                options=(Option("All", value=""), *kinds),
                value=kind,
            ),
        ),
        action=here,
        clear_url=here,
    )


def choices(found: Iterable[Found]) -> tuple[tuple[str, str], ...]:
    """Return what a search found as choices: "kind/key", and the kind and name in words."""
    return tuple(
        (f"{each.kind.value}/{each.key}", f"{LINKABLES[each.kind].noun}: {_shown(each)}")
        for each in found
    )


def _shown(found: Found) -> str:
    coded = found.kind in (Touched.ACTION, Touched.RESOLUTION)
    return f"{found.title} ({found.key})" if coded else found.title


def _touch_row(touch: Touch, code: str, keeps: bool) -> tuple[Component | str, ...]:
    row = (_record(touch), touch.noun, capital(touch.changed))
    if not keeps:
        return row
    back = reverse("board:take-back-consequence", args=[code, touch.number])
    return (*row, Link("Take back", back, f" the link to {touch.title or touch.key}"))


def _record(touch: Touch) -> Component | str:
    if not touch.title:
        return "A record that is not for everybody"
    address = _address(touch.kind, touch.key)
    return Link(touch.title, address) if address else touch.title


def _address(kind: str, key: str) -> str:
    if kind == Touched.SCHEME:
        returned, _, line = key.partition("/")
        return reverse("funding:line", args=[returned, "schemes", line])
    name = ADDRESSES.get(Touched(kind)) if kind in set(Touched) else None
    return reverse(name, args=[key]) if name else ""
