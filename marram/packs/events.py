"""What happened to packs. No event says what stands in a pack: some of it is exempt."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class EditionMade(Event):
    """Made a pack."""


@dataclass(frozen=True, kw_only=True)
class EditionPublished(Event):
    """Published a pack."""


@dataclass(frozen=True, kw_only=True)
class LinksSent(Event):
    """Mailed the link to a pack."""


@dataclass(frozen=True, kw_only=True)
class LinksNotSent(Event):
    """Could not mail the link to a pack."""
