"""A whole pack printed: every section once, the guides to fit, and all of it bound."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from marram.packs.press import guides, typesetting
from marram.packs.press.binding import Leaf, bind
from marram.packs.press.sections import Printed
from marram.packs.press.shelf import Shelf
from marram.packs.rules import Labels, page_labels
from marram.packs.vocabulary.sections import Pack, Section


# Told of each section as it is done: how many are, and of how many.
Told = Callable[[int, int], None]
# The front sheet names pages, and its own length moves them: it settles at once or at the second
# try, since naming another page hardly ever makes it longer.
MOST_TRIES = 5


@dataclass(frozen=True, kw_only=True)
class PrintedPack:
    """A pack on paper: its PDF, its sections with the guides, and the number of every page."""

    pdf: bytes
    sections: tuple[Section, ...]
    printed: Mapping[str, Printed]
    labels: Labels

    @property
    def pages(self) -> int:
        return sum(map(len, self.labels.values()))


def told_nobody(done: int, of: int) -> None:
    """For those who do not want to be told how far it is."""


def print_pack(
    pack: Pack, *, shelf: Shelf, earlier: Labels, told: Told = told_nobody
) -> PrintedPack:
    """Print a pack whose pages keep the numbers they had `earlier`.

    The same pack gives the same bytes. Only what is not on the shelf is set.

    Raises: Refused where an upload cannot be read.
    """
    printed: dict[str, Printed] = {}
    for done, section in enumerate(pack.sections):
        told(done, len(pack.sections) + 1)
        printed[section.key] = shelf.printed(section)
    sections, labels = _with_guides(pack, printed, shelf, earlier)
    feet = shelf.feet(
        words=pack.title, labels=[label for each in sections for label in labels[each.key]]
    )
    pdf = bind(title=pack.title, leaves=_leaves(sections, printed, labels), feet=feet)
    told(len(pack.sections) + 1, len(pack.sections) + 1)
    return PrintedPack(pdf=pdf, sections=sections, printed=printed, labels=labels)


def large_print(pack: Pack, labels: Labels, shelf: Shelf) -> bytes:
    """Return the front sheet of a printed pack alone, in large print."""
    return _alone(pack, guides.front_sheet(pack, labels), shelf)


def easy_read(pack: Pack, labels: Labels, shelf: Shelf) -> bytes:
    """Return the agenda of a printed pack alone, in easy words and large print."""
    return _alone(pack, guides.easy_read(pack, labels), shelf)


def _with_guides(
    pack: Pack, printed: dict[str, Printed], shelf: Shelf, earlier: Labels
) -> tuple[tuple[Section, ...], Labels]:
    """Print the guides, put them among the rest, and number every page.

    Raises: ValueError where the guides do not settle: a fault of ours.
    """
    assumed = [guides.length(pack), guides.length_of_index(pack)]
    for _ in range(MOST_TRIES):
        labels = page_labels(pages=_pages(pack, printed, assumed), earlier=earlier)
        made = _guides(pack, labels)
        set_now = [shelf.printed(guide) for guide in made]
        if [each.pages for each in set_now] == assumed[: len(made)]:
            printed |= {guide.key: each for guide, each in zip(made, set_now, strict=True)}
            return (made[0], *pack.sections, *made[1:]), labels
        assumed[: len(made)] = [each.pages for each in set_now]
    raise ValueError(f"the front sheet of {pack.title} did not settle in {MOST_TRIES} tries")


def _pages(
    pack: Pack, printed: Mapping[str, Printed], assumed: Sequence[int]
) -> Sequence[tuple[str, int]]:
    body = [(section.key, printed[section.key].pages) for section in pack.sections]
    last = [(guides.INDEX, assumed[1])] if guides.has_index(pack) else []
    return [(guides.FRONT, assumed[0]), *body, *last]


def _guides(pack: Pack, labels: Labels) -> Sequence[Section]:
    front = guides.front_sheet(pack, labels)
    return [front, guides.index(pack, labels)] if guides.has_index(pack) else [front]


def _leaves(
    sections: Iterable[Section], printed: Mapping[str, Printed], labels: Labels
) -> Sequence[Leaf]:
    return [
        Leaf(
            key=section.key,
            bookmark=f"{section.mark}: {section.title}",
            printed=printed[section.key],
            labels=labels[section.key],
        )
        for section in sections
    ]


def _alone(pack: Pack, section: Section, shelf: Shelf) -> bytes:
    """Return one section as a document of its own, with links to papers as plain words."""
    size = typesetting.LARGE_PRINT_SIZE
    alone = guides.without_links(section)
    printed = shelf.printed(alone, size=size)
    labels = tuple(str(number) for number in range(1, printed.pages + 1))
    leaf = Leaf(key=section.key, bookmark=section.title, printed=printed, labels=labels)
    return bind(
        title=f"{section.title}, {pack.day}",
        leaves=[leaf],
        feet=shelf.feet(words=pack.title, labels=labels, size=size),
    )
