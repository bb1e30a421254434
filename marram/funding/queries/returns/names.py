"""What returns are called, for the ledger and for other rooms."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q

from marram.foundation.actors import Actor
from marram.funding.models import SchemeLine
from marram.funding.policies import returns as policies
from marram.funding.vocabulary.returns import Stage


# A return that was sent back is to be sent in again.
NOT_SENT = (
    Stage.DRAFT,
    Stage.FINANCE_CHECKED,
    Stage.PARTNERS_AGREED,
    Stage.APPROVED,
    Stage.RETURNED,
)


def titles(*, viewer: Actor, slugs: Collection[str]) -> Mapping[str, str]:
    """Return the titles of the returns that are there for this viewer, by key. One SQL query."""
    found = policies.returns_seen_by(viewer).filter(pk__in=slugs).order_by("slug")
    named = found.values_list("slug", "pool__title", "kind", "period")
    return {slug: called(title, kind, period) for slug, title, kind, period in named}


def called(pool: str, kind: str, period: str) -> str:
    """Return what a return is called beside others.

    >>> called("Better Care Fund", "quarterly", "q2"), called("Better Care Fund", "plan", "outturn")
    ('Better Care Fund: quarterly Q2', 'Better Care Fund: plan')
    """
    return f"{pool}: {kind}{f' {period.upper()}' if period != 'outturn' else ''}"


def pool_titles(*, viewer: Actor) -> Mapping[str, str]:
    """Return the titles of the pools that are there for this viewer, by key. One SQL query."""
    found = policies.pools_seen_by(viewer).order_by("-year", "title", "slug")
    return dict(found.values_list("slug", "title"))


def scheme_lines(
    *, viewer: Actor, keys: Collection[str] | None = None, words: str = "", most: int | None = None
) -> Mapping[str, str]:
    """Return what scheme lines are called, by "return/line", as the ledger names them.

    They are those with the given keys, or those whose name or return holds every word; the
    viewer may see the return of each. One SQL query.
    """
    seen = SchemeLine.objects.filter(of__in=policies.returns_seen_by(viewer))
    if keys is not None:
        pairs = [key.partition("/") for key in keys]
        seen = seen.filter(of__in={of for of, _, _ in pairs}, key__in={key for *_, key in pairs})
    for word in words.split():
        holds = (
            Q(name__icontains=word) | Q(description__icontains=word) | Q(of__slug__icontains=word)
        )
        seen = seen.filter(holds)
    rows = seen.order_by("-of__pool__year", "of", "position", "pk").values_list(
        "of", "key", "name", "of__pool__title", "of__kind", "of__period"
    )
    found = {
        f"{of}/{key}": f"{name or key}, {called(pool, kind, period)}"
        for of, key, name, pool, kind, period in rows[:most]
    }
    return found if keys is None else {key: found[key] for key in keys if key in found}


def due(*, viewer: Actor, on: date, until: date) -> tuple[tuple[str, str, date], ...]:
    """Return the returns that are not sent in yet and due from a day until another, with their day.

    Each is its key, its title and the day. Two SQL queries.
    """
    waiting = policies.returns_seen_by(viewer).filter(
        due_on__gte=on, due_on__lte=until, stage__in=NOT_SENT
    )
    days = dict(waiting.order_by("due_on", "slug").values_list("slug", "due_on"))
    named = titles(viewer=viewer, slugs=list(days))
    return tuple((slug, named[slug], day) for slug, day in days.items() if day is not None)
