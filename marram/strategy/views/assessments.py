"""Pages of assessments: tools, sittings, the form of one, and two against each other."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marram.design.components import BackLink
from marram.design.forms import FormPage, conflict_shown, sent, settled
from marram.foundation.verdicts import Conflict, Refused
from marram.strategy.actions import assessments as actions
from marram.strategy.actions import tools
from marram.strategy.forms.assessments import AnswersForm, StartForm, VisionTestForm
from marram.strategy.policies import assessments as policies
from marram.strategy.presenters import assessment_tools
from marram.strategy.presenters import assessments as presenters
from marram.strategy.queries import assessments as queries
from marram.strategy.queries.assessments import AssessmentPage
from marram.strategy.views import parameters


@login_not_required
@require_safe
def tool_list(request: HttpRequest) -> HttpResponse:
    page = assessment_tools.tool_list(queries.tool_list(viewer=request.actor))
    return render(request, "strategy/assessments_tools.html", {"page": page})


@login_not_required
@require_safe
def tool(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.tool_page(viewer=request.actor, slug=slug)
    rows = assessment_tools.sitting_rows(found)
    if file := parameters.file(request, found.title, assessment_tools.SITTING_HEADINGS, rows):
        return file
    return render(
        request, "strategy/assessments_tool.html", {"page": assessment_tools.tool_page(found)}
    )


@login_not_required
@require_safe
def assessment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = queries.assessment_page(viewer=request.actor, tool=slug, number=number)
    page = presenters.assessment_page(found, viewer=request.actor)
    rows = presenters.answer_rows(found)
    if file := parameters.file(request, page.title, presenters.ANSWER_HEADINGS, rows):
        return file
    return render(request, "strategy/assessments_assessment.html", {"page": page})


@login_not_required
@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    earlier, later = (_number(request, name) for name in ("from", "to"))
    found = queries.comparison(viewer=request.actor, tool=slug, earlier=earlier, later=later)
    here = reverse("strategy:compare-assessments", args=[slug])
    page = assessment_tools.comparison(found, here=f"{here}?from={earlier}&to={later}")
    rows = assessment_tools.comparison_rows(found)
    if file := parameters.file(request, page.title, assessment_tools.COMPARISON_HEADINGS, rows):
        return file
    return render(request, "strategy/assessments_compare.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    policies.may_assess(request.actor).enforce()
    page = assessment_tools.start_page(queries.tool_page(viewer=request.actor, slug=slug))

    def begin(typed: dict[str, Any]) -> HttpResponse:
        started = actions.start_assessment(
            by=request.actor, at=timezone.localtime(), tool=slug, **typed
        )
        return redirect("strategy:answer-assessment", slug, started.pk)

    form = StartForm(request.POST or None, initial={"on": timezone.localdate()})
    return sent(request, form, page, begin)


@require_http_methods(["GET", "HEAD", "POST"])
def vision_test(request: HttpRequest) -> HttpResponse:
    policies.may_assess(request.actor).enforce()
    strategies = queries.testable_strategies(viewer=request.actor)
    page = FormPage(
        title="Make a vision test",
        button="Make the test",
        breadcrumbs=BackLink(reverse("strategy:assessments")),
    )

    def make(typed: dict[str, Any]) -> HttpResponse:
        made = tools.make_vision_test(by=request.actor, at=timezone.localtime(), **typed)
        messages.success(request, f"{made.title} is ready.")
        return redirect("strategy:tool", made.slug)

    return sent(request, VisionTestForm(request.POST or None, strategies=strategies), page, make)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = queries.assessment_page(viewer=request.actor, tool=slug, number=number)
    found.may_assess.enforce()
    found.may_change.enforce()
    typed = settled(request.POST) if request.method == "POST" else None
    form = AnswersForm(
        typed, questions=found.questions, ratings=found.ratings, version=found.version
    )
    if form.is_bound and form.is_valid():
        return _answered(request, found, form)
    if form.is_bound and "autosave" in request.POST:
        return JsonResponse({"reason": "Not saved: press a button to see why."}, status=422)
    return _asked(request, found, form, status=422 if form.is_bound else 200)


@require_POST
def publish(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _done(
        request, slug, number, "The assessment was published.",
        lambda **doing: actions.publish_assessment(on=timezone.localdate(), **doing),
    )  # fmt: skip


@require_POST
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    said = "Only partners can read the assessment now."
    return _done(request, slug, number, said, actions.withdraw_assessment)


@require_POST
def reopen(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    said = "The assessment is open again. Only partners can read it."
    return _done(request, slug, number, said, actions.reopen_assessment)


def _answered(request: HttpRequest, found: AssessmentPage, form: AnswersForm) -> HttpResponse:
    """Keep the answers; finish too when that button was pressed."""
    autosave = "autosave" in request.POST
    at = timezone.localtime()
    try:
        kept = actions.answer(
            by=request.actor,
            at=at,
            assessment_id=found.number,
            seen_version=form.cleaned_data["seen_version"],
            answers=form.given(),
        )
    except Conflict as moved_on:
        if autosave:
            return JsonResponse({"reason": str(moved_on)}, status=409)
        return _in_conflict(request, found, form, moved_on)
    if autosave:
        clock = f"{timezone.localtime(at):%H:%M}"
        return JsonResponse({"saved_at": clock, "version": kept.version})
    if request.POST.get("do") == "finish":
        return _finished(request, found, form)
    messages.success(request, "Your answers were saved.")
    return redirect("strategy:assessment", found.tool, found.number)


def _finished(request: HttpRequest, found: AssessmentPage, form: AnswersForm) -> HttpResponse:
    try:
        actions.finish_assessment(
            by=request.actor, at=timezone.localtime(), assessment_id=found.number
        )
    except Refused as refusal:
        saved = queries.assessment_page(viewer=request.actor, tool=found.tool, number=found.number)
        form = AnswersForm(
            _with_version(request, saved.version),
            questions=saved.questions,
            ratings=saved.ratings,
            version=saved.version,
        )
        form.add_error(None, f"Your answers are saved. {refusal}")
        return _asked(request, saved, form, status=422)
    messages.success(request, "The assessment is finished.")
    return redirect("strategy:assessment", found.tool, found.number)


def _in_conflict(
    request: HttpRequest, found: AssessmentPage, form: AnswersForm, moved_on: Conflict
) -> HttpResponse:
    theirs = Conflict(
        str(moved_on), theirs=form.by_field(moved_on.theirs), version=moved_on.version
    )
    shown = conflict_shown(theirs, form, labels=form.labels())
    form.add_error(None, str(moved_on))
    return _asked(request, found, form, above=(shown,), status=409)


def _asked(
    request: HttpRequest, found: AssessmentPage, form: AnswersForm, *, status: int, above: Any = ()
) -> HttpResponse:
    boxes = {each.number: form.boxes(each) for each in found.questions}
    # A conflict that stands above carries the version that it has shown.
    hidden = SafeString("") if above else form["seen_version"].as_widget()
    shown = presenters.answers_form(found, boxes=boxes, hidden=hidden, above=above)
    parts = {"page": shown.page, "form": form, "shown": shown}
    return render(request, "strategy/assessments_answer.html", parts, status=status)


def _done(
    request: HttpRequest, slug: str, number: int, said: str, do: Callable[..., Any]
) -> HttpResponse:
    do(by=request.actor, at=timezone.localtime(), assessment_id=number)
    messages.success(request, said)
    return redirect("strategy:assessment", slug, number)


def _with_version(request: HttpRequest, version: int) -> Any:
    typed = settled(request.POST)
    typed["seen_version"] = str(version)
    return typed


def _number(request: HttpRequest, name: str) -> int:
    written = request.GET.get(name, "")
    if not (written.isdecimal() and len(written) < 18):
        raise BadRequest(f"Say which two assessments to compare: “{name}” must be a number.")
    return int(written)
