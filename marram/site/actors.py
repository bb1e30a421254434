"""Every request gets its actor: who is asking, and what today's roles let them do."""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from marram.foundation.actors import Actor
from marram.people import queries as people
from marram.people.queries import Standing
from marram.site import roles


RESIDENT = Actor(key="resident", name="A resident", permissions=roles.permissions({"resident"}))


NOBODY = Standing(name="", roles=frozenset(), organisations=frozenset(), groups=frozenset())


def actor_for(user_id: int | None, *, on: date) -> Actor:
    """Return the actor behind an account on a day; somebody without one is a resident."""
    return _actor(user_id, standing_of(user_id, on=on))


def standing_of(user_id: int | None, *, on: date) -> Standing:
    """Return what an account stands for on a day; somebody without one stands for nothing."""
    return people.standing(user_id=user_id, on=on) if user_id is not None else NOBODY


def _actor(user_id: int | None, standing: Standing) -> Actor:
    if user_id is None:
        return RESIDENT
    return Actor(
        key=f"user:{user_id}",
        name=standing.name,
        permissions=roles.permissions(standing.roles | {"resident"}),
        organisations=standing.organisations,
        groups=standing.groups,
    )


class Actors:
    """Middleware: set `request.actor` and `request.standing()`, worked out when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        standing = cache(lambda: standing_of(request.user.pk, on=timezone.localdate()))
        request.standing = standing  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: _actor(request.user.pk, standing())
        )
        return self.get_response(request)
