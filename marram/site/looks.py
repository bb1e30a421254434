"""Counts looks at the pages of measures, outside the part of a request that may only read."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from marram.indicators.actions.looks import count_look
from marram.site.roles import ROLES


PAGE = "indicators:indicator"
RESIDENT = "resident"
log = logging.getLogger(__name__)


class Looks:
    """Middleware: a page of a measure that was shown counts as one look, by role and month.

    Sessions are kept out here too. Nothing says who looked: somebody of several roles counts in
    the first of them on the page of roles, somebody without an account as a resident. A look that
    cannot be counted is left out; the page is shown all the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match and match.view_name == PAGE and request.method == "GET" and _shown(response):
            _count(match.kwargs["slug"], role_of(request.standing().roles))  # type: ignore[attr-defined]
        return response


def role_of(roles: frozenset[str]) -> str:
    """Return the role that somebody's look counts in.

    >>> role_of(frozenset()), role_of(frozenset({"analyst", "plan-lead"}))
    ('resident', 'plan-lead')
    """
    return next((role.slug for role in ROLES if role.slug in roles), RESIDENT)


def _shown(response: HttpResponse) -> bool:
    return response.status_code == 200


def _count(indicator: str, role: str) -> None:
    try:
        with transaction.atomic():
            count_look(indicator=indicator, role=role, on=timezone.localdate())
    except DatabaseError as problem:
        log.warning("A look at the measure %s was not counted: %s", indicator, problem)
