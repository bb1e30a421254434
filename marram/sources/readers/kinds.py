"""Tell what a file really is by its first bytes; its name is only a claim."""

from marram.foundation.verdicts import YES, Verdict, no
from marram.sources.readers import limits


ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
# The container of Office files before 2007, and of files protected by a password since.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED = "EncryptedPackage".encode("utf-16-le")

SEND_INSTEAD = "Send a comma-separated file (.csv) or an Excel workbook (.xlsx)."
OTHERS = {
    b"%PDF": "a PDF",
    b"{\\rtf": "a Word document",
    b"\x1f\x8b": "a packed file (.gz)",
    b"7z\xbc\xaf\x27\x1c": "a packed file (.7z)",
    b"Rar!": "a packed file (.rar)",
    b"BZh": "a packed file (.bz2)",
    b"\xfd7zXZ": "a packed file (.xz)",
    b"\x28\xb5\x2f\xfd": "a packed file (.zst)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    b"PAR1": "a Parquet file",
}


def is_zip(content: bytes) -> bool:
    return content.startswith(ZIP)


def known(content: bytes, *, outlines: bool = False) -> Verdict:
    """Tell whether the file can be a comma-separated file or a workbook at all; with `outlines`,
    whether it can be GeoJSON."""
    if not content.strip():
        return no("The file is empty. Check that it was saved, then send it again.")
    if len(content) > limits.BYTES_AS_SENT:
        megabytes = limits.BYTES_AS_SENT // 1024**2
        return no(f"The file is larger than {megabytes} MB. Split it into smaller files.")
    if outlines:
        return _outlines(content)
    if content.startswith(EMPTY_ZIP):
        return no(f"The file is an empty zip file. {SEND_INSTEAD}")
    if content.startswith(COMPOUND):
        return _compound(content)
    return _other(content)


def _outlines(content: bytes) -> Verdict:
    if content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return YES
    if content.startswith(ZIP):
        return no(
            "The file is a zip file. If it holds a shapefile, export that as GeoJSON with "
            "coordinates in WGS84 (EPSG:4326)."
        )
    return no("The file is not GeoJSON. Send boundaries as a GeoJSON file (.geojson).")


def _compound(content: bytes) -> Verdict:
    if PROTECTED in content:
        return no(
            "The workbook is protected by a password. Take the password off in Excel "
            "(File, Info, Protect Workbook), save it and send it again."
        )
    return no(
        "The file is in the old Excel format (.xls). Open it in Excel, save it as "
        "“Excel Workbook (.xlsx)” and send that file."
    )


def _other(content: bytes) -> Verdict:
    for start, words in OTHERS.items():
        if content.startswith(start):
            return no(f"The file is {words}. {SEND_INSTEAD}")
    start = content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<?xml", b"<!doctype", b"<html", b"<table", b"<workbook")):
        return no(f"The file is a web page or XML, not a table. {SEND_INSTEAD}")
    if start.startswith((b"[{", b'{"')):
        return no(f"The file is JSON, not a table. {SEND_INSTEAD}")
    return YES
