"""What an address asks of every page of measures: a day, a past moment, a place, a file."""

from datetime import datetime

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from marram.design import parameters
from marram.foundation.actors import Actor
from marram.indicators.presenters.parts import File, Shown


def asker(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def as_at(request: HttpRequest) -> datetime | None:
    """Return the past moment that the address asks for, such as 2019-09-11T10:00, or None.

    Raises: BadRequest with a sentence.
    """
    written = request.GET.get("as-at", "").strip()
    if not written:
        return None
    moment = _moment(written)
    if moment is None:
        raise BadRequest(
            f"“{written[:40]}” is not a moment. Write as-at in the address as 2019-09-11T10:00."
        )
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _moment(written: str) -> datetime | None:
    try:
        return parse_datetime(written.replace(" ", "+"))
    except ValueError:
        return None


def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    return render(request, "indicators/page.html", {"page": shown})


def file(request: HttpRequest, told: File) -> HttpResponse | None:
    """Return the file that the address asks for, or None for a page."""
    return parameters.file(request, told.title, told.header, told.rows)
