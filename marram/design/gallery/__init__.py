"""Every component in each of its main states, as `/design/` shows them."""

from dataclasses import dataclass

from marram.design.gallery import content, fields, marram, measures, navigation
from marram.design.gallery.exhibits import Exhibit, Wing


@dataclass(frozen=True)
class GalleryPage:
    wings: tuple[Wing, ...]


def page() -> GalleryPage:
    """Return everything that hangs in the gallery."""
    return GalleryPage(
        (
            marram.STATES,
            marram.LISTS,
            marram.PICTURES,
            measures.WING,
            marram.RECORDS,
            marram.WHOLE_PAGES,
            content.WING,
            navigation.WING,
            fields.WING,
        )
    )


def exhibits() -> tuple[Exhibit, ...]:
    """Return every exhibit of every wing."""
    return tuple(exhibit for wing in page().wings for exhibit in wing.exhibits)
