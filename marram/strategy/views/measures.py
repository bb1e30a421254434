"""The pages on which a measure is named for an action or a statement."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from marram.design.components import BackLink
from marram.design.forms import FormPage, sent
from marram.strategy.actions import measures as actions
from marram.strategy.forms.measures import MeasuresForm
from marram.strategy.queries import measures as queries
from marram.strategy.queries.measures import MeasureChoice


FORM = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
def of_action(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.choice_for_action(viewer=request.actor, code=code)
    back = reverse("strategy:action", args=[code])

    def choose(typed: dict[str, Any]) -> HttpResponse:
        actions.choose_for_action(
            by=request.actor, at=timezone.localtime(), action_code=code, **typed
        )
        messages.success(request, "The measures of the action were changed.")
        return redirect(back)

    return sent(request, _form(request, found), _page(found, back), choose)


@require_http_methods(FORM)
def of_statement(request: HttpRequest, slug: str, element_id: int) -> HttpResponse:
    found = queries.choice_for_statement(viewer=request.actor, strategy=slug, key=element_id)
    back = reverse("strategy:framework", args=[slug])

    def choose(typed: dict[str, Any]) -> HttpResponse:
        actions.choose_for_statement(
            by=request.actor, at=timezone.localtime(), element_id=element_id, **typed
        )
        messages.success(request, "The measures of the statement were changed.")
        return redirect(back)

    return sent(request, _form(request, found), _page(found, back), choose)


def _form(request: HttpRequest, found: MeasureChoice) -> MeasuresForm:
    return MeasuresForm(request.POST or None, named=found.named, others=found.others)


def _page(found: MeasureChoice, back: str) -> FormPage:
    named = ", ".join(found.named.values())
    return FormPage(
        title="Measures that show it",
        caption=found.said,
        lead=f"Named now: {named}." if named else "None is named yet.",
        breadcrumbs=BackLink(back),
    )
