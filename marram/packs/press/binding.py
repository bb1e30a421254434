"""Printed sections bound into one PDF: tags, bookmarks, page labels, links and feet of pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import islice
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf, Stream, String

from marram.packs.press.sections import Printed
from marram.packs.press.tags import Entry
from marram.packs.press.uploads import UPLOAD
from marram.packs.vocabulary.sections import WITHIN


LANGUAGE = "en-GB"
DEEPEST_BOOKMARK = 3
FOOT, NONE = Name("/Foot"), Dictionary()


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A section on its way into the binding: its bookmark, and the number of each of its pages."""

    key: str
    bookmark: str
    printed: Printed
    labels: tuple[str, ...]


def bind(*, title: str, leaves: Sequence[Leaf], feet: bytes) -> bytes:
    """Return one tagged PDF. `feet` has a page for each page, laid over its foot.

    The same leaves give the same bytes: no clock is read and no number drawn.
    """
    with pikepdf.new() as bound:
        gathered = _gather(bound, leaves)
        _describe(bound, title)
        _tag(bound, gathered)
        _label(bound, leaves)
        _bookmark(bound, leaves)
        _link(bound, leaves)
        _foot(bound, feet)
        made = BytesIO()
        bound.save(
            made,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return made.getvalue()


def _gather(bound: Pdf, leaves: Iterable[Leaf]) -> list[tuple[Leaf, Object, int]]:
    """Add the pages of every leaf; return its tags, with how far their numbers were moved on."""
    gathered, moved = [], 0
    for leaf in leaves:
        start = len(bound.pages)
        with pikepdf.open(BytesIO(leaf.printed.pdf)) as section:
            bound.pages.extend(section.pages)
            root = bound.copy_foreign(section.Root.StructTreeRoot)
        for holder, name in _tagged(bound.pages[start:]):
            holder[name] = int(holder[name]) + moved
        gathered.append((leaf, root, moved))
        moved += int(root.ParentTree.Nums[-2]) + 1
    return gathered


def _tagged(pages: Iterable[Page]) -> Iterator[tuple[Object, Name]]:
    """Yield all that finds its tags by number: pages, links on them and forms laid into them."""
    for page in pages:
        if Name.StructParents in page.obj:
            yield page.obj, Name.StructParents
        for link in page.obj.get(Name.Annots, ()):
            yield link, Name.StructParent
        form = page.obj.Resources.get(Name.XObject, NONE).get(UPLOAD)
        if form is not None and Name.StructParents in form:
            yield form, Name.StructParents


def _describe(bound: Pdf, title: str) -> None:
    bound.Root.Lang = String(LANGUAGE)
    bound.Root.MarkInfo = Dictionary(Marked=True)
    bound.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    bound.Root.PageMode = Name.UseOutlines
    bound.docinfo.Title = String(title)
    bound.Root.Metadata = Stream(bound, XMP.format(title=escape(title), language=LANGUAGE).encode())
    bound.Root.Metadata.Type, bound.Root.Metadata.Subtype = Name.Metadata, Name.XML


def _tag(bound: Pdf, gathered: Iterable[tuple[Leaf, Object, int]]) -> None:
    """Make one tree of tags of the trees of the sections, each a part of the document."""
    document = bound.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
    owners, roles, names = list[Any](), Dictionary(), list[Object]()
    for leaf, root, moved in gathered:
        part = root.K[0]
        part.S, part.T, part.P = Name.Part, String(leaf.bookmark), document
        document.K.append(part)
        pairs = list(root.ParentTree.Nums)
        for number, owner in zip(pairs[::2], pairs[1::2], strict=True):
            owners += [int(number) + moved, owner]
        if Name.IDTree in root:
            names.append(root.IDTree)
        for role, meant in root.get(Name.RoleMap, Dictionary()).items():
            roles[role] = meant
    root = Dictionary(
        Type=Name.StructTreeRoot,
        K=Array([document]),
        ParentTree=Dictionary(Nums=Array(owners)),
        RoleMap=roles,
        ParentTreeNextKey=int(owners[-2]) + 1,
    )
    bound.Root.StructTreeRoot = bound.make_indirect(root)
    document.P = bound.Root.StructTreeRoot
    if names:
        bound.Root.StructTreeRoot.IDTree = _names(bound, names)


def _names(bound: Pdf, trees: Iterable[Object]) -> Dictionary:
    """Return one tree of names; each section's names begin with its key, so none overlap."""
    for tree in trees:
        tree.Limits = Array([tree.Names[0], tree.Names[-2]])
    kids = sorted(trees, key=lambda tree: bytes(tree.Limits[0]))
    return Dictionary(Kids=Array([bound.make_indirect(tree) for tree in kids]))


def _label(bound: Pdf, leaves: Iterable[Leaf]) -> None:
    """Give every page its printed number, so that a reader's "go to page 16a" finds it."""
    labels = [label for leaf in leaves for label in leaf.labels]
    numbers: list[Any] = []
    for at, label in enumerate(labels):
        numbers += [at, Dictionary(P=String(label))]
    bound.Root.PageLabels = Dictionary(Nums=Array(numbers))


def _bookmark(bound: Pdf, leaves: Iterable[Leaf]) -> None:
    with bound.open_outline() as outline:
        for leaf, pages in _with_pages(bound, leaves):
            top = OutlineItem(leaf.bookmark, _top_of(pages[0]))
            outline.root.append(top)
            _under(top, leaf.printed.headings[1:], pages)


def _under(top: OutlineItem, headings: Iterable[Entry], pages: Sequence[Page]) -> None:
    """Hang the headings of a section under its bookmark, each under the one it belongs to."""
    open_items = [top]
    for entry in headings:
        if entry.level > DEEPEST_BOOKMARK:
            continue
        item = OutlineItem(entry.words, _top_of(pages[entry.page]))
        del open_items[entry.level - 1 :]
        open_items[-1].children.append(item)
        open_items.append(item)
    top.is_closed = True


def _link(bound: Pdf, leaves: Sequence[Leaf]) -> None:
    """Turn links to sections of this pack into links to their first pages.

    A link to a section that is not in this pack (it may be private) leads to the agenda.
    """
    tops = {
        leaf.key: (_top_of(pages[0]), leaf.bookmark) for leaf, pages in _with_pages(bound, leaves)
    }
    agenda = tops[leaves[0].key]
    for page in bound.pages:
        for link in page.obj.get(Name.Annots, ()):
            address = str(link.get(Name.A, Dictionary()).get(Name.URI, ""))
            if address.startswith(WITHIN):
                top, title = tops.get(address.removeprefix(WITHIN), agenda)
                del link[Name.A]
                link.Dest, link.Contents = top, String(title)


def _foot(bound: Pdf, feet: bytes) -> None:
    with pikepdf.open(BytesIO(feet)) as printed:
        for page, foot in zip(bound.pages, printed.pages, strict=True):
            form = bound.copy_foreign(foot.as_form_xobject())
            name = page.add_resource(form, Name.XObject, FOOT)
            page.contents_add(f"q {name} Do Q".encode())


def _with_pages(bound: Pdf, leaves: Iterable[Leaf]) -> Iterator[tuple[Leaf, Sequence[Page]]]:
    pages = iter(list(bound.pages))
    return ((leaf, tuple(islice(pages, leaf.printed.pages))) for leaf in leaves)


def _top_of(page: Page) -> Array:
    return Array([page.obj, Name.XYZ, None, page.mediabox[3], None])


# ISO 14289-1:2014, 5: a file says by its metadata which standard it was made to.
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
