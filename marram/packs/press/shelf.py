"""Printed sections kept on disk by what they were printed from, so that none is set twice.

Everything here can be made again from the database; an installation may empty the folder.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from marram.packs.press import typesetting
from marram.packs.press.sections import Fetch, Printed, print_section
from marram.packs.vocabulary.sections import Section, canonical, digest


# How many bytes the hash takes that each file begins with.
SEAL = 64


@dataclass(frozen=True)
class Shelf:
    """A folder of printed sections. `fetch` gives the bytes of uploads that are set anew."""

    folder: Path
    fetch: Fetch

    def printed(self, section: Section, *, size: int = typesetting.SIZE) -> Printed:
        """Return a section as printed before, or print and keep it.

        Raises: Refused where its upload cannot be read.
        """
        kept = self._path(f"section {section.digest} {size}")
        if content := _whole(kept):
            return Printed.from_bytes(content)
        printed = print_section(section, fetch=self.fetch, size=size)
        _keep(kept, printed.to_bytes())
        return printed

    def feet(self, *, words: str, labels: Sequence[str], size: int = typesetting.SIZE) -> bytes:
        """Return what goes at the foot of each page, as printed before, or print and keep it."""
        told = canonical({"words": words, "labels": labels, "size": size})
        kept = self._path(f"feet {digest(told)}")
        if content := _whole(kept):
            return content
        printed = typesetting.footers(words=words, labels=labels, size=size)
        _keep(kept, printed)
        return printed

    def remembered(self, told: str, read: Callable[[], str]) -> str:
        """Return what reading something gave before, or read it and keep that.

        `told` says what is read, and must change whenever it does.
        """
        kept = self._path(f"reading {told}")
        if content := _whole(kept):
            return content.decode()
        found = read()
        _keep(kept, found.encode())
        return found

    def keep_pdf(self, content: bytes) -> None:
        """Keep a bound pack by its hash, until it is published and kept for good."""
        _keep(self._bound(_seal(content).decode()), content)

    def pdf(self, digest: str) -> bytes | None:
        """Return a bound pack by its hash, if it is here."""
        return _whole(self._bound(digest))

    def _bound(self, digest: str) -> Path:
        return self.folder / "bound" / digest

    def _path(self, told: str) -> Path:
        name = digest(f"{told} {typesetting.edition_of_press()}")
        return self.folder / name[:2] / name[2:]


def _keep(path: Path, content: bytes) -> None:
    """Write a file that others see whole or not at all, sealed with its hash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(_seal(content) + content)
    os.replace(part.name, path)


def _whole(path: Path) -> bytes | None:
    """Return what was kept; a file that is torn or was changed counts as not there."""
    try:
        kept = path.read_bytes()
    except FileNotFoundError:
        return None
    content = kept[SEAL:]
    return content if kept[:SEAL] == _seal(content) else None


def _seal(content: bytes) -> bytes:
    return sha256(content).hexdigest().encode()
