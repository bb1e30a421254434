"""The page of the register of resolutions, and its files."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marram.board.presenters import registers as presenters
from marram.board.queries import registers as queries
from marram.board.queries.registers import ResolutionFilters
from marram.design import parameters


@login_not_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    names = ("board", "meeting", "kind", "owner", "standing", "words")
    filters = ResolutionFilters(**{name: asked.get(name, "") for name in names})
    on = parameters.day(request, "on", timezone.localdate())
    found = queries.register(viewer=request.actor, on=on, filters=filters)
    rows = presenters.file_rows(found)
    file = parameters.file(request, "Resolutions", presenters.HEADINGS, rows)
    page = presenters.register(found)
    return file or render(request, "board/resolutions.html", {"page": page})
