"""Days, moments, links and paths, as these pages write them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from urllib.parse import urlencode

from django.utils import timezone

from marram.design import components
from marram.design.components import Breadcrumbs, Component, Place, Table, Text, Turn
from marram.foundation.verdicts import Verdict


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
        return "?" + urlencode({**{k: v for k, v in asked.items() if v}, "page": str(number)})

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


def both_texts(
    theirs: Mapping[str, str], yours: Mapping[str, object], labels: Mapping[str, str]
) -> tuple[Component, ...]:
    """Return both texts of the fields in which they differ, side by side."""
    rows: list[tuple[Text, Text, Text]] = []
    for name, text in theirs.items():
        typed = _typed(yours, name)
        if " ".join(typed.split()) != " ".join(text.split()):
            rows.append((labels.get(name, name.replace("_", " ").capitalize()), text, typed))
    if not rows:
        return ()
    return (
        Table(
            caption="What it says now, and what you typed",
            caption_classes="govuk-table__caption--m",
            head=("Field", "It says now", "You typed"),
            rows=tuple(rows),
            first_cell_is_header=True,
        ),
    )


def _typed(yours: Mapping[str, object], name: str) -> str:
    """Return what was typed in a field; a day is put together from its three boxes."""
    if name in yours:
        return str(yours[name]).replace("\r\n", "; ") if name == "members" else str(yours[name])
    parts = [str(yours.get(f"{name}-{part}", "")) for part in ("year", "month", "day")]
    if not all(parts):
        return ""
    return "-".join([parts[0], parts[1].zfill(2), parts[2].zfill(2)])


def listed(lines: Sequence[str]) -> str:
    return "; ".join(lines)
