"""Names for the ledger: who stands behind a mailed link, and what a round is called."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.records.vocabulary import ACTORS_SPACE, SUBJECTS_SPACE
from marram.strategy.queries import invitations
from marram.strategy.queries import rounds as queries


def links(*, viewer: Actor, key: Collection[str]) -> Mapping[str, str]:
    """Return the names of leads that answered by mailed link, by their key. One SQL query."""
    return invitations.link_names(keys=key)


def rounds(*, viewer: Actor, key: Collection[Subject]) -> Mapping[Subject, tuple[str, str]]:
    """Return the title and address of every update round among the records. One SQL query."""
    numbers = {subject.key: subject for subject in key if subject.kind == "strategy.round"}
    titles = queries.titles(viewer=viewer, round_ids=[int(number) for number in numbers])
    return {
        numbers[str(number)]: (title, reverse("strategy:update-round", args=[number]))
        for number, title in titles.items()
    }


def hang() -> None:
    """Hang both in the ledger."""
    panels.hang(ACTORS_SPACE, links)
    panels.hang(SUBJECTS_SPACE, rounds)
