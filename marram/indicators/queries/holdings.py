"""What is held: the accepted deliveries of observations, and the files they lie in."""

from dataclasses import dataclass
from datetime import datetime

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.indicators import policies
from marram.indicators.models import Holding, ObservationFile
from marram.indicators.queries import store
from marram.indicators.vocabulary import FileState


@dataclass(frozen=True, kw_only=True)
class HoldingLine:
    """One accepted delivery: where it came from, its file, and what became of it."""

    key: str
    source: str
    rows: int
    accepted_by: str
    accepted_at: datetime
    file_sha256: str
    file_size: int
    superseded_by: str
    superseded_at: datetime | None
    reason: str


def holdings(*, viewer: Actor) -> tuple[HoldingLine, ...]:
    """Return every accepted delivery of observations, the newest first. One SQL query.

    Raises: Refused when the viewer may not bring figures in.
    """
    policies.may_bring_in(viewer).enforce()
    found = Holding.objects.select_related("file").order_by("-accepted_at", "-key")
    return tuple(map(_line, found))


def holding(*, viewer: Actor, key: str) -> HoldingLine:
    """Return one accepted delivery. One SQL query. Raises: Refused; Missing."""
    policies.may_bring_in(viewer).enforce()
    found = Holding.objects.select_related("file").filter(pk=key).first()
    if found is None:
        raise Missing(f"No accepted observations have the key {key}.")
    return _line(found)


def lost_files() -> tuple[str, ...]:
    """Return the names of files that are in force and not there. One SQL query."""
    current = ObservationFile.objects.filter(state=FileState.CURRENT).order_by("sha256")
    paths = map(store.path_of, current.values_list("sha256", flat=True))
    return tuple(path.name for path in paths if not path.is_file())


def _line(kept: Holding) -> HoldingLine:
    return HoldingLine(
        key=kept.key,
        source=kept.source,
        rows=kept.rows,
        accepted_by=kept.accepted_by,
        accepted_at=kept.accepted_at,
        file_sha256=kept.file_id,
        file_size=kept.file.size,
        superseded_by=kept.superseded_by_id or "",
        superseded_at=kept.superseded_at,
        reason=kept.reason,
    )
