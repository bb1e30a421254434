"""The pages of areas."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.design import parameters
from marram.design.forms import sent, settled
from marram.places import actions, policies, presenters, queries
from marram.places.forms import Area, NewArea


FORM = ["GET", "HEAD", "POST"]


@login_not_required
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    page = queries.areas(
        viewer=_actor(request),
        kind=request.GET.get("kind", ""),
        search=request.GET.get("search", ""),
        page=parameters.page(request),
    )
    return render(request, "places/areas.html", {"page": presenters.areas_page(page)})


@login_not_required
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    page = queries.area(viewer=_actor(request), code=code, on=timezone.localdate())
    shown = presenters.area_page(page, viewer=_actor(request))
    return render(request, "places/area.html", {"page": shown})


@login_not_required
@require_safe
def map_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The small map of the page as a file that stands alone."""
    page = queries.area(viewer=_actor(request), code=code, on=timezone.localdate())
    shown = presenters.locator(page)
    if shown is None or kind not in ("png", "svg"):
        raise Http404(f"There is no such map of {code}.")
    if kind == "png":
        return HttpResponse(shown.png(), content_type="image/png")
    return HttpResponse(shown.svg(framed=True), content_type="image/svg+xml")


@require_http_methods(FORM)
def open_area(request: HttpRequest) -> HttpResponse:
    policies.may_edit_areas(_actor(request)).enforce()
    form = NewArea(request.POST or None)

    def do(typed: Mapping[str, Any]) -> HttpResponse:
        opened = actions.open_area(
            by=_actor(request), at=timezone.localtime(), code=typed["code"], fields=_fields(typed)
        )
        messages.success(request, f"{opened.name} is open.")
        return redirect("places:area", opened.code)

    return sent(request, form, presenters.open_page(), do)


@require_http_methods(FORM)
def change_area(request: HttpRequest, code: str) -> HttpResponse:
    policies.may_edit_areas(_actor(request)).enforce()
    now = queries.area_fields(code=code)
    form = Area(settled(request.POST) or None, initial=dict(now))

    def do(typed: Mapping[str, Any]) -> HttpResponse:
        amended = actions.amend_area(
            by=_actor(request),
            at=timezone.localtime(),
            code=code,
            seen_version=typed["seen_version"] or 0,
            fields=_fields(typed),
        )
        messages.success(request, f"{amended.name} is changed.")
        return redirect("places:area", code)

    return sent(request, form, presenters.change_page(code, str(now["name"])), do)


def _fields(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: said for name, said in typed.items() if name not in ("code", "seen_version")}


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]
