"""Markup as a list of what it says, so that two ways of writing the same can be compared."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    """Collects starts, ends and words; spaces and the order of attributes do not count."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[tuple[object, ...]] = []
        self._words: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_words()
        self.said.append(("start", tag, tuple(sorted(_attribute(*each) for each in attrs))))
        self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._end_words()
        self.said.append(("end", tag))
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, words: str) -> None:
        self._words.append(words)

    def _end_words(self) -> None:
        words = "".join(self._words)
        self._words = []
        exact = "textarea" in self._open
        # A browser drops the first line end in a text box; the others are what somebody wrote.
        words = words.removeprefix("\n") if exact else " ".join(words.split())
        if words:
            self.said.append(("words", words))

    def close(self) -> None:
        super().close()
        self._end_words()


VOID = {"input", "br", "hr", "img", "path", "circle"}


def said(html: str) -> list[tuple[object, ...]]:
    """Return what the markup says, in order; the ends of elements without content are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [each for each in reader.said if not (each[0] == "end" and each[1] in VOID)]


def _attribute(name: str, value: str | None) -> tuple[str, str]:
    if name == "class":
        return name, " ".join(sorted((value or "").split()))
    return name, value or ""
