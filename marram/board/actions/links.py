"""What is done to the links of a resolution with what it changed: told, and taken back."""

from datetime import datetime

from django.db import transaction

from marram.board.actions.resolutions import RESOLUTION, locked_resolution
from marram.board.events import resolutions as events
from marram.board.models import Consequence
from marram.board.policies import business as policies
from marram.board.queries import links
from marram.board.vocabulary.resolutions import Changed, Touched
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Refused
from marram.records.actions.keeping import Keeper


# What one resolution does to another is said in words of its own.
AMONG_RESOLUTIONS = (Changed.SUPERSEDED, Changed.AMENDED)


@transaction.atomic
def tell_consequence(
    *, by: Actor, at: datetime, code: str, kind: Touched, key: str, changed: str
) -> Consequence:
    """Link a resolution to a record that it started, changed, ended, paid for or superseded.

    Linked again, it changes what is said of it.

    Raises: Missing when there is no such record for `by`; Refused when the words do not fit it.
    """
    locked_resolution(by, code)
    if not links.is_there(viewer=by, kind=kind, key=key):
        raise Missing(f"There is no {kind.partition('.')[2].replace('_', ' ')} {key} that you see.")
    among = changed in AMONG_RESOLUTIONS
    if kind is Touched.RESOLUTION and not among:
        raise Refused("A resolution supersedes or amends another. Choose one of the two.")
    if among and kind is not Touched.RESOLUTION:
        raise Refused("Only another resolution is superseded or amended. Choose another word.")
    if kind is Touched.RESOLUTION and key == code:
        raise Refused("A resolution does not change itself. Choose another one.")
    return link(by=by, at=at, code=code, kind=kind, key=key, changed=changed)


@transaction.atomic
def take_back_consequence(*, by: Actor, at: datetime, code: str, number: int) -> None:
    """Take back a link that was wrong. Raises: Missing; Refused."""
    found = locked_resolution(by, code)
    linked = Consequence.objects.filter(resolution=found, pk=number).first()
    if linked is None:
        raise Missing(f"{code} has no such link.")
    after = {"taken_back": f"{linked.changed}: {linked.kind}/{linked.key}"}
    linked.delete()
    Keeper(by, at, RESOLUTION).tell(events.ConsequenceTakenBack, found, after=after)


def link(
    *, by: Actor, at: datetime, code: str, kind: Touched, key: str, changed: str
) -> Consequence:
    """Write a link down and tell it. Raises: Missing."""
    found = policies.resolutions_seen_by(by).filter(pk=code).first()
    if found is None:
        raise Missing(f"There is no resolution {code}.")
    linked, new = Consequence.objects.get_or_create(
        resolution=found, kind=kind, key=key, defaults={"changed": changed}
    )
    if not new and linked.changed != changed:
        linked.changed = changed
        linked.save(update_fields=["changed"])
        new = True
    if new:
        after = {"changed": changed, "kind": kind.value, "key": key}
        Keeper(by, at, RESOLUTION).tell(events.ConsequenceTold, found, after=after)
    return linked
