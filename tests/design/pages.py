"""What stands in a page, for tests that look at whole pages."""

from collections import Counter
from html.parser import HTMLParser

from marram.design import components as c
from marram.design import gallery


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    """Return every element of the page with its attributes, in order."""
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return finder.elements


def ids(html: str) -> Counter[str]:
    """Return how often each id is given."""
    return Counter(each["id"] for _, each in elements(html) if "id" in each)


def every_component() -> set[type[c.Component]]:
    """Return every kind of component that a room may use."""
    found = (getattr(c, name) for name in c.__all__)
    return {
        each
        for each in found
        if isinstance(each, type) and issubclass(each, c.Component) and each is not c.Component
    }


def exhibited() -> set[type[c.Component]]:
    return {type(sample.component) for exhibit in gallery.exhibits() for sample in exhibit.samples}
