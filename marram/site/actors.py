"""Every request gets its actor: who is asking, and what today's roles let them do."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from marram.foundation.actors import Actor
from marram.people import queries as people
from marram.site import roles


RESIDENT = Actor(key="resident", name="A resident", permissions=roles.permissions({"resident"}))


def actor_for(user_id: int | None, *, on: date) -> Actor:
    """Return the actor behind an account on a day; somebody without one is a resident."""
    if user_id is None:
        return RESIDENT
    standing = people.standing(user_id=user_id, on=on)
    return Actor(
        key=f"user:{user_id}",
        name=standing.name,
        permissions=roles.permissions(standing.roles | {"resident"}),
        organisations=standing.organisations,
        groups=standing.groups,
    )


class Actors:
    """Middleware: set `request.actor`, worked out when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: actor_for(request.user.pk, on=timezone.localdate())
        )
        return self.get_response(request)
