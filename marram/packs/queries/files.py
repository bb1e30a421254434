"""The files of an edition: the whole pack, and its front sheet in two more dresses."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.packs.press.printing import easy_read, large_print, print_pack
from marram.packs.press.shelf import Shelf
from marram.packs.queries import editions
from marram.records import queries as records


PDF = "application/pdf"


@dataclass(frozen=True, kw_only=True)
class File:
    """A file to hand on."""

    name: str
    content: bytes
    media_type: str = PDF


def shelf(home: Path) -> Shelf:
    """Return the shelf of an installation, which fetches uploads from its records."""
    return Shelf(home / "packs", _fetch)


def pdf(*, viewer: Actor, number: int, home: Path) -> File:
    """Return the PDF of an edition: as kept once it is published, else as printed or printed again.

    Two SQL queries; two more and one for each upload where it must be printed again.

    Raises: Missing, also where a newer press would print an unpublished edition differently.
    """
    document = editions.kept_pdf(viewer=viewer, number=number)
    if document is not None:
        return File(name=f"pack-{number}.pdf", content=records.content(number=document))
    whole = editions.edition(viewer=viewer, number=number)
    kept = shelf(home).pdf(whole.line.sha256)
    content = kept or print_pack(whole.pack, shelf=shelf(home), earlier=whole.labels).pdf
    if sha256(content).hexdigest() != whole.line.sha256:
        raise Missing(f"Pack {number} was printed by an earlier version. Make it again.")
    return File(name=f"pack-{number}.pdf", content=content)


def front_in_large_print(*, viewer: Actor, number: int, home: Path) -> File:
    """Return the front sheet in large print. Two SQL queries.

    Raises: Missing.
    """
    whole = editions.edition(viewer=viewer, number=number)
    content = large_print(whole.pack, whole.labels, shelf(home))
    return File(name=f"agenda-large-print-{number}.pdf", content=content)


def front_in_easy_words(*, viewer: Actor, number: int, home: Path) -> File:
    """Return the agenda in easy words. Two SQL queries.

    Raises: Missing.
    """
    whole = editions.edition(viewer=viewer, number=number)
    content = easy_read(whole.pack, whole.labels, shelf(home))
    return File(name=f"agenda-easy-read-{number}.pdf", content=content)


def _fetch(number: int) -> bytes:
    return records.content(number=number)
