"""The tags of an uploaded PDF, taken over: its structure grows on under our document.

The pages of an upload lie on ours as forms (ISO 32000-1, 8.10), so each mark of content is now
found in the form and not on the page. Links and fields stay behind; their words do not.
"""

from collections.abc import Iterator, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf

from marram.packs.press import tags


# What an element says of itself that stays true on our pages; boxes on the page would not.
KEPT = (Name.Alt, Name.ActualText, Name.E, Name.T, Name.Lang, Name.ID)
TABLE_ATTRIBUTES = {"/O", "/Scope", "/ColSpan", "/RowSpan", "/Headers", "/Summary"}
LONGEST_ROLE_CHAIN = 5
MOST_ELEMENTS, DEEPEST = 200_000, 100
# Where each page of the upload lies now: our page, and the form on it.
Laid = Sequence[tuple[Page, Object]]


def can_be_taken_over(upload: Pdf) -> bool:
    """Say whether a file is tagged, soundly enough for its tags to be worth keeping."""
    root = upload.Root.get(Name.StructTreeRoot)
    if root is None or Name.ParentTree not in root or Name.K not in root:
        return False
    owners = _owners(upload)
    numbers = [int(page.obj.get(Name.StructParents, -1)) for page in upload.pages]
    return all(isinstance(owners.get(number), Array) for number in numbers) and _is_a_tree(
        roots(upload)
    )


def roots(upload: Pdf) -> Sequence[Object]:
    """Return the topmost elements of a tagged file."""
    return list(tags.children(upload.Root.StructTreeRoot))


def take_over(sheet: Pdf, upload: Pdf, laid: Laid) -> None:
    """Hang the elements of an upload under the document of a sheet, and say who owns each mark."""
    graft = _Graft(sheet, upload, laid)
    document = sheet.Root.StructTreeRoot.K[0]
    grown = [graft.grown(root, document) for root in roots(upload)]
    for element in grown:
        tags.rename(element, "upload-")
    document.K.extend(grown)
    ours = NumberTree(sheet.Root.StructTreeRoot.ParentTree)
    theirs = _owners(upload)
    for page, (_, form) in zip(upload.pages, laid, strict=True):
        form.StructParents = max(ours, default=-1) + 1
        owners = theirs[int(page.obj.StructParents)]
        ours[int(form.StructParents)] = sheet.make_indirect(
            Array([graft.twins.get(owner.objgen) for owner in owners])
        )


def _owners(upload: Pdf) -> Mapping[int, Object]:
    """Return what owns the marks of each page, by the number that the page has for its tags."""
    return dict(NumberTree(upload.Root.StructTreeRoot.ParentTree).items())


class _Graft:
    """Elements of one file made anew in another; `twins` finds them by what they were."""

    def __init__(self, sheet: Pdf, upload: Pdf, laid: Laid) -> None:
        self.twins: dict[tuple[int, int], Object] = {}
        self._sheet = sheet
        self._laid = {page.obj.objgen: at for page, at in zip(upload.pages, laid, strict=True)}
        self._roles = upload.Root.StructTreeRoot.get(Name.RoleMap, Dictionary())

    def grown(self, element: Object, parent: Object) -> Object:
        twin = self._sheet.make_indirect(
            Dictionary(Type=Name.StructElem, S=self._role(tags.role(element)), P=parent)
        )
        self.twins[element.objgen] = twin
        for name in KEPT:
            if name in element:
                twin[name] = element[name]
        if attributes := list(_table_attributes(element)):
            twin.A = Array(attributes)
        twin.K = Array(list(self._kids(element, twin)))
        return twin

    def _kids(self, element: Object, twin: Object) -> Iterator[Object]:
        for kid in tags.kids(element):
            if not isinstance(kid, Dictionary):
                yield self._mark(int(kid), element)
            elif Name.S in kid:
                yield self.grown(kid, twin)
            elif Name.MCID in kid and Name.Stm not in kid:
                yield self._mark(int(kid.MCID), kid if Name.Pg in kid else element)

    def _mark(self, number: int, holder: Object) -> Object:
        frame, form = self._laid[holder.Pg.objgen]
        return Dictionary(Type=Name.MCR, Pg=frame.obj, Stm=form, MCID=number)

    def _role(self, role: str) -> Name:
        """Return the standard role that a role of the file stands for; a whole file is a part."""
        for _ in range(LONGEST_ROLE_CHAIN):
            role = str(self._roles.get(role, role))
        return Name.Part if role == "/Document" else Name(role)


def _table_attributes(element: Object) -> Iterator[Object]:
    """Yield what ties cells to their headers, without anything that lies elsewhere in the file."""
    held = element.get(Name.A, Array())
    for each in held if isinstance(held, Array) else [held]:
        if isinstance(each, Dictionary) and str(each.get(Name.O)) == "/Table":
            kept = Object.parse(each.unparse(resolved=True))
            for name in set(kept.keys()) - TABLE_ATTRIBUTES:
                del kept[name]
            yield kept


def _is_a_tree(found: Sequence[Object]) -> bool:
    """Say whether no element is its own ancestor or hangs twice, is nameless, or lies too deep."""
    seen: set[tuple[int, int]] = set()
    waiting = [(element, 1) for element in found]
    while waiting:
        element, depth = waiting.pop()
        if not element.is_indirect or element.objgen in seen or depth > DEEPEST:
            return False
        seen.add(element.objgen)
        if len(seen) > MOST_ELEMENTS:
            return False
        waiting.extend((child, depth + 1) for child in tags.children(element))
    return bool(seen)
