"""The tags of a set sheet: where each block starts, headers of rows, names that stay unique."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, String


@dataclass(frozen=True)
class Entry:
    """A heading as it goes into the bookmarks; `page` counts from 0 within its section."""

    level: int
    words: str
    page: int


def elements(pdf: Pdf) -> list[Object]:
    """Return what stands under the document, in reading order: the title, then block by block."""
    return list(pdf.Root.StructTreeRoot.K[0].K)


def first_pages(pdf: Pdf, tagged: Iterable[Object]) -> tuple[int, ...]:
    """Return the page, from 0, on which each element starts."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return tuple(numbers[_first_page(element).objgen] for element in tagged)


def headings(pdf: Pdf) -> tuple[Entry, ...]:
    """Return the title and the headings, each with its page."""
    found = [element for element in elements(pdf) if _level(element)]
    pages = first_pages(pdf, found)
    return tuple(
        Entry(_level(element), str(element.T), page)
        for element, page in zip(found, pages, strict=True)
    )


def role(element: Object) -> str:
    """Return what an element is, such as "/H1" or "/Table"."""
    return str(element.S)


def tables(element: Object) -> Iterator[Object]:
    """Yield the tables at or within an element, in reading order."""
    if role(element) == "/Table":
        yield element
        return
    for child in children(element):
        yield from tables(child)


def head_rows(table: Object) -> None:
    """Make the first cell of each row of a table's body the header of its row.

    Typst tags headers of columns alone. Source: ISO 14289-1:2014, 7.5.
    """
    for body in children(table):
        if role(body) == "/TBody":
            for row in children(body):
                cell = row.K[0]
                cell.S = Name.TH
                cell.A = Dictionary(O=Name.Table, Scope=Name.Row)


def lighten(pdf: Pdf) -> None:
    """Leave to cells no more than the scope of headers, which says all of a table with one head.

    Typst also lists for each cell the names of its headers, and how its borders look: most of what
    a pack would weigh, and of the time to bind one.
    """
    for cell in _all(pdf.Root.StructTreeRoot.K[0]):
        if role(cell) not in ("/TD", "/TH"):
            continue
        if Name.ID in cell:
            del cell.ID
        scope = _scope(cell)
        if scope is not None:
            cell.A = Dictionary(O=Name.Table, Scope=scope)
        elif Name.A in cell:
            del cell.A


def rename(element: Object, prefix: str) -> None:
    """Put a prefix before every name that cells and their headers know each other by."""
    for each in _all(element):
        if Name.ID in each:
            each.ID = String(prefix + str(each.ID))
        for attributes in _attributes(each):
            if Name.Headers in attributes:
                attributes.Headers = Array(
                    [String(prefix + str(name)) for name in attributes.Headers]
                )


def register(pdf: Pdf) -> None:
    """List every element that has a name, so that readers find headers by it."""
    root = pdf.Root.StructTreeRoot
    if Name.IDTree in root:
        del root.IDTree
    named = {str(each.ID): each for each in _all(root.K[0]) if Name.ID in each}
    if named:
        pairs = [part for name in sorted(named) for part in (String(name), named[name])]
        root.IDTree = Dictionary(Names=Array(pairs))


def kids(element: Object) -> Sequence[Object]:
    """Return what hangs under an element: elements, marks of content, references to objects."""
    held = element.get(Name.K, Array())
    return list(held) if isinstance(held, Array) else [held]


def children(element: Object) -> Iterator[Object]:
    """Yield the elements directly under one; marks of content are passed over."""
    for kid in kids(element):
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield kid


def figure(pdf: Pdf, *, page: Object, words: str, mark: int) -> Object:
    """Return a new figure under the document: content `mark` of a page, and what it says."""
    document = pdf.Root.StructTreeRoot.K[0]
    made = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem, S=Name.Figure, P=document, Pg=page, Alt=String(words), K=mark
        )
    )
    document.K.append(made)
    return made


def _scope(cell: Object) -> Object | None:
    return next((each.Scope for each in _attributes(cell) if Name.Scope in each), None)


def _attributes(element: Object) -> list[Object]:
    held = element.get(Name.A, Array())
    return list(held) if isinstance(held, Array) else [held]


def _all(element: Object) -> Iterator[Object]:
    waiting = [element]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(children(each))


def _level(element: Object) -> int:
    name = role(element)
    return int(name[2:]) if name[:2] == "/H" and name[2:].isdigit() else 0


def _first_page(element: Object) -> Object:
    """Return the page of the first content under an element; its own word for it may be later."""
    for kid in kids(element):
        if not isinstance(kid, Dictionary):
            return element.Pg
        if Name.S in kid:
            return _first_page(kid)
        return kid.Pg if Name.Pg in kid else element.Pg
    return element.Pg
