"""One press that carries a figure into a return: of an indicator, or of the average of fees."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from marram.foundation.verdicts import Conflict, Refused
from marram.funding.actions.returns import carrying as actions
from marram.funding.forms.economics import AverageForm
from marram.funding.policies import returns as policies
from marram.funding.rules.carrying import plain


CHANGED = "Somebody changed this line in the meantime. Look at what it says now, then press again."


@require_POST
def take_measure(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take over what an indicator says; `figure` and `seen_version` are what the page showed."""
    policies.may_keep(request.actor).enforce()

    def take(**now: Any) -> Any:
        figure = request.POST.get("figure", "")
        return actions.take_measure(**now, slug=slug, key=key, figure=figure)

    return _carried(request, take, slug, "metrics", key)


@require_POST
def carry_fee(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Carry the average into a fee; the categories stand in the address, as in the calculator."""
    policies.may_keep(request.actor).enforce()
    form = AverageForm(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('funding:average-fee')}?{request.GET.urlencode()}")

    def carry(**now: Any) -> Any:
        return actions.carry_fee(**now, slug=slug, key=key, categories=form.categories)

    return _carried(request, carry, slug, "fees", key)


def _carried(
    request: HttpRequest, carry: Callable[..., Any], slug: str, kind: str, key: str
) -> HttpResponse:
    """Carry a figure, and show its line: with what it says now, or why it stayed as it was."""
    version = request.POST.get("seen_version", "")
    seen = int(version) if version.isdecimal() else 0
    try:
        line = carry(by=request.actor, at=timezone.localtime(), seen_version=seen)
    except Conflict:
        messages.error(request, CHANGED)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The actual is {plain(line.actual)} now.")
    return redirect("funding:line", slug, kind, key)
