"""How the columns of this room's files are written down."""

from collections.abc import Callable, Sequence
from datetime import datetime

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.sources.vocabulary import Accept, Column, Counts, Kind, Row


SLUG = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
PENCE = r"-?[0-9]+(\.[0-9]{1,2}0*)?"
PENCE_HINT = "Enter pounds with at most two decimal places, such as 1250000 or 16.04."


def column(name: str, **more: object) -> Column:
    return Column(name=name, title=name.replace("_", " ").capitalize(), **more)  # type: ignore[arg-type]


def columns(names: str, **more: object) -> tuple[Column, ...]:
    return tuple(column(name, **more) for name in names.split())


def money(names: str, *, required: bool = False) -> tuple[Column, ...]:
    return columns(names, kind=Kind.DECIMAL, pattern=PENCE, hint=PENCE_HINT, required=required)


def slug(name: str) -> Column:
    return column(name, required=True, pattern=SLUG, longest=60)


def accepting(record: Callable[..., Recorded]) -> Accept:
    """Return what writes rows through an action of this room."""

    def accept(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
        return Counts(*record(by=by, at=at, rows=rows))

    return accept
