"""Pages on which analysts say what an indicator means."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from marram.design.components import BackLink
from marram.design.forms import FormPage, sent, settled
from marram.indicators import actions, policies, queries
from marram.indicators.forms import DefinitionForm, NewDefinitionForm
from marram.indicators.queries.definitions import DefinitionLine
from marram.indicators.views.asking import asker


@require_http_methods(["GET", "HEAD", "POST"])
def define(request: HttpRequest) -> HttpResponse:
    policies.may_define(asker(request)).enforce()
    shown = FormPage(
        title="Define a measure",
        lead="It is seen by partners until it is published.",
        button="Define it",
        breadcrumbs=BackLink(reverse("indicators:search")),
    )

    def keep(typed: dict[str, Any]) -> HttpResponse:
        slug = typed.pop("slug")
        typed.pop("seen_version")
        actions.define(by=asker(request), at=timezone.localtime(), slug=slug, fields=typed)
        messages.success(request, f"{typed['title']} was defined.")
        return redirect("indicators:indicator", slug)

    return sent(request, NewDefinitionForm(request.POST or None), shown, keep)


@require_http_methods(["GET", "HEAD", "POST"])
def redefine(request: HttpRequest, slug: str) -> HttpResponse:
    policies.may_define(asker(request)).enforce()
    means = queries.definition(viewer=asker(request), slug=slug)
    shown = FormPage(
        title="Change the definition",
        caption=means.title,
        lead="What you save is a new version. Figures and reports of before keep theirs.",
        button="Save a new version",
        breadcrumbs=BackLink(reverse("indicators:indicator", args=[slug])),
    )
    typed = settled(request.POST) if request.method == "POST" else None

    def keep(typed: dict[str, Any]) -> HttpResponse:
        seen = typed.pop("seen_version")
        actions.redefine(
            by=asker(request),
            at=timezone.localtime(),
            slug=slug,
            seen_version=seen or 0,
            fields=typed,
        )
        messages.success(request, f"{typed['title']} was changed.")
        return redirect("indicators:indicator", slug)

    return sent(request, DefinitionForm(typed, initial=_now(means)), shown, keep)


def _now(means: DefinitionLine) -> dict[str, Any]:
    said = {
        name: getattr(means, name) for name in DefinitionForm.base_fields if name in vars(means)
    }
    return said | {"synonyms": "; ".join(means.synonyms), "seen_version": means.seen}
