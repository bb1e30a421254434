"""Pages on which a return goes to its next stage. Each asks once more before anything is done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from marram.design.components import BackLink
from marram.design.forms import Form, FormPage
from marram.design.forms.sending import sent
from marram.foundation.verdicts import Missing
from marram.funding.actions.returns import moving as actions
from marram.funding.actions.returns import returns as whole
from marram.funding.forms import returns as forms
from marram.funding.presenters.returns.overview import MOVE_WORDS
from marram.funding.queries.returns import pages as queries
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.vocabulary import Approval, Stage


FORM = ("GET", "HEAD", "POST")
ASKED: dict[Stage, type[Form]] = {
    Stage.DRAFT: forms.ReasonForm,
    Stage.RETURNED: forms.ReasonForm,
    Stage.APPROVED: forms.ApprovalForm,
}
LEADS = {
    Stage.FINANCE_CHECKED: "Every check must say Yes. Nobody can change the return afterwards, "
    "unless it is sent back to draft.",
    Stage.SUBMITTED: "What the return says is frozen for good, with its digest.",
    Stage.DRAFT: "What partners have agreed and the board has approved ends here: they are asked "
    "again.",
    Stage.SIGNED: "The agreement is signed. This is the last step.",
}


@require_http_methods(FORM)
def move(request: HttpRequest, slug: str, to: str) -> HttpResponse:
    found = queries.return_page(viewer=request.actor, slug=slug)
    stage = _stage(to)
    way = next((each for each in found.ways if each.to == stage), None)
    if way is None:
        raise Missing(f"A return that is {found.stage} cannot become {stage}.")
    way.allowed.enforce()
    form = ASKED.get(stage, Form)(request.POST if request.method == "POST" else None)

    def go(typed: dict[str, Any]) -> HttpResponse:
        if "approval" in typed:
            typed["approval"] = Approval(typed["approval"])
        day = {"on": timezone.localdate(), **typed}
        actions.move(by=request.actor, at=timezone.localtime(), slug=slug, to=stage, **day)
        messages.success(request, f"The return is {stage}.")
        return redirect("funding:return", slug)

    page = _page(found, MOVE_WORDS[stage], LEADS.get(stage, ""))
    return sent(request, form, page, go)


@require_http_methods(FORM)
def agree(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    found = queries.return_page(viewer=request.actor, slug=slug)
    partner = next((each for each in found.partners if each.slug == organisation), None)
    if partner is None:
        raise Missing("No such organisation is a partner of this pool.")
    partner.may_agree.enforce()

    def agreed(typed: dict[str, Any]) -> HttpResponse:
        actions.agree(
            by=request.actor,
            at=timezone.localtime(),
            slug=slug,
            organisation=organisation,
            on=timezone.localdate(),
        )
        messages.success(request, f"{partner.name} has agreed to the return.")
        return redirect("funding:return", slug)

    page = _page(
        found, f"Agree for {partner.name}", "You agree to every figure as it stands today."
    )
    return sent(request, Form(request.POST if request.method == "POST" else None), page, agreed)


@require_http_methods(FORM)
def ratify(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.return_page(viewer=request.actor, slug=slug)
    found.may_ratify.enforce()

    def ratified(typed: dict[str, Any]) -> HttpResponse:
        actions.ratify(by=request.actor, at=timezone.localtime(), slug=slug, **typed)
        messages.success(request, "The ratification is recorded.")
        return redirect("funding:return", slug)

    page = _page(found, "Record the ratification", "The day of the meeting that ratified it.")
    return sent(request, forms.DayForm(request.POST or None), page, ratified)


@require_http_methods(FORM)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.return_page(viewer=request.actor, slug=slug)
    found.may_publish.enforce()

    def published(typed: dict[str, Any]) -> HttpResponse:
        whole.publish_return(
            by=request.actor, at=timezone.localtime(), slug=slug, on=timezone.localdate()
        )
        messages.success(request, "Everybody can read the return now.")
        return redirect("funding:return", slug)

    lead = "Until the national figures are published, this needs the consent of the board."
    page = _page(found, "Publish", lead)
    form = Form(request.POST if request.method == "POST" else None)
    return sent(request, form, page, published)


def _page(found: ReturnPage, title: str, lead: str) -> FormPage:
    return FormPage(
        title=title,
        caption=found.values.title,
        lead=lead,
        button=title,
        breadcrumbs=BackLink(reverse("funding:return", args=[found.slug])),
    )


def _stage(written: str) -> Stage:
    words = written.replace("-", " ")
    if words not in set(Stage):
        raise Missing(f"There is no stage {words[:40]}.")
    return Stage(words)
