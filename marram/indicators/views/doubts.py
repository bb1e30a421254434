"""Pages on which analysts settle doubts about figures."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from marram.design.components import BackLink
from marram.design.forms import FormPage, sent
from marram.indicators.actions import clearances as actions
from marram.indicators.forms import DoubtingAgain, Keeping
from marram.indicators.queries.doubts import DoubtPage, doubt_page
from marram.indicators.views.asking import asker


@require_http_methods(["GET", "HEAD", "POST"])
def keep_figure(request: HttpRequest, slug: str, figure: str) -> HttpResponse:
    found = _found(request, slug, figure)
    found.may_be_kept.enforce()
    doubts = " ".join(each.sentence for each in found.findings if each.flag.strikes)
    shown = _page(found, "Keep a doubted figure", doubts, "Keep it as right")

    def keep(typed: dict[str, Any]) -> HttpResponse:
        actions.keep_figure(
            by=asker(request), at=timezone.localtime(), indicator=slug, figure=figure, **typed
        )
        messages.success(request, "The figure counts again. Reports of before stay as they were.")
        return redirect("indicators:indicator", slug)

    return sent(request, Keeping(request.POST or None), shown, keep)


@require_http_methods(["GET", "HEAD", "POST"])
def doubt_again(request: HttpRequest, slug: str, figure: str) -> HttpResponse:
    found = _found(request, slug, figure)
    shown = _page(found, "Doubt a figure again", found.figure.note, "Doubt it again")

    def doubt(typed: dict[str, Any]) -> HttpResponse:
        actions.doubt_again(
            by=asker(request), at=timezone.localtime(), indicator=slug, figure=figure, **typed
        )
        messages.success(request, "The figure is doubted again and judged nowhere.")
        return redirect("indicators:indicator", slug)

    return sent(request, DoubtingAgain(request.POST or None), shown, doubt)


def _found(request: HttpRequest, slug: str, figure: str) -> DoubtPage:
    return doubt_page(viewer=asker(request), indicator=slug, figure=figure, on=timezone.localdate())


def _page(found: DoubtPage, title: str, lead: str, button: str) -> FormPage:
    figure = found.figure
    return FormPage(
        title=title,
        caption=f"{found.title}: {figure.place_name}, {figure.period}, {figure.shown}",
        lead=lead,
        button=button,
        breadcrumbs=BackLink(reverse("indicators:indicator", args=[found.slug])),
    )
