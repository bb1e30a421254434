"""Pages of annual reviews: take one, decide, conclude, apply, compare."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from marram.design.components import BackLink
from marram.design.forms import Form, FormPage, conflict_shown, sent, settled
from marram.foundation.verdicts import Conflict
from marram.strategy.actions import reviews as actions
from marram.strategy.forms.reviews import ConclusionsForm, DecisionsForm, TakeReviewForm
from marram.strategy.presenters import changes, review_lists
from marram.strategy.presenters import reviews as presenters
from marram.strategy.queries import reviews as queries
from marram.strategy.queries.reviews import ReviewPage
from marram.strategy.views import parameters


@require_safe
def review_list(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.review_list(viewer=request.actor, plan=slug)
    page, rows = review_lists.review_list(found), review_lists.list_rows(found)
    if file := parameters.file(request, page.title, review_lists.LIST_HEADINGS, rows):
        return file
    return render(request, "strategy/reviews_list.html", {"page": page})


@require_safe
def review(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = queries.review_page(viewer=request.actor, plan=slug, number=number)
    if request.GET.get("format") == "json":
        return _frozen(found)
    page = presenters.review_page(found, viewer=request.actor)
    rows = presenters.review_rows(found)
    if file := parameters.file(request, page.title, presenters.HEADINGS, rows):
        return file
    return render(request, "strategy/reviews_review.html", {"page": page})


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    earlier, later = _number(request, "from"), _number(request, "to")
    if earlier is None:
        raise BadRequest("Say from which review to compare: “from” must be its number.")
    found = queries.comparison(
        viewer=request.actor, plan=slug, earlier=earlier, later=later, on=timezone.localdate()
    )
    here = reverse("strategy:compare-reviews", args=[slug])
    page = review_lists.comparison(found, here=f"{here}?from={earlier}&to={later or 'now'}")
    rows = changes.file_rows(found.changes)
    if file := parameters.file(request, page.title, changes.HEADINGS, rows):
        return file
    return render(request, "strategy/reviews_compare.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.review_list(viewer=request.actor, plan=slug)
    found.may_review.enforce()
    page = FormPage(
        title="Take a review",
        caption=found.plan_title,
        lead="The plan is frozen as it stands now. Then you decide about each open action.",
        button="Freeze the plan",
        breadcrumbs=BackLink(reverse("strategy:reviews", args=[slug])),
    )

    def freeze(typed: dict[str, Any]) -> HttpResponse:
        taken = actions.take_review(by=request.actor, at=timezone.localtime(), plan=slug, **typed)
        return redirect("strategy:review", slug, taken.pk)

    year = timezone.localdate().year
    form = TakeReviewForm(request.POST or None, initial={"title": f"Annual review {year}"})
    return sent(request, form, page, freeze)


@require_http_methods(["GET", "HEAD", "POST"])
def conclude(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug, number)
    page = FormPage(
        title="Conclusions",
        caption=f"{found.title}, {found.plan_title}",
        breadcrumbs=BackLink(reverse("strategy:review", args=[slug, number])),
    )
    form = ConclusionsForm(
        settled(request.POST) if request.method == "POST" else None,
        initial={"conclusions": found.conclusions, "seen_version": found.version},
    )

    def keep(typed: dict[str, Any]) -> HttpResponse:
        actions.decide(
            by=request.actor, at=timezone.localtime(), review_id=number, decisions={}, **typed
        )
        messages.success(request, "The conclusions were saved.")
        return redirect("strategy:review", slug, number)

    return sent(request, form, page, keep)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug, number)
    page = min(max(parameters.page(request), 1), presenters.page_count(found))
    form = DecisionsForm(
        settled(request.POST) if request.method == "POST" else None,
        under_review=presenters.on_page(found, page),
        version=found.version,
    )
    if form.is_bound and form.is_valid():
        return _decided(request, found, form, page)
    if form.is_bound and "autosave" in request.POST:
        return JsonResponse({"reason": "Not saved: press a button to see why."}, status=422)
    return _deciding(request, found, form, page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug, number)
    page = FormPage(
        title="Apply the review to the plan",
        caption=f"{found.title}, {found.plan_title}",
        lead=f"{found.sentence} What is to retire is retired, what is to be complete is reported "
        "complete, and the rest stays. This cannot be undone.",
        button="Apply",
        breadcrumbs=BackLink(reverse("strategy:review", args=[slug, number])),
    )

    def do(typed: dict[str, Any]) -> HttpResponse:
        actions.apply_review(by=request.actor, at=timezone.localtime(), review_id=number)
        messages.success(request, "The review was applied to the plan.")
        return redirect("strategy:review", slug, number)

    return sent(request, Form(request.POST if request.method == "POST" else None), page, do)


def _may_change(request: HttpRequest, slug: str, number: int) -> ReviewPage:
    """Return the review, unless this person may not change it or it has been applied."""
    found = queries.review_page(viewer=request.actor, plan=slug, number=number)
    found.may_review.enforce()
    found.may_change.enforce()
    return found


def _decided(
    request: HttpRequest, found: ReviewPage, form: DecisionsForm, page: int
) -> HttpResponse:
    autosave, at = "autosave" in request.POST, timezone.localtime()
    try:
        kept = actions.decide(
            by=request.actor,
            at=at,
            review_id=found.number,
            seen_version=form.cleaned_data["seen_version"],
            decisions=form.decisions(),
        )
    except Conflict as moved_on:
        if autosave:
            return JsonResponse({"reason": str(moved_on)}, status=409)
        shown = conflict_shown(moved_on, form, labels=form.labels())
        form.add_error(None, str(moved_on))
        return _deciding(request, found, form, page, above=(shown,), status=409)
    if autosave:
        clock = f"{timezone.localtime(at):%H:%M}"
        return JsonResponse({"saved_at": clock, "version": kept.version})
    messages.success(request, "What you decided was saved.")
    if request.POST.get("do") == "next" and page < presenters.page_count(found):
        next_page = reverse("strategy:decide", args=[found.plan, found.number])
        return redirect(f"{next_page}?page={page + 1}")
    return redirect("strategy:review", found.plan, found.number)


def _deciding(
    request: HttpRequest,
    found: ReviewPage,
    form: DecisionsForm,
    page: int,
    *,
    status: int,
    above: Any = (),
) -> HttpResponse:
    boxes = {
        each.action.code: form.boxes(each.action.code) for each in presenters.on_page(found, page)
    }
    # A conflict that stands above carries the version that it has shown.
    hidden = SafeString("") if above else form["seen_version"].as_widget()
    shown = presenters.decisions_form(found, number=page, boxes=boxes, hidden=hidden, above=above)
    parts = {"page": shown.page, "form": form, "shown": shown}
    return render(request, "strategy/reviews_decide.html", parts, status=status)


def _frozen(found: ReviewPage) -> HttpResponse:
    """Return the frozen text byte for byte, so that anybody can check its fingerprint."""
    name = f"{found.plan}-{found.on.isoformat()}.json"
    return HttpResponse(
        found.frozen.encode(),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _number(request: HttpRequest, name: str) -> int | None:
    written = request.GET.get(name, "")
    return int(written) if written.isdecimal() and len(written) < 18 else None
