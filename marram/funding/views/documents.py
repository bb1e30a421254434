"""Pages of agreements, and the papers of agreements and grants."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from marram.design.components import BackLink
from marram.design.forms import FormPage
from marram.foundation.verdicts import Missing
from marram.funding.actions import documents as actions
from marram.funding.forms.documents import PaperForm
from marram.funding.forms.moving import RemoveForm
from marram.funding.presenters import documents as presenters
from marram.funding.queries import documents as queries
from marram.funding.queries.documents import Papers
from marram.funding.queries.returns import agreements
from marram.funding.views.saving import FORM, Done, Now, done, typed
from marram.funding.vocabulary.documents import Holder


@login_not_required
@require_safe
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    found = agreements.agreement_page(viewer=request.actor, slug=slug)
    page = presenters.agreement_page(found, viewer=request.actor)
    return render(request, "funding/money.html", {"page": page})


@require_safe
def paper(request: HttpRequest, holder: str, slug: str, number: int) -> HttpResponse:
    """The file of a paper, for those who may read it."""
    file, content = queries.paper_file(
        viewer=request.actor, holder=_holder(holder), slug=slug, number=number
    )
    answer = HttpResponse(content, content_type=file.media_type)
    attached = content_disposition_header(as_attachment=True, filename=file.name)
    answer.headers["Content-Disposition"] = attached or "attachment"
    return answer


@require_http_methods(FORM)
def file_paper(request: HttpRequest, holder: str, slug: str) -> HttpResponse:
    found = _may_keep(request, holder, slug)
    form = PaperForm(typed(request), request.FILES or None, initial={"kind": found.usual})
    where = presenters.address(found)
    page = FormPage(title="File a document", button="File it", breadcrumbs=BackLink(where))

    def file(now: Now) -> Done:
        made = actions.file_paper(**now, holder=found.holder, slug=slug, **form.said())
        return f"“{made.title}” was filed.", where

    return done(request, form, page, file)


@require_http_methods(FORM)
def remove_paper(request: HttpRequest, holder: str, slug: str, number: int) -> HttpResponse:
    found = _may_keep(request, holder, slug)
    title = found.paper(number).title
    form, where = RemoveForm(typed(request)), presenters.address(found)
    page = FormPage(
        title=f"Take out “{title}”",
        lead="It leaves the page. Its file stays on record, and your reason in the history.",
        button="Take it out",
        button_style="warning",
        cancel_url=where,
    )

    def remove(now: Now) -> Done:
        reason = form.cleaned_data["reason"]
        actions.remove_paper(**now, holder=found.holder, slug=slug, number=number, reason=reason)
        return f"“{title}” was taken out.", where

    return done(request, form, page, remove)


def _may_keep(request: HttpRequest, holder: str, slug: str) -> Papers:
    found = queries.papers(viewer=request.actor, holder=_holder(holder), slug=slug)
    found.may_keep.enforce()
    return found


def _holder(name: str) -> Holder:
    if name not in set(Holder):
        raise Missing(f"{name[:40].capitalize()} have no documents here.")
    return Holder(name)
