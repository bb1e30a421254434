"""Documents, for the rooms whose records refer to them. Those rooms say who may read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from marram.foundation.verdicts import Missing
from marram.records.models import Document


@dataclass(frozen=True, kw_only=True)
class KeptDocument:
    """What is known of a document without its bytes. `size` counts bytes."""

    number: int
    name: str
    media_type: str
    sha256: str
    size: int
    kept_at: datetime


def documents(*, numbers: Collection[int]) -> Mapping[int, KeptDocument]:
    """Return documents by number; those that are not there are left out. One SQL query."""
    found = (
        Document.objects.filter(pk__in=numbers)
        .order_by("pk")
        .values_list("pk", "name", "media_type", "file_id", "file__size", "kept_at")
    )
    return {
        number: KeptDocument(
            number=number,
            name=name,
            media_type=media_type,
            sha256=sha256,
            size=size,
            kept_at=kept_at,
        )
        for number, name, media_type, sha256, size, kept_at in found
    }


def content(*, number: int) -> bytes:
    """Return the bytes of a document. One SQL query.

    Raises: Missing.
    """
    found = Document.objects.filter(pk=number).values_list("file__content", flat=True).first()
    if found is None:
        raise Missing(f"There is no document {number}.")
    return bytes(found)
