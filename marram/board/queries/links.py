"""What resolutions changed, and from there the resolutions that changed a record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from marram.board.models import Consequence
from marram.board.policies import business as policies
from marram.board.queries import effects
from marram.board.queries.linkables import LINKABLES, MOST
from marram.board.vocabulary.resolutions import Touched
from marram.foundation.actors import Actor


# So many of each kind are offered where all kinds are looked through.
FEW = 4


@dataclass(frozen=True, kw_only=True)
class Touch:
    """A record that a resolution changed; `title` is empty where the viewer may not know it."""

    number: int
    kind: str
    noun: str
    key: str
    title: str
    changed: str


@dataclass(frozen=True)
class Decided:
    """A resolution as the page of a record that it changed names it."""

    code: str
    words: str
    decided_on: date
    came_of_it: str
    changed: str
    effect: str


@dataclass(frozen=True)
class Found:
    """A record that a search found, to be linked."""

    kind: Touched
    key: str
    title: str


def touched(*, viewer: Actor, code: str) -> tuple[Touch, ...]:
    """Return the records that a resolution changed, by kind and key.

    One SQL query, and one to three for each kind of record.
    """
    rows = list(Consequence.objects.filter(resolution=code).order_by("kind", "key"))
    named = {kind: _named(viewer, kind, rows) for kind in {row.kind for row in rows}}
    return tuple(
        Touch(
            number=row.pk,
            kind=row.kind,
            noun=_noun(row.kind),
            key=row.key,
            title=named[row.kind].get(row.key, ""),
            changed=row.changed,
        )
        for row in rows
    )


def decided_about(*, viewer: Actor, kind: str, key: str, on: date) -> tuple[Decided, ...]:
    """Return the resolutions that changed a record, newest first. At most five SQL queries."""
    links = Consequence.objects.filter(kind=kind, key=key)
    changed = dict(links.order_by("resolution").values_list("resolution", "changed"))
    if not changed:
        return ()
    seen = policies.resolutions_seen_by(viewer).filter(pk__in=changed)
    rows = list(effects.with_call_ins(seen).order_by("-decided_on", "code"))
    found = effects.effects(rows, on=on)
    return tuple(
        Decided(
            row.pk,
            row.words,
            row.decided_on,
            row.finished_because,
            changed[row.pk],
            found[row.pk].words,
        )
        for row in rows
    )


def to_link(*, viewer: Actor, words: str, kind: str, on: date) -> tuple[Found, ...]:
    """Return the records that hold every word, of one kind or of all, a few of each kind.

    At most two dozen SQL queries; none without words.
    """
    if not words.strip():
        return ()
    kinds = [each for each in LINKABLES if kind in ("", each.value)]
    most = MOST if kind else FEW
    return tuple(
        Found(each, key, title)
        for each in kinds
        for key, title in list(LINKABLES[each].found(viewer, words, on).items())[:most]
    )


def is_there(*, viewer: Actor, kind: Touched, key: str) -> bool:
    """Tell whether there is such a record, and the viewer may know of it. One to three SQL."""
    return key in LINKABLES[kind].named(viewer, [key])


def _named(viewer: Actor, kind: str, rows: Iterable[Consequence]) -> Mapping[str, str]:
    if kind not in set(LINKABLES):
        return {}
    return LINKABLES[Touched(kind)].named(viewer, [row.key for row in rows if row.kind == kind])


def _noun(kind: str) -> str:
    if kind not in set(LINKABLES):
        return kind.partition(".")[2].replace("_", " ").capitalize()
    return LINKABLES[Touched(kind)].noun
