"""The pages of areas."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marram.places import presenters, queries


@login_not_required
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    number = request.GET.get("page", "")
    page = queries.areas(
        kind=request.GET.get("kind", ""),
        search=request.GET.get("search", ""),
        page=int(number) if number.isdecimal() and len(number) < 9 else 1,
    )
    return render(request, "places/areas.html", {"page": presenters.areas_page(page)})


@login_not_required
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    page = presenters.area_page(queries.area(viewer=actor, code=code), viewer=actor)
    return render(request, "places/area.html", {"page": page})
