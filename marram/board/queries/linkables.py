"""The records that a resolution may be linked to: what they are called, and how they are found.

A room that is to come joins with one more line in `LINKABLES`: the database asks of a link no more
than that its kind names a room and a noun.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from marram.board.policies import business as policies
from marram.board.vocabulary.resolutions import Touched
from marram.foundation.actors import Actor
from marram.funding.policies import money
from marram.funding.queries import contracts
from marram.funding.queries.returns import names as returns
from marram.indicators.queries import cards
from marram.indicators.queries.definitions import definitions, search
from marram.people.queries import keys as people
from marram.strategy.queries import action_lists
from marram.strategy.queries import known as strategies
from marram.strategy.queries.library import strategies as strategy_library


# So many of a kind are found; who seeks more types another word.
MOST = 20

Named = Mapping[str, str]


@dataclass(frozen=True)
class Linkable:
    """Records of one kind, as the viewer may know of them, by key.

    `named` tells what those with the given keys are called, `found` which hold every one of some
    words. Each is one SQL query, or four.
    """

    noun: str
    named: Callable[[Actor, Collection[str]], Named]
    found: Callable[[Actor, str, date], Named]


def _among(every: Callable[[Actor], Named], noun: str) -> Linkable:
    """Return what is linkable of a kind that has few enough records to read all of them."""

    def named(viewer: Actor, keys: Collection[str]) -> Named:
        return {key: title for key, title in every(viewer).items() if key in keys}

    def found(viewer: Actor, words: str, on: date) -> Named:
        wanted = words.casefold().split()
        fitting = {
            key: title
            for key, title in every(viewer).items()
            if all(word in f"{key} {title}".casefold() for word in wanted)
        }
        return dict(list(fitting.items())[:MOST])

    return Linkable(noun, named, found)


def _action_names(viewer: Actor, keys: Collection[str]) -> Named:
    return strategies.action_words(viewer=viewer, codes=keys)


def _actions(viewer: Actor, words: str, on: date) -> Named:
    filters = action_lists.Filters(words=words)
    lines = action_lists.action_list(viewer=viewer, on=on, filters=filters, lines_a_page=MOST).lines
    return {line.code: line.what for line in lines}


def _strategies(viewer: Actor) -> Named:
    return dict(strategy_library.strategy_choices(viewer=viewer))


def _measure_names(viewer: Actor, keys: Collection[str]) -> Named:
    lines = definitions(viewer=viewer, slugs=keys)
    return {slug: line.title for slug, line in lines.items()}


def _measures(viewer: Actor, words: str, on: date) -> Named:
    lines = search(viewer=viewer, words=words, limit=MOST).lines
    return {line.slug: line.title for line in lines}


def _scorecards(viewer: Actor) -> Named:
    return {card.slug: card.title for card in cards.scorecard_lines(viewer=viewer)}


def _contracts(viewer: Actor) -> Named:
    return contracts.titles() if money.may_read(viewer) else {}


def _scheme_names(viewer: Actor, keys: Collection[str]) -> Named:
    return returns.scheme_lines(viewer=viewer, keys=keys)


def _schemes(viewer: Actor, words: str, on: date) -> Named:
    return returns.scheme_lines(viewer=viewer, words=words, most=MOST)


def _resolution_names(viewer: Actor, keys: Collection[str]) -> Named:
    seen = policies.resolutions_seen_by(viewer).filter(pk__in=keys).order_by("pk")
    return dict(seen.values_list("pk", "words"))


def _resolutions(viewer: Actor, words: str, on: date) -> Named:
    seen = policies.resolutions_seen_by(viewer)
    for word in words.split():
        seen = seen.filter(words__icontains=word) | seen.filter(code__icontains=word)
    newest = seen.order_by("-decided_on", "code").values_list("pk", "words")
    return dict(newest[:MOST])


LINKABLES: Mapping[Touched, Linkable] = {
    Touched.ACTION: Linkable("Action of a plan", _action_names, _actions),
    Touched.STRATEGY: _among(_strategies, "Strategy"),
    Touched.SCHEME: Linkable("Scheme line of a return", _scheme_names, _schemes),
    Touched.POOL: _among(lambda viewer: returns.pool_titles(viewer=viewer), "Pooled fund"),
    Touched.CONTRACT: _among(_contracts, "Contract"),
    Touched.MEASURE: Linkable("Measure", _measure_names, _measures),
    Touched.SCORECARD: _among(_scorecards, "Scorecard"),
    Touched.ORGANISATION: _among(lambda viewer: people.organisation_names(), "Organisation"),
    Touched.GROUP: _among(lambda viewer: people.group_names(), "Group"),
    Touched.RESOLUTION: Linkable("Resolution", _resolution_names, _resolutions),
}
