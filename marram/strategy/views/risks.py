"""Pages of risks: registers, one risk, and what is done to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.design.components import BackLink
from marram.design.forms import FormPage, sent, settled
from marram.strategy.actions import risks as actions
from marram.strategy.forms.risks import CloseRiskForm, RiskForm, RiskReviewForm
from marram.strategy.presenters import risk_page
from marram.strategy.presenters import risks as presenters
from marram.strategy.queries import risks as queries
from marram.strategy.queries.risks import RiskFilters, RiskPage
from marram.strategy.views import parameters
from marram.strategy.vocabulary import RiskState


@require_safe
def every_register(request: HttpRequest) -> HttpResponse:
    plan, group = request.GET.get("plan", ""), request.GET.get("group", "")
    return _register(request, here=reverse("strategy:risks"), plan=plan, group=group)


@require_safe
def plan_register(request: HttpRequest, slug: str) -> HttpResponse:
    return _register(request, here=reverse("strategy:plan-risks", args=[slug]), plan=slug)


@require_safe
def group_register(request: HttpRequest, slug: str) -> HttpResponse:
    return _register(request, here=reverse("strategy:group-risks", args=[slug]), group=slug)


@require_safe
def risk(request: HttpRequest, number: int) -> HttpResponse:
    page = risk_page.risk_page(_page(request, number), viewer=request.actor)
    return render(request, "strategy/risks_risk.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def add_risk(request: HttpRequest) -> HttpResponse:
    plan, group = request.GET.get("plan", ""), request.GET.get("group", "")
    queries.may_add(viewer=request.actor, plan=plan, group=group).enforce()
    page = FormPage(title="Add a risk", button="Add the risk", breadcrumbs=_back())

    def add(typed: dict[str, Any]) -> HttpResponse:
        fields = {name: typed[name] for name in actions.FIELDS}
        added = actions.add_risk(
            by=request.actor, at=timezone.localtime(), plan=plan, group=group, fields=fields
        )
        messages.success(request, f"R{added.pk} was added.")
        return redirect("strategy:risk", added.pk)

    return sent(request, RiskForm(request.POST or None), page, add)


@require_http_methods(["GET", "HEAD", "POST"])
def amend_risk(request: HttpRequest, number: int) -> HttpResponse:
    found = _may_change(request, number)
    page = FormPage(title="Change this risk", caption=f"R{number}", breadcrumbs=_back(number))
    form = RiskForm(
        settled(request.POST) if request.method == "POST" else None, initial=_now(found)
    )

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_risk(
            by=request.actor,
            at=timezone.localtime(),
            risk_id=number,
            seen_version=typed["seen_version"] or 0,
            fields={name: typed[name] for name in actions.FIELDS},
        )
        messages.success(request, f"R{number} was changed.")
        return redirect("strategy:risk", number)

    return sent(request, form, page, amend)


@require_http_methods(["GET", "HEAD", "POST"])
def review_risk(request: HttpRequest, number: int) -> HttpResponse:
    found = _may_change(request, number)
    page = FormPage(
        title="Mark as reviewed at a meeting", caption=_caption(found), breadcrumbs=_back(number)
    )
    now = {
        "on": timezone.localdate(),
        "likelihood": found.line.after.likelihood,
        "impact": found.line.after.impact,
    }

    def review(typed: dict[str, Any]) -> HttpResponse:
        actions.mark_reviewed(by=request.actor, at=timezone.localtime(), risk_id=number, **typed)
        messages.success(request, f"R{number} was marked as reviewed.")
        return redirect("strategy:risk", number)

    return sent(request, RiskReviewForm(request.POST or None, initial=now), page, review)


@require_http_methods(["GET", "HEAD", "POST"])
def close_risk(request: HttpRequest, number: int) -> HttpResponse:
    found = _may_change(request, number)
    page = FormPage(
        title="Close this risk",
        caption=_caption(found),
        lead="It stays on record, with the reason.",
        button="Close the risk",
        button_style="warning",
        breadcrumbs=_back(number),
    )

    def close(typed: dict[str, Any]) -> HttpResponse:
        actions.close_risk(by=request.actor, at=timezone.localtime(), risk_id=number, **typed)
        messages.success(request, f"R{number} was closed.")
        return redirect("strategy:risk", number)

    return sent(request, CloseRiskForm(request.POST or None), page, close)


def _register(request: HttpRequest, *, here: str, plan: str = "", group: str = "") -> HttpResponse:
    asked = request.GET
    filters = RiskFilters(
        plan=plan,
        group=group,
        owner=asked.get("owner", ""),
        level=asked.get("level", ""),
        state=asked.get("state", "") or RiskState.OPEN,
        words=asked.get("words", ""),
    )
    on = parameters.day(request, "on", timezone.localdate())
    found = queries.register(viewer=request.actor, on=on, filters=filters)
    page = presenters.register(found, here=here)
    file = parameters.file(request, page.title, presenters.HEADINGS, presenters.file_rows(found))
    return file or render(request, "strategy/risks_register.html", {"page": page})


def _page(request: HttpRequest, number: int) -> RiskPage:
    on = parameters.day(request, "on", timezone.localdate())
    return queries.risk_page(viewer=request.actor, number=number, on=on)


def _may_change(request: HttpRequest, number: int) -> RiskPage:
    """Return the risk, unless this person may not change it or it is closed."""
    found = _page(request, number)
    found.may_keep.enforce()
    found.still_open.enforce()
    return found


def _now(found: RiskPage) -> dict[str, Any]:
    line = found.line
    return {
        "title": line.title,
        "cause": found.cause,
        "effect": found.effect,
        "likelihood_before": line.before.likelihood,
        "impact_before": line.before.impact,
        "mitigations": line.mitigations,
        "likelihood_after": line.after.likelihood,
        "impact_after": line.after.impact,
        "owner": line.owner,
        "review_on": line.review_on,
        "seen_version": found.version,
    }


def _caption(found: RiskPage) -> str:
    return f"R{found.line.number}, {found.line.title}"


def _back(number: int | None = None) -> BackLink:
    if number is None:
        return BackLink(reverse("strategy:risks"))
    return BackLink(reverse("strategy:risk", args=[number]))
