"""Pages of progress reports and of two plans side by side."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from marram.strategy.presenters import alignment as alignment_presenters
from marram.strategy.presenters import changes
from marram.strategy.presenters import progress as presenters
from marram.strategy.queries import alignment as alignment_queries
from marram.strategy.queries import progress as queries
from marram.strategy.rules import progress as rules
from marram.strategy.rules.changes import Grouping
from marram.strategy.views import parameters


@require_safe
def every_plan(request: HttpRequest) -> HttpResponse:
    return _report(request, plan="", here=reverse("strategy:progress"), grouping=Grouping.PLAN)


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    here = reverse("strategy:plan-progress", args=[slug])
    return _report(request, plan=slug, here=here, grouping=Grouping.SECTION)


@login_not_required
@require_safe
def alignment(request: HttpRequest) -> HttpResponse:
    first, second = request.GET.get("a", ""), request.GET.get("b", "")
    plans = alignment_queries.plan_choices(viewer=request.actor)
    if not first or not second or first == second:
        problem = "Choose two different plans." if first and second else ""
        page = alignment_presenters.choice(plans, first=first, second=second, problem=problem)
        return render(request, "strategy/progress_alignment.html", {"page": page})
    found = alignment_queries.alignment(
        viewer=request.actor, first=first, second=second, on=timezone.localdate()
    )
    page = alignment_presenters.alignment(found, plans)
    rows = alignment_presenters.file_rows(found)
    if file := parameters.file(request, page.title, alignment_presenters.HEADINGS, rows):
        return file
    return render(request, "strategy/progress_alignment.html", {"page": page})


def _report(request: HttpRequest, *, plan: str, here: str, grouping: Grouping) -> HttpResponse:
    until = parameters.day(request, "to", timezone.localdate())
    since = parameters.day(request, "from", until - rules.USUAL_SPAN + timedelta(days=1))
    if not (verdict := rules.in_order(since=since, until=until)):
        raise BadRequest(verdict.reason)
    found = queries.progress(viewer=request.actor, since=since, until=until, plan=plan)
    by = request.GET.get("by", "")
    grouping = Grouping(by) if by in list(Grouping) else grouping
    page = presenters.report(found, here=here, grouping=grouping)
    rows = changes.file_rows(found.changes)
    if file := parameters.file(request, page.title, changes.HEADINGS, rows):
        return file
    return render(request, "strategy/progress_report.html", {"page": page})
