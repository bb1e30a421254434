"""What must hold of documents and in the ledger: how a fact is written down and sealed.

The seal of an entry is the SHA-256, in hexadecimal, of the UTF-8 bytes of one line of JSON: an
object of the ten fields below, its keys in alphabetical order, without spaces. Anybody with the
rows and a SHA-256 can check the chain without this program.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from math import isfinite
from typing import Any

from marram.foundation.verdicts import YES, Verdict, no
from marram.records.vocabulary import LARGEST_DOCUMENT, MediaType


# Fewer characters of a hash than this are too easily found by chance or by trying.
SHORTEST_HASH = 16

_CANONICAL = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """An entry of the ledger before it is sealed. `before` and `after` are canonical JSON."""

    number: int
    at: datetime
    by: str
    kind: str
    fact: str
    subject_kind: str
    subject_key: str
    before: str
    after: str
    previous_hash: str


def seal(line: Line) -> str:
    """Return the hash that seals `line` to the entry before it: 64 hexadecimal characters."""
    fields = {**vars(line), "at": moment(line.at)}
    return sha256(_CANONICAL.encode(fields).encode()).hexdigest()


def moment(at: datetime) -> str:
    """Return `at` in UTC with six digits of a second, as both databases keep it.

    >>> moment(datetime(2025, 6, 5, 9, 30, tzinfo=UTC))
    '2025-06-05T09:30:00.000000Z'
    """
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def canonical(value: Any) -> str:
    """Return `value` as the one JSON text that it has here: sorted keys, no spaces, no escapes.

    >>> canonical({"timescale": "On-going", "due_on": date(2016, 3, 31)})
    '{"due_on":"2016-03-31","timescale":"On-going"}'
    """
    return _CANONICAL.encode(plain(value))


def plain(value: Any) -> Any:
    """Return `value` as JSON knows it: text, numbers, booleans, lists, objects or None.

    Days and moments become ISO 8601 text, decimals keep their digits as text, enums become their
    value, sets become sorted lists. Raises: ValueError for anything that would be kept as the
    name of a Python object.
    """
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    if isinstance(value, datetime):
        return moment(value) if value.tzinfo else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return _plain_many(value)


def _plain_many(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(inner) for inner in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    raise ValueError(
        f"the ledger keeps text, numbers, days and lists of them; got {type(value).__name__}"
    )


def intact(line: Line, sealed: str) -> Verdict:
    """An entry says today what it said when it was sealed."""
    if seal(line) == sealed:
        return YES
    return no(
        f"Entry {line.number} was changed after it was written: its words no longer fit its seal."
    )


def follows(line: Line, *, number: int, hash: str) -> Verdict:  # noqa: A002
    """An entry follows the one with `number` and `hash`: the next number, sealed to that hash."""
    if line.number == number + 2:
        return no(f"Entry {number + 1} is missing.")
    if line.number > number + 1:
        return no(f"Entries {number + 1} to {line.number - 1} are missing.")
    if line.previous_hash != hash:
        return no(
            f"Entry {line.number} does not follow entry {number}: one of the two was put in,"
            " replaced or sealed again."
        )
    return YES


def checkable(written: str) -> Verdict:
    """A hash that somebody wrote down can be looked for: all of it, or enough of its beginning."""
    hash_ = hash_as_kept(written)
    if not hash_ or (len(hash_) >= SHORTEST_HASH and set(hash_) <= set("0123456789abcdef")):
        return YES
    return no(
        f"Give at least the first {SHORTEST_HASH} characters of a hash, which has only the digits"
        f" 0 to 9 and the letters a to f. {written.strip()!r} is not one."
    )


def hash_as_kept(written: str) -> str:
    """Return what was written by hand as the ledger has it: without spaces, in small letters."""
    return "".join(written.split()).lower()


# What the bytes of each kind begin with; text begins as it likes.
_BEGINNINGS = {
    MediaType.PDF: (b"%PDF-",),
    MediaType.WORD: (b"PK\x03\x04",),
    MediaType.EXCEL: (b"PK\x03\x04",),
    MediaType.PNG: (b"\x89PNG\r\n\x1a\n",),
    MediaType.JPEG: (b"\xff\xd8\xff",),
}


def plain_name(written: str) -> str:
    """Return a file's name without the folders that some browsers send with it.

    >>> plain_name("C:\\\\papers\\\\Annual report.pdf")
    'Annual report.pdf'
    """
    last = re.split(r"[/\\]", written)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip()[:255]


def may_be_kept(*, name: str, content: bytes, media_type: str) -> Verdict:
    """A document has a name, some bytes but not too many, and is of the kind it is said to be."""
    if not name:
        return no("The file has no name. Give it one and hand it in again.")
    if not content:
        return no(f"{name} is empty. Choose another file.")
    if len(content) > LARGEST_DOCUMENT:
        return no(
            f"{name} is larger than {LARGEST_DOCUMENT // 1024**2} MB."
            " Make its pictures smaller or hand it in as several files."
        )
    if media_type not in set(MediaType):
        return no(f"{name} is not a PDF, Word, Excel, text, CSV, PNG or JPEG file. Save it as one.")
    if not _begins_rightly(content, MediaType(media_type)):
        return no(f"{name} is not what its ending says. Save it again from the program it is from.")
    return YES


def _begins_rightly(content: bytes, kind: MediaType) -> bool:
    if kind in _BEGINNINGS:
        return content.startswith(_BEGINNINGS[kind])
    return b"\x00" not in content
