"""The words of the ledger, and what people may do with it.

A room whose rows name files that lie beside the database says where with a `Store` and offers it
once, when the site starts; a backup then carries the files with the rows that name them.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import IO, Protocol


class Permission(StrEnum):
    READ_HISTORY = "records.read_history"
    READ_LEDGER = "records.read_ledger"
    BACK_UP = "records.back_up"
    RESTORE = "records.restore"
    KEEP_DOCUMENTS = "records.keep_documents"


class MediaType(StrEnum):
    """The kinds of file that are kept as documents."""

    PDF = "application/pdf"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    TEXT = "text/plain"
    CSV = "text/csv"
    PNG = "image/png"
    JPEG = "image/jpeg"


KINDS_BY_ENDING = {
    ".pdf": MediaType.PDF,
    ".docx": MediaType.WORD,
    ".xlsx": MediaType.EXCEL,
    ".csv": MediaType.CSV,
    ".txt": MediaType.TEXT,
    ".png": MediaType.PNG,
    ".jpg": MediaType.JPEG,
    ".jpeg": MediaType.JPEG,
}


# As large as a delivery may be: a scanned report of some hundred pages.
LARGEST_DOCUMENT = 25 * 1024 * 1024


# The hash that the first entry follows: there is nothing before it.
NOTHING_BEFORE = "0" * 64

# Spaces of `foundation.panels` by which rooms tell the ledger what it cannot know itself.
#
# "records.actors": key is a frozenset of actor keys; the answer maps those the room knows
# (its mailed links, say) to names.
ACTORS_SPACE = "records.actors"
# "records.subjects": key is a frozenset of Subjects; the answer maps those the room knows to
# (title, address), so that the ledger can name a record and link to it.
SUBJECTS_SPACE = "records.subjects"
# "records.closed": key is a Subject; the answer is the sentence that closes its history to the
# viewer, or None. A room whose records are not for everybody with the permission hangs one.
CLOSED_SPACE = "records.closed"


class Store(Protocol):
    """Files beside the database that rows of a room name. They never change once named."""

    name: str

    def files(self) -> Iterable[tuple[str, Path]]:
        """Return the files that rows name at this moment: a name of its own each, and its path.

        Raises: Refused when one is not there.
        """

    def place(self, *, name: str, content: IO[bytes]) -> None:
        """Put a file back where rows will look for it, safe before they do.

        Raises: Refused when the name is none of this store's, or the content does not fit it.
        """


_stores: dict[str, Store] = {}


def offer_store(store: Store) -> None:
    """Have backups carry the files of this store from now on."""
    _stores[store.name] = store


def stores() -> Mapping[str, Store]:
    """Return the stores on offer, by name."""
    return dict(sorted(_stores.items()))
