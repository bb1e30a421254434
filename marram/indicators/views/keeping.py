"""Pages for those who keep figures: what is held, and definitions as a file."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from marram.design.components import BackLink
from marram.design.forms import FormPage, sent
from marram.indicators import actions, policies, queries
from marram.indicators.forms import DefinitionsFile, Superseding
from marram.indicators.presenters import keeping as presenters
from marram.indicators.views.asking import asker, page


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    return page(request, presenters.kept(queries.holdings(viewer=asker(request))))


@require_http_methods(["GET", "HEAD", "POST"])
def supersede(request: HttpRequest, key: str) -> HttpResponse:
    holding = queries.holding(viewer=asker(request), key=key)
    shown = FormPage(
        title="Let these figures count no more",
        caption=holding.source,
        lead="Reports of before stay as they were. Where an earlier delivery spoke of the same, "
        "its figures count again.",
        button="Let them count no more",
        breadcrumbs=BackLink(reverse("indicators:kept")),
    )

    def keep(typed: dict[str, Any]) -> HttpResponse:
        actions.supersede(
            by=asker(request), at=timezone.localtime(), key=key, reason=typed["reason"]
        )
        messages.success(request, f"The figures of {holding.source} count no more.")
        return redirect("indicators:kept")

    typed = request.POST if request.method == "POST" else None
    return sent(request, Superseding(typed), shown, keep)


@login_not_required
@require_safe
def definitions_file(request: HttpRequest) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename="definitions.yaml")
    return HttpResponse(
        queries.definitions_yaml(viewer=asker(request)),
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": disposition or "attachment"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def read_definitions(request: HttpRequest) -> HttpResponse:
    policies.may_define(asker(request)).enforce()
    shown = FormPage(
        title="Read definitions from a file",
        lead="All of its definitions are taken, or none. One that differs becomes a new version.",
        button="Read the file",
        breadcrumbs=BackLink(reverse("indicators:search")),
    )

    def keep(typed: dict[str, Any]) -> HttpResponse:
        told = actions.record_yaml(
            by=asker(request), at=timezone.localtime(), text=typed["definitions"]
        )
        messages.success(
            request,
            f"{told.created} new, {told.changed} changed, {told.unchanged} as they were.",
        )
        return redirect("indicators:search")

    posted = request.method == "POST"
    form = DefinitionsFile(request.POST, request.FILES) if posted else DefinitionsFile()
    return sent(request, form, shown, keep)
