"""Names of people, so that none is kept: offices stand in for them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


TITLES = (
    r"Councillors?|Cllrs?|Alderman|Dr|Doctor|Professor|Prof|Mrs|Mr|Ms|Miss|Mx|Sir|Dame|Lord|Lady"
    r"|Baroness|Reverend|Rev|Superintendent|Supt|Inspector"
)
NAME_WORD = (
    r"(?:(?:Mc|Mac|O['’]|D['’])?[A-Z][a-zà-ÿ]+(?:[-'’][A-Z]?[a-zà-ÿ]+)*"
    r"|(?:de|van|von)\b|[A-Z]\b\.?)"
)
TITLED = re.compile(
    rf"\b(?:{TITLES})\.?(?:\s+(?!(?:{TITLES})\b){NAME_WORD}){{1,3}}(?:\s+(?:OBE|MBE|CBE|JP))?"
)
PLAIN = re.compile(rf"{NAME_WORD}(?:\s+{NAME_WORD}){{1,3}}")
MAIL = re.compile(r"\S+@\S+")
STAND_IN = "a named member"


@dataclass(frozen=True)
class Names:
    """The names a paper gives to people who were there, so that they can be left out elsewhere."""

    known: tuple[str, ...] = ()

    def without(self, text: str) -> str:
        """Return a text with every person it names called a named member.

        >>> Names(("Jo Park",)).without("That Councillor Ann Lee thank Jo Park.")
        'That a named member thank a named member.'
        """
        text = TITLED.sub(STAND_IN, MAIL.sub("", text))
        for name in self.known:
            text = re.sub(rf"\b{re.escape(name)}\b", STAND_IN, text)
        return " ".join(text.split())

    def counted(self, text: str) -> int:
        """Return how many people a text names."""
        return self.without(text).count(STAND_IN)


def names(found: Iterable[str]) -> Names:
    """Return names to leave out, the longest first, so that none is cut in half."""
    return Names(tuple(sorted({name for name in found if " " in name}, key=lambda n: (-len(n), n))))
