"""The text of a file as it came: a PDF with text in it, or plain text."""

import re
import threading
from collections.abc import Iterator

import pypdfium2

from marram.foundation.verdicts import Refused


# A pack of a thousand pages has some three million characters; people look through less.
LONGEST = 10_000_000
MOST_PAGES = 3_000
# Fewer letters on a page than this are page numbers under a picture of the page.
LETTERS_ON_A_PAGE = 25
# Lines of a paragraph stand some 1.2 times the height of their letters apart.
ROOM = 1.45
Box = tuple[float, float, float, float]
# PDFium must be entered by one thread at a time.
_one_at_a_time = threading.Lock()


def text_of(content: bytes) -> str:
    """Return the text of a file, its pages parted by form feeds where the file has pages.

    Raises: Refused, with a sentence, when the file is no PDF and no text, is locked or broken, has
    no text, or more than anybody reads.
    """
    text = _pdf(content) if content.lstrip()[:5] == b"%PDF-" else _plain(content)
    if len(text) > LONGEST:
        raise Refused(
            f"The paper has more than {LONGEST:,} characters. Hand in the agenda and the reports"
            " without their appendices."
        )
    if sum(map(str.isalpha, text[: 100 * LETTERS_ON_A_PAGE])) < LETTERS_ON_A_PAGE:
        raise Refused(
            "There are no words in this file. If it is a scanned paper, have its text recognised"
            " first, then hand it in again."
        )
    return text


def _pdf(content: bytes) -> str:
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).casefold()
            raise Refused(LOCKED if locked else BROKEN) from error
        try:
            if len(document) > MOST_PAGES:
                raise Refused(
                    f"The paper has more than {MOST_PAGES:,} pages. Hand in a part of it."
                )
            return "\f".join(_pages(document))
        except pypdfium2.PdfiumError as error:
            raise Refused(BROKEN) from error
        finally:
            document.close()


LOCKED = "The PDF is locked with a password. Save a copy without one and hand that in."
BROKEN = "The PDF cannot be read: it is damaged or not finished. Download it again."


def _pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    total = 0
    for page in document:
        words = _page(page.get_textpage())
        total += len(words)
        if total > LONGEST:
            raise Refused(f"The paper has more than {LONGEST:,} characters. Hand in a part of it.")
        yield words


def _page(page: pypdfium2.PdfTextPage) -> str:
    """Return the lines of a page, with a blank line where the page leaves room for one: a PDF
    knows no paragraphs, only where each letter stands."""
    written: list[str] = []
    at, above = 0, None
    for line in page.get_text_range().split("\r\n"):
        box = _box(page, at, line)
        if above is not None and box is not None and _leaves_room(above, box):
            written.append("")
        # A word broken at the end of a line comes with a mark of its own.
        written.append(line.replace("\ufffe", "-").replace("\f", " "))
        at, above = at + len(line) + len("\r\n"), box or above
    return "\n".join(written)


def _box(page: pypdfium2.PdfTextPage, at: int, line: str) -> Box | None:
    """Return where the first letter of a line stands: from left, bottom, right and top."""
    first = at + len(line) - len(line.lstrip())
    if not line.strip() or first >= page.count_chars():
        return None
    left, bottom, right, top = page.get_charbox(first, loose=True)
    return left, bottom, right, top


def _leaves_room(above: Box, below: Box) -> bool:
    """Return whether two lines stand further apart than lines of one paragraph, or the lower is
    not below: then a column ends."""
    step = above[1] - below[1]
    height = max(above[3] - above[1], below[3] - below[1])
    return step > ROOM * height or step < -height / 2


def _plain(content: bytes) -> str:
    if b"\x00" in content:
        raise Refused(
            "This is neither a PDF nor a text in UTF-8. Save the paper as one and hand that in."
        )
    # Windows' own letters are tried last: nearly every run of bytes can be read so.
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return _without_marks(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Refused(
        "The letters of this text are not in UTF-8. Save it as UTF-8 and hand it in again."
    )


def _without_marks(text: str) -> str:
    """Return a text without control characters, which no paper prints."""
    return re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", " ", text)
