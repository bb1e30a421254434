"""Pages on which a return goes to its next stage. Each asks once more before anything is done."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from marram.design.components import BackLink
from marram.design.forms import Form, FormPage
from marram.foundation.verdicts import Missing
from marram.funding.actions.returns import moving as actions
from marram.funding.actions.returns import returns as whole
from marram.funding.forms import moving as forms
from marram.funding.presenters.returns.progress import MOVE_WORDS
from marram.funding.queries.returns import pages as queries
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.views.saving import FORM, Done, Now, done, typed
from marram.funding.vocabulary import Approval, Stage


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
    form = ASKED.get(stage, Form)(typed(request))

    def go(now: Now) -> Done:
        said = {"on": timezone.localdate(), **form.cleaned_data}
        if "approval" in said:
            said["approval"] = Approval(said["approval"])
        actions.move(**now, slug=slug, to=stage, **said)
        return f"The return is {stage}.", _at(slug)

    return done(request, form, _page(found, MOVE_WORDS[stage], LEADS.get(stage, "")), go)


@require_http_methods(FORM)
def agree(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    found = queries.return_page(viewer=request.actor, slug=slug)
    partner = next((each for each in found.partners if each.slug == organisation), None)
    if partner is None:
        raise Missing("No such organisation is a partner of this pool.")
    partner.may_agree.enforce()

    def agreed(now: Now) -> Done:
        actions.agree(**now, slug=slug, organisation=organisation, on=timezone.localdate())
        return f"{partner.name} has agreed to the return.", _at(slug)

    lead = "You agree to every figure as it stands today."
    page = _page(found, f"Agree for {partner.name}", lead)
    return done(request, Form(typed(request)), page, agreed)


@require_http_methods(FORM)
def ratify(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.return_page(viewer=request.actor, slug=slug)
    found.may_ratify.enforce()
    form = forms.DayForm(typed(request))

    def ratified(now: Now) -> Done:
        actions.ratify(**now, slug=slug, **form.cleaned_data)
        return "The ratification is recorded.", _at(slug)

    page = _page(found, "Record the ratification", "The day of the meeting that ratified it.")
    return done(request, form, page, ratified)


@require_http_methods(FORM)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.return_page(viewer=request.actor, slug=slug)
    found.may_publish.enforce()

    def published(now: Now) -> Done:
        whole.publish_return(**now, slug=slug, on=timezone.localdate())
        return "Everybody can read the return now.", _at(slug)

    lead = "Until the national figures are published, this needs the consent of the board."
    return done(request, Form(typed(request)), _page(found, "Publish", lead), published)


def _page(found: ReturnPage, title: str, lead: str) -> FormPage:
    return FormPage(
        title=title,
        caption=found.values.title,
        lead=lead,
        button=title,
        breadcrumbs=BackLink(_at(found.slug)),
    )


def _at(slug: str) -> str:
    return reverse("funding:return", args=[slug])


def _stage(written: str) -> Stage:
    words = written.replace("-", " ")
    if words not in set(Stage):
        raise Missing(f"There is no stage {words[:40]}.")
    return Stage(words)
