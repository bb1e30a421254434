"""Days, moments, links and paths, as these pages write them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.utils import timezone

from marram.design import components
from marram.design.components import Breadcrumbs, Component, Place, Turn
from marram.design.exports import Cell
from marram.foundation.verdicts import Verdict


@dataclass(frozen=True)
class File:
    """A table to take away."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def file_address(form: str, asked: Mapping[str, str]) -> str:
    """Return the address of what is on the page as a file: "csv" or "xlsx"."""
    return "?" + urlencode({**{name: said for name, said in asked.items() if said}, "format": form})


def day(on: date | None) -> str:
    return f"{on.day} {on:%B %Y}" if on else ""


def moment(at: datetime | None) -> str:
    if at is None:
        return "Never"
    local = timezone.localtime(at)
    return f"{day(local.date())}, {local:%H:%M}"


def period(starts_on: date | None, ends_on: date | None) -> str:
    """Return a half-open period as people say it."""
    if starts_on and ends_on:
        return f"{day(starts_on)} to {day(ends_on)}"
    if ends_on:
        return f"until {day(ends_on)}"
    return f"since {day(starts_on)}" if starts_on else ""


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "group"), counted(3, "body", "bodies")
    ('1 group', '3 bodies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def path(*above: tuple[str, str]) -> Breadcrumbs:
    return Breadcrumbs(tuple(Place(text, url) for text, url in above))


def allowed(verdict: Verdict, *buttons: Component) -> tuple[Component, ...]:
    """Return the buttons for those who may press them."""
    return buttons if verdict else ()


def pagination(page: int, pages: int, asked: Mapping[str, str]) -> components.Pagination | None:
    """Return links to the pages around this one; what was asked for stays in the address."""
    if pages <= 1:
        return None

    def address(number: int) -> str:
        return "?" + urlencode(
            {**{name: said for name, said in asked.items() if said}, "page": str(number)}
        )

    near = [n for n in range(1, pages + 1) if n in (1, pages) or abs(n - page) <= 1]
    links: list[components.PageLink] = []
    for before, number in zip([0, *near], near, strict=False):
        if number - before > 1:
            links.append(components.PageLink())
        current = number == page
        links.append(components.PageLink(str(number), address(number), current=current))
    return components.Pagination(
        pages=tuple(links),
        previous=Turn(address(page - 1)) if page > 1 else None,
        next=Turn(address(page + 1)) if page < pages else None,
    )


def listed(lines: Sequence[str]) -> str:
    return "; ".join(lines)
