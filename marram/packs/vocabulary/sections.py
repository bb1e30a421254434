"""What a pack is made of, frozen: the same values print its pages on paper and on screen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import sha256
from typing import Any

from marram.board.vocabulary.blocks import Block, Blocks, from_json
from marram.packs.vocabulary import Audience, Part


# A link to another section of the same pack, wherever it is printed.
WITHIN = "pack:"


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A PDF that was given to us: its document in `records`, and the words of each page."""

    document: int
    sha256: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a pack that starts on a page of its own.

    `key` names it in its pack and in addresses; `mark` stands over its pages ("Item 5, appendix
    A"). Its `blocks` come first, the pages of an `upload` after them. `private` says why it is not
    for the public, and is empty where it is. `asks` are the recommendations it puts to the board.
    """

    key: str
    part: Part
    mark: str
    title: str
    blocks: Blocks = ()
    upload: Upload | None = None
    private: str = ""
    asks: tuple[str, ...] = ()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the section as it is kept: its address."""
        return digest(to_text(self))


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """An item of the agenda as the front sheet prints it; `sections` are the keys of its papers."""

    number: str
    title: str
    what: str
    sections: tuple[str, ...] = ()
    private: str = ""


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Everything that a board is handed for one meeting, in its order."""

    meeting: str
    board: str
    day: str
    time_and_place: str
    audience: Audience
    agenda: tuple[AgendaLine, ...]
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        return f"{self.board}, {self.day}"


def to_text(section: Section) -> str:
    """Return a section as JSON that is the same, byte for byte, whenever the section is."""
    return canonical({each.name: getattr(section, each.name) for each in fields(section)})


def from_text(text: str) -> Section:
    """Return the section that `to_text` kept."""
    kept = json.loads(text)
    return Section(
        **{
            **kept,
            "part": Part(kept["part"]),
            "blocks": from_json(kept["blocks"]),
            "upload": _upload(kept["upload"]),
            "asks": tuple(kept["asks"]),
        }
    )


def canonical(kept: Mapping[str, Any]) -> str:
    """Return JSON with its keys in order and nothing that could differ between two machines.

    Values are written by their fields, blocks also by their name: what `from_json` reads.
    """
    return json.dumps(
        kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_fields
    )


def _fields(value: Any) -> Mapping[str, Any]:
    named = {"block": type(value).__name__.lower()} if isinstance(value, Block) else {}
    return {**named, **vars(value)}


def digest(text: str) -> str:
    """Return the SHA-256 of a text, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def _upload(kept: Mapping[str, Any] | None) -> Upload | None:
    return Upload(**{**kept, "words": tuple(kept["words"])}) if kept else None
