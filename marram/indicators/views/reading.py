"""The pages that are only read; everybody may open them."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from marram.design import parameters
from marram.indicators import policies, queries
from marram.indicators.presenters import catalogue as catalogue_presenters
from marram.indicators.presenters import definitions as definition_presenters
from marram.indicators.presenters import deliveries as delivery_presenters
from marram.indicators.presenters import downloads
from marram.indicators.presenters import indicator as presenters
from marram.indicators.presenters import place as place_presenters
from marram.indicators.queries import deliveries as delivery_queries
from marram.indicators.queries.catalogue import catalogue, national
from marram.indicators.queries.indicator_page import IndicatorPage, indicator_page
from marram.indicators.queries.place_page import place_page
from marram.indicators.views.asking import as_at, asker, file, page


@login_not_required
@require_safe
def search(request: HttpRequest, theme: str = "") -> HttpResponse:
    found = catalogue(
        viewer=asker(request),
        words=request.GET.get("words", ""),
        theme=theme,
        on=timezone.localdate(),
    )
    may_define = bool(policies.may_define(asker(request)))
    return page(request, catalogue_presenters.catalogue(found, may_define=may_define))


@login_not_required
@require_safe
def national_statements(request: HttpRequest) -> HttpResponse:
    found = national(viewer=asker(request), on=timezone.localdate())
    told = file(request, catalogue_presenters.national_file(found))
    return told or page(request, catalogue_presenters.national(found))


@login_not_required
@require_safe
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    return page(request, presenters.indicator_page(_page(request, slug), viewer=asker(request)))


@login_not_required
@require_safe
def chart(request: HttpRequest, slug: str, name: str, kind: str) -> HttpResponse:
    """One chart of the page as a file that stands alone."""
    shown = presenters.chart(_page(request, slug), name)
    if shown is None:
        raise Http404(f"The figures of {slug} make no such chart.")
    if kind == "png":
        return HttpResponse(shown.png(), content_type="image/png")
    return HttpResponse(shown.svg(framed=True), content_type="image/svg+xml")


@login_not_required
@require_safe
def download(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """All figures of one place, in the format asked for."""
    told = presenters.file(_page(request, slug))
    if kind == "json":
        return JsonResponse(downloads.metadata(told, url=request.path.replace(".json", ".csv")))
    content, media = downloads.made(told, kind)
    attached = {"Content-Disposition": f'attachment; filename="{slug}.{kind}"'}
    return HttpResponse(content, content_type=media, headers=attached)


@login_not_required
@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.history(viewer=asker(request), slug=slug)
    return page(request, definition_presenters.versions(found))


@login_not_required
@require_safe
def deliveries(request: HttpRequest, slug: str) -> HttpResponse:
    found = delivery_queries.deliveries(viewer=asker(request), indicator=slug)
    return page(request, delivery_presenters.deliveries(found))


@login_not_required
@require_safe
def place(request: HttpRequest, place: str) -> HttpResponse:
    found = place_page(
        viewer=asker(request),
        place=place,
        on=parameters.day(request, "on", timezone.localdate()),
        theme=request.GET.get("theme", ""),
        by_life_stage=request.GET.get("by") == "life-stage",
        page=parameters.page(request),
        as_at=as_at(request),
    )
    told = file(request, place_presenters.file(found))
    return told or page(request, place_presenters.place_page(found))


def _page(request: HttpRequest, slug: str) -> IndicatorPage:
    return indicator_page(
        viewer=asker(request),
        slug=slug,
        on=parameters.day(request, "on", timezone.localdate()),
        place=request.GET.get("place", ""),
        as_at=as_at(request),
    )
