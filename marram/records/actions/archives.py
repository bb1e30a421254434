"""The file a backup is: a .tar, compressed with gzip, of lines of JSON and a manifest.

    tables/<table>.jsonl    one row a line, see `queries.tables`
    stores/<store>/<name>   a file that rows name and that lies beside the database
    home/<name>             a file of the installation's folder
    manifest.json           what there is, how many rows, and the SHA-256 of every file; the last

The format is the same whichever database it comes from and goes to, and any program can read it.
"""

import gzip
import io
import json
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from marram.foundation.verdicts import Refused


FORMAT = 1
MANIFEST = "manifest.json"
# A manifest has a line for each table and migration; this is a hundred times what it needs.
LONGEST_MANIFEST = 16 * 1024 * 1024
BLOCK = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Member:
    """A file in the archive. `rows` are lines; `columns` are empty for what is no table."""

    name: str
    rows: int
    size: int
    sha256: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says about itself."""

    format: int
    made_at: str
    marram: str
    database: str
    migrations: tuple[str, ...]
    ledger_entries: int
    ledger_head: str
    ledger_faults: int
    members: tuple[Member, ...]

    def table(self, name: str) -> Member | None:
        return next((each for each in self.members if each.name == table_name(name)), None)

    @property
    def rows(self) -> int:
        return sum(member.rows for member in self.members if member.columns)


def table_name(table: str) -> str:
    return f"tables/{table}.jsonl"


def store_name(store: str, name: str) -> str:
    return f"stores/{store}/{name}"


@dataclass
class Writer:
    """Puts files into an archive, one after another, and remembers what it put."""

    archive: tarfile.TarFile
    at: datetime
    members: list[Member] = field(default_factory=list)

    def add(self, name: str, lines: Iterable[bytes], *, columns: tuple[str, ...] = ()) -> Member:
        """Write `lines` as a file; a tar wants its size first, so it is laid aside meanwhile."""
        rows, digest = 0, sha256()
        with TemporaryFile() as aside:
            for line in lines:
                rows += 1
                digest.update(line)
                aside.write(line)
            size = aside.tell()
            aside.seek(0)
            self._put(name, aside, size)
        member = Member(name=name, rows=rows, size=size, sha256=digest.hexdigest(), columns=columns)
        self.members.append(member)
        return member

    def add_file(self, name: str, path: Path) -> Member:
        """Write a file as it lies on the disk, a block at a time."""
        with path.open("rb") as content:
            return self.add(name, iter(partial(content.read, BLOCK), b""))

    def finish(self, manifest: Manifest) -> None:
        written = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
        self._put(MANIFEST, io.BytesIO(written), len(written))

    def _put(self, name: str, content: IO[bytes], size: int) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = size, int(self.at.timestamp()), 0o600
        self.archive.addfile(entry, content)


@contextmanager
def writing(to: IO[bytes], *, at: datetime) -> Iterator[Writer]:
    """Open an archive to write. The same content at the same moment gives the same bytes."""
    with (
        gzip.GzipFile(filename="", fileobj=to, mode="wb", compresslevel=6, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as archive,
    ):
        yield Writer(archive, at)


@contextmanager
def reading(path: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """Open an archive to read: its files by name, each to be read before the next.

    Raises: Refused when it is no archive, is cut short or was damaged, as far as it is read.
    """
    try:
        with (
            path.open("rb") as source,
            gzip.GzipFile(fileobj=source, mode="rb") as packed,
            tarfile.open(fileobj=packed, mode="r|") as archive,
        ):
            yield _files(archive, packed)
    except FileNotFoundError:
        raise Refused(f"There is no file {path}.") from None
    except (tarfile.TarError, EOFError, OSError, zlib.error, UnicodeDecodeError) as error:
        raise Refused(
            f"{path.name} is no backup of Marram, or was damaged or cut short: {error}"
        ) from error


def _files(archive: tarfile.TarFile, packed: gzip.GzipFile) -> Iterator[tuple[str, IO[bytes]]]:
    for entry in archive:
        content = archive.extractfile(entry) if entry.isfile() else None
        if content is None:
            raise Refused(f"The backup holds {entry.name!r}, which is no file.")
        yield entry.name, content
    # The sum of the whole is compared when the end is read.
    while packed.read(BLOCK):
        continue


def checked(path: Path) -> Manifest:
    """Read a whole archive, compare every file with the manifest, and return the manifest.

    Raises: Refused at the first thing that is damaged, missing or too many.
    """
    found: dict[str, Member] = {}
    manifest: Manifest | None = None
    with reading(path) as files:
        for name, content in files:
            if name == MANIFEST:
                manifest = _manifest(content)
            elif name in found:
                raise Refused(f"The backup holds {name} twice.")
            else:
                found[name] = _weighed(name, content)
    if manifest is None:
        raise Refused(f"{path.name} has no manifest: it is no backup of Marram, or was cut short.")
    _compare(manifest, found)
    return manifest


def _manifest(content: IO[bytes]) -> Manifest:
    try:
        read = json.loads(content.read(LONGEST_MANIFEST))
        if read.get("format") != FORMAT:
            raise Refused(
                f"The backup has format {read.get('format')}; this Marram reads format {FORMAT}."
            )
        return Manifest(**_as_tuples(read))
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise Refused(f"The manifest of the backup cannot be read: {error}") from error


def _as_tuples(read: dict[str, Any]) -> dict[str, Any]:
    members = tuple(
        Member(**{**member, "columns": tuple(member["columns"])}) for member in read["members"]
    )
    return {**read, "migrations": tuple(read["migrations"]), "members": members}


def _weighed(name: str, content: IO[bytes]) -> Member:
    rows, size, digest = 0, 0, sha256()
    while block := content.read(BLOCK):
        rows += block.count(b"\n")
        size += len(block)
        digest.update(block)
    return Member(name=name, rows=rows, size=size, sha256=digest.hexdigest())


def _compare(manifest: Manifest, found: dict[str, Member]) -> None:
    named = {member.name for member in manifest.members}
    if missing := sorted(named - found.keys()):
        raise Refused(f"The backup lacks {', '.join(missing)}, which its manifest names.")
    if extra := sorted(found.keys() - named):
        raise Refused(f"The backup holds {', '.join(extra)}, which its manifest does not name.")
    for member in manifest.members:
        there = found[member.name]
        if (there.size, there.sha256) != (member.size, member.sha256):
            raise Refused(
                f"{member.name} in the backup was damaged or changed: its SHA-256 is"
                f" {there.sha256}, and the manifest says {member.sha256}."
            )
        if member.columns and there.rows != member.rows:
            raise Refused(
                f"{member.name} in the backup holds {there.rows} rows, and the manifest says"
                f" {member.rows}."
            )
