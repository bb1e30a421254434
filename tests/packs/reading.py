"""What a PDF says of itself: its tags walked with pikepdf, its text taken with pdfium.

It is our own reading of ISO 14289-1, clause by clause; it is not veraPDF, which cannot be run here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object


@dataclass(frozen=True)
class Element:
    """An element of the tree of tags, and how deep it lies."""

    role: str
    depth: int
    held: Object

    def says(self, name: str) -> str:
        return str(self.held.get(Name(name), ""))


def elements(pdf: pikepdf.Pdf) -> list[Element]:
    """Return every element in reading order."""
    return list(_walk(pdf.Root.StructTreeRoot.K[0], 0))


def roles(pdf: pikepdf.Pdf) -> list[str]:
    return [each.role for each in elements(pdf)]


def heading_levels(pdf: pikepdf.Pdf) -> list[int]:
    found = (role[2:] for role in roles(pdf) if role.startswith("/H"))
    return [int(level) for level in found if level.isdigit()]


def rows(table: Object) -> Iterator[Object]:
    """Yield the rows of a table's head and body."""
    for part in table.K:
        if str(part.S) in ("/THead", "/TBody"):
            yield from part.K


def attributes(element: Element) -> dict[str, Object]:
    held = element.held.get(Name.A, Array())
    found: dict[str, Object] = {}
    for each in held if isinstance(held, Array) else [held]:
        found |= dict(each.items())
    return found


def content_marks(pdf: pikepdf.Pdf) -> tuple[int, int]:
    """Return how many marks of content there are, and how many of them an element owns."""
    owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    found = owned = 0
    for page in pdf.pages:
        for holder in (page.obj, *_forms(page)):
            key = int(holder.get(Name.StructParents, -1))
            owned_here = owners[key] if key in owners else Array()
            for number in _marks(holder):
                found += 1
                owned += number < len(owned_here) and owned_here[number] is not None
    return found, owned


def untagged_operators(pdf: pikepdf.Pdf) -> list[str]:
    """Return what draws on a page outside every mark: content that nobody is told of."""
    loose = []
    for page in pdf.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page.obj):
            name = str(operator)
            depth += name in ("BDC", "BMC")
            depth -= name == "EMC"
            loose_form = name == "Do" and not _marks_itself(page, operands)
            if depth == 0 and (loose_form or name in ("Tj", "TJ", "f", "S", "B")):
                loose.append(name)
    return loose


def page_texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def page_labels(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [document.get_page_label(at) for at in range(len(document))]
    finally:
        document.close()


def bookmarks(content: bytes) -> list[tuple[int, str, int]]:
    """Return the bookmarks: level from 0, title and page from 0."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [
            (each.level, each.get_title(), each.get_dest().get_index())
            for each in document.get_toc()
        ]
    finally:
        document.close()


def everything(content: bytes) -> bytes:
    """Return every object and every stream unfolded: whatever is in the file is in here."""
    with pikepdf.open(BytesIO(content)) as pdf:
        found = [content]
        for held in pdf.objects:
            found.append(held.unparse())
            if isinstance(held, pikepdf.Stream):
                found.append(held.read_bytes())
        return b"\n".join(found)


def _walk(element: Object, depth: int) -> Iterator[Element]:
    yield Element(str(element.S), depth, element)
    kids = element.get(Name.K, Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield from _walk(kid, depth + 1)


def _forms(page: pikepdf.Page) -> Iterator[Object]:
    yield from page.resources.get(Name.XObject, Dictionary()).values()


def _marks(holder: Object) -> Iterator[int]:
    if isinstance(holder, pikepdf.Stream) and holder.get(Name.Subtype) != Name.Form:
        return
    for operands, operator in pikepdf.parse_content_stream(holder):
        told = operands[1] if str(operator) == "BDC" else None
        if isinstance(told, Dictionary) and Name.MCID in told:
            yield int(told.MCID)


def _marks_itself(page: pikepdf.Page, operands: list[Object]) -> bool:
    """A form whose own content is all marked, as elements' or as an artifact, needs no mark."""
    form = page.resources.XObject[operands[0]]
    operators = (str(operator) for _, operator in pikepdf.parse_content_stream(form))
    return any(operator in ("BDC", "BMC") for operator in operators)
