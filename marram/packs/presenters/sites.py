"""An edition as a folder of files that needs no server and no script."""

from collections.abc import Iterator

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from marram.packs.presenters import editions
from marram.packs.queries.editions import WholeEdition


STYLES = {"marram.css": "design/marram.css", "packs.css": "packs/packs.css"}


def files(found: WholeEdition) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of an edition and what they need, each with its name."""
    at = editions.Alone()
    page = editions.edition(found, at=at)
    yield at.front(), render_to_string("packs/edition.html", {"page": page}).encode()
    for placed in found.leaves[1:]:
        shown = editions.section(found, placed, at=at)
        name = at.section(placed.section.key)
        yield name, render_to_string("packs/section.html", {"page": shown}).encode()
    for name, source in STYLES.items():
        with open(str(finders.find(source)), "rb") as style:
            yield name, style.read()
