"""Zip files, unpacked without trust: what the directory says about sizes is never believed."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from marram.foundation.verdicts import Refused
from marram.sources.readers import limits


DAMAGED = "The workbook is damaged: {what}. Open it in Excel, save it again and send that file."
PIECE = 64 * 1024
DIRECTORY_ENTRY = b"PK\x01\x02"
ENCRYPTED = 0x1
UNPACKABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Everything that the standard library is known to raise on a zip file made to break it.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    EOFError,
    OSError,
)


def damaged(what: str) -> Refused:
    return Refused(DAMAGED.format(what=what))


class Archive:
    """The parts of a zip file, unpacked piece by piece while counting."""

    def __init__(self, content: bytes) -> None:
        """Raises: Refused when the directory is broken or holds what no workbook needs."""
        self._sent = len(content)
        self._unpacked = self._tags = 0
        # Each part of the directory costs memory as soon as the file is opened. Its own count
        # can lie; the marks that start its entries cannot.
        if content.count(DIRECTORY_ENTRY) > limits.PARTS:
            raise Refused(
                f"The workbook has more than {limits.PARTS:,} parts, as no real one does. Copy the "
                "rows into a new workbook and send that."
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN as error:
            raise damaged("it ends too early or its directory is broken") from error
        self._parts = {part.filename: part for part in self._zip.infolist()}
        self._refuse_odd_parts()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part's bytes, at most 64 kB at a time, in the memory that this takes.

        Raises: Refused when the part is missing or damaged, or all that was unpacked so far is
        more than a workbook of this size can hold.
        """
        if name not in self._parts:
            raise damaged(f"its part {name[:100]} is missing")
        try:
            with self._zip.open(self._parts[name]) as part:
                while piece := part.read(PIECE):
                    self._count(piece)
                    yield piece
        except BROKEN as error:
            raise damaged(f"its part {name[:100]} cannot be unpacked") from error

    def _count(self, piece: bytes) -> None:
        self._unpacked += len(piece)
        self._tags += piece.count(b"<")
        if self._tags > limits.XML_TAGS:
            raise Refused("The workbook has too many cells to check. Split it into smaller files.")
        if self._unpacked > limits.BYTES_UNPACKED:
            megabytes = limits.BYTES_UNPACKED // 1024**2
            raise Refused(
                f"The workbook unpacks to more than {megabytes} MB. Split it into smaller files."
            )
        if (
            self._unpacked > limits.BYTES_UNPACKED_HARMLESS
            and self._unpacked > self._sent * limits.TIMES_UNPACKED
        ):
            raise Refused(
                f"The workbook unpacks to more than {limits.TIMES_UNPACKED} times its size, as no "
                "real one does. Copy the rows into a new workbook and send that."
            )

    def _refuse_odd_parts(self) -> None:
        parts = self._zip.infolist()
        if len(self._parts) < len(parts):
            raise damaged("two of its parts have the same name")
        if any(part.flag_bits & ENCRYPTED for part in parts):
            raise Refused(
                "The workbook is protected by a password. Take the password off and send it again."
            )
        if any(part.compress_type not in UNPACKABLE for part in parts):
            raise damaged("its parts are packed in a way that Excel does not use")
        for name in self._parts:
            if name.startswith("/") or "\\" in name or ".." in name.split("/"):
                raise damaged("one of its parts has a name that points out of the workbook")
