"""What the ledger knows of published papers: how they are called, and where they are."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from marram.board.queries import readings as queries
from marram.foundation.actors import Actor
from marram.foundation.events import Subject


KIND = "board.reading"


def named(*, viewer: Actor, key: Collection[Subject]) -> Mapping[Subject, tuple[str, str]]:
    """Return the name and address of those subjects that are papers. Two SQL queries."""
    numbers = {int(subject.key): subject for subject in key if subject.kind == KIND}
    names = queries.papers_named(viewer=viewer, numbers=numbers)
    return {
        numbers[number]: (name, reverse("board:reading", args=[number]))
        for number, name in names.items()
    }
