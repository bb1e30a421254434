"""Which cell of a row belongs to which column of the layout."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from marram.foundation.verdicts import Refused
from marram.sources.readers.cells import Cell, Line, letters
from marram.sources.vocabulary import Layout


def positions(layout: Layout, heading: Line) -> Mapping[str, int]:
    """Return the position of every column of the layout, by name.

    Raises: Refused when a column is missing, comes twice or is not one of the layout's.
    """
    where = f" on sheet “{heading.sheet}”" if heading.sheet else ""
    named = _named(heading.cells, where)
    meant = {_plain(column.title): column.name for column in layout.columns}
    meant |= {_plain(column.name): column.name for column in layout.columns}
    _refuse_strangers(layout, [text for text in named.values() if _plain(text) not in meant], where)
    found: dict[str, int] = {}
    for position, text in named.items():
        name = meant[_plain(text)]
        if name in found:
            raise Refused(
                f"The columns {letters(found[name])} and {letters(position)}{where} are both "
                f"headed “{text}”. Remove one."
            )
        found[name] = position
    missing = [column.name for column in layout.columns if column.name not in found]
    if missing:
        raise Refused(
            f"The heading row{where} lacks {_listed(missing)}. Add what is missing; its cells may "
            "stay empty if there is nothing to say."
        )
    return found


def _named(cells: Sequence[Cell], where: str) -> Mapping[int, str]:
    named: dict[int, str] = {}
    for position, cell in enumerate(cells):
        if cell is None or isinstance(cell, str) and not cell.strip():
            continue
        if not isinstance(cell, str):
            raise Refused(
                f"The heading of column {letters(position)}{where} is not a text. The first row "
                "must hold the names of the columns."
            )
        named[position] = cell.strip()[:100]
    return named


def _plain(text: str) -> str:
    """Return a heading without the differences that nobody means: case, spaces, underscores."""
    return re.sub(r"[\s_\-]+", " ", text).strip().casefold()


def _refuse_strangers(layout: Layout, strangers: Sequence[str], where: str) -> None:
    if not strangers:
        return
    names = [column.name for column in layout.columns]
    near = get_close_matches(strangers[0].casefold(), names, n=1, cutoff=0.7)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    many = len(strangers) > 1
    raise Refused(
        f"The heading{'s' if many else ''} {_listed(strangers)}{where} "
        f"{'do' if many else 'does'} not belong to “{layout.title}”.{hint} "
        f"The first row must hold these names: {', '.join(names)}."
    )


def _listed(names: Sequence[str]) -> str:
    shown = [f"“{name}”" for name in names[:5]]
    if len(names) > 5:
        shown[5:] = [f"{len(names) - 5} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
