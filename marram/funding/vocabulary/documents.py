"""The words of the papers behind money."""

from enum import StrEnum
from typing import NamedTuple


class DocumentKind(StrEnum):
    """What a paper is. Section 75 and 256 are of the National Health Service Act 2006."""

    SECTION_75 = "section 75 agreement"
    SECTION_256 = "section 256 agreement"
    GRANT = "grant agreement"
    VARIATION = "variation"
    OTHER = "other paper"
    NOT_STATED = "not stated"


class Holder(StrEnum):
    """What a paper belongs to, as addresses name it."""

    AGREEMENT = "agreements"
    GRANT = "grants"


class Upload(NamedTuple):
    """A file as it was sent."""

    name: str
    content: bytes
    media_type: str
