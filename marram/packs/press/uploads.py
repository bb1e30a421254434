"""Uploaded PDFs: their words, and their pages laid into the frames of a sheet.

Only what a page shows comes along. Scripts, attachments, forms, links and what the file says about
itself stay behind. A file that is tagged keeps its tags; each page of any other becomes a figure
whose alternative text is the words of the page.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Array, Name, Object, Page, Pdf, Rectangle

from marram.foundation.verdicts import Refused
from marram.packs.press import grafts, tags


# Where a page of an uploaded paper stands on ours, in points: below the title, above the footer.
FRAME = Rectangle(51, 68, 544, 780)
MOST_PAGES = 500
UPLOAD = Name("/Upload")


@contextmanager
def opened(content: bytes, *, name: str) -> Iterator[Pdf]:
    """Open an uploaded PDF.

    Raises: Refused where it cannot be read, is locked, or has no pages or too many.
    """
    try:
        pdf = pikepdf.open(BytesIO(content))
    except pikepdf.PasswordError as locked:
        raise Refused(f"{name} is locked with a password. Upload a copy without one.") from locked
    except pikepdf.PdfError as broken:
        raise Refused(f"{name} cannot be read as a PDF. Save it again and upload that.") from broken
    with pdf:
        if not 1 <= len(pdf.pages) <= MOST_PAGES:
            raise Refused(f"{name} has {len(pdf.pages)} pages. It may have 1 to {MOST_PAGES}.")
        yield pdf


def words_of(content: bytes, *, name: str) -> tuple[str, ...]:
    """Return the words of each page, in the order of the file; a scanned page has none.

    Raises: Refused.
    """
    with opened(content, name=name):
        document = pypdfium2.PdfDocument(content)
    try:
        return tuple(_tidy(page.get_textpage().get_text_bounded()) for page in document)
    finally:
        document.close()


def lay_in(sheet: Pdf, content: bytes, *, name: str, words: Sequence[str]) -> None:
    """Lay the pages of an upload into the last pages of a sheet, and tag them.

    Raises: Refused.
    """
    with opened(content, name=name) as upload:
        frames = sheet.pages[-len(upload.pages) :]
        forms = [sheet.copy_foreign(page.as_form_xobject()) for page in upload.pages]
        if grafts.can_be_taken_over(upload):
            laid = tuple(zip(frames, forms, strict=True))
            grafts.take_over(sheet, upload, laid)
            for frame, form in laid:
                _show(frame, form)
            return
        for number, (frame, form, said) in enumerate(zip(frames, forms, words, strict=True), 1):
            _as_figure(sheet, frame, form, said or f"Page {number} of {name}, without text")


def _as_figure(sheet: Pdf, frame: Page, form: Object, said: str) -> Object:
    parents = _parents(sheet, frame)
    mark = len(parents)
    made = tags.figure(sheet, page=frame.obj, words=said, mark=mark)
    parents.append(made)
    _show(frame, form, before=f"/Figure <</MCID {mark}>> BDC\n".encode(), after=b"\nEMC")
    return made


def _show(frame: Page, form: Object, *, before: bytes = b"", after: bytes = b"") -> None:
    # Named by us: left to itself, the library draws a name by lot.
    name = frame.add_resource(form, Name.XObject, UPLOAD)
    placed = frame.calc_form_xobject_placement(
        form, name, FRAME, invert_transformations=True, allow_shrink=True, allow_expand=False
    )
    frame.contents_add(before + placed + after, prepend=False)


def _parents(sheet: Pdf, page: Page) -> Object:
    """Return the list of what each mark on a page belongs to, made where the page has none."""
    root = sheet.Root.StructTreeRoot
    numbers = pikepdf.NumberTree(root.ParentTree)
    if Name.StructParents not in page.obj:
        page.obj.StructParents = max(numbers, default=-1) + 1
        numbers[int(page.obj.StructParents)] = sheet.make_indirect(Array())
    return numbers[int(page.obj.StructParents)]


def _tidy(text: str) -> str:
    return " ".join(text.replace("\x00", " ").replace("\ufffe", "").split())
