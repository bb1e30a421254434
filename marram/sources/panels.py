"""What this room tells about its records where other rooms name them."""

from collections.abc import Mapping

from django.urls import reverse

from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.sources import queries


def named(*, viewer: Actor, key: frozenset[Subject]) -> Mapping[Subject, tuple[str, str]]:
    """Return the title and address of those subjects that are deliveries. One SQL query."""
    numbers = {int(subject.key): subject for subject in key if subject.kind == "sources.delivery"}
    titles = queries.titles(numbers=numbers)
    return {
        subject: (titles[number], reverse("sources:delivery", kwargs={"number": number}))
        for number, subject in numbers.items()
        if number in titles
    }


def closed(*, viewer: Actor, key: Subject) -> str | None:
    """Return why this viewer may not read the history of a delivery, or None."""
    if key.kind != "sources.delivery" or not key.key.isdecimal():
        return None
    return queries.may_see(viewer=viewer, number=int(key.key)).reason or None
