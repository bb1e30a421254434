"""Which strategies, plans, schemes and tools there are, by key."""

from collections.abc import Collection, Mapping, Sequence

from marram.foundation.actors import Actor
from marram.people.queries import keys as people
from marram.strategy.models import Action, Plan, Scheme, Strategy, Tool
from marram.strategy.policies import library as library_policies
from marram.strategy.policies import plans as policies


def strategies() -> frozenset[str]:
    """Return the key of every strategy. One SQL query."""
    return frozenset(Strategy.objects.order_by("slug").values_list("slug", flat=True))


def plans() -> frozenset[str]:
    """Return the key of every plan. One SQL query."""
    return frozenset(Plan.objects.order_by("slug").values_list("slug", flat=True))


def schemes() -> frozenset[str]:
    """Return the key of every rating scheme. One SQL query."""
    return frozenset(Scheme.objects.order_by("slug").values_list("slug", flat=True))


def tools() -> frozenset[str]:
    """Return the key of every self-assessment tool. One SQL query."""
    return frozenset(Tool.objects.order_by("slug").values_list("slug", flat=True))


def actions() -> frozenset[str]:
    """Return the code of every action. One SQL query."""
    return frozenset(Action.objects.order_by("code").values_list("code", flat=True))


def action_words(*, viewer: Actor, codes: Collection[str]) -> Mapping[str, str]:
    """Return what actions say, by code; those the viewer may not read are left out. One SQL."""
    seen = policies.actions_seen_by(viewer).filter(pk__in=codes).order_by("code")
    return dict(seen.values_list("code", "what"))


def strategy_titles(*, viewer: Actor, slugs: Collection[str]) -> Mapping[str, str]:
    """Return strategies' titles by slug; those the viewer may not read are left out. One SQL."""
    seen = library_policies.strategies_seen_by(viewer).filter(pk__in=slugs).order_by("slug")
    return dict(seen.values_list("slug", "title"))


def lists() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return what a plan may name: strategies, groups and schemes, as (key, words). Three SQL."""
    return {
        "strategy": tuple(Strategy.objects.order_by("title", "slug").values_list("slug", "title")),
        "group": tuple(people.group_names().items()),
        "scheme": tuple(Scheme.objects.order_by("title", "slug").values_list("slug", "title")),
    }
