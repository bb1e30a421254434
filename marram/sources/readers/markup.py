"""XML, read piece by piece: no document types, no entities, no depth without end."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.parsers import expat

from marram.foundation.verdicts import Refused
from marram.sources.readers import limits
from marram.sources.readers.archive import damaged


DECLARES = (
    "The workbook declares a document type or entities, which no spreadsheet program writes. "
    "Copy the rows into a new workbook and send that."
)
Attributes = dict[str, str]


class Document:
    """What a part of a workbook says; a subclass hears its elements by their local names."""

    part = ""

    def started(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def ended(self, name: str) -> None:
        """An element ends."""

    def said(self, text: str) -> None:
        """Text stands here; a long one comes in several pieces."""

    def read(self, pieces: Iterable[bytes]) -> None:
        """Hear the whole document. Raises: Refused."""
        for _ in self.heard(pieces):
            pass

    def heard(self, pieces: Iterable[bytes]) -> Iterator[None]:
        """Hear the document, pausing after every piece so that what was heard can be taken."""
        parser = self._parser()
        fed = 0
        try:
            for piece in pieces:
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > limits.XML_PIECE:
                    raise damaged(f"a piece of its part {self.part[:100]} has no end")
                yield
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise damaged(
                f"line {error.lineno} of its part {self.part[:100]} is not well formed"
            ) from error
        yield

    def _parser(self) -> Any:
        # Always UTF-8, whatever the part declares: one reading of the bytes, as Excel writes them.
        parser = expat.ParserCreate("utf-8", "}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_declaration
        parser.EntityDeclHandler = _refuse_declaration
        parser.StartElementHandler = self._depth_watched(parser)
        parser.CharacterDataHandler = self.said
        return parser

    def _depth_watched(self, parser: Any) -> Callable[[str, Attributes], None]:
        depth = 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal depth
            depth += 1
            if depth > limits.XML_DEPTH:
                raise damaged(f"its part {self.part[:100]} is nested too deeply")
            self.started(name.rpartition("}")[2], attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            self.ended(name.rpartition("}")[2])

        parser.EndElementHandler = end
        return start


def local(attributes: Attributes, name: str) -> str:
    """Return an attribute by its local name, whatever its namespace; empty when absent."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.endswith("}" + name)), "")


def _refuse_declaration(*_: Any) -> None:
    raise Refused(DECLARES)
