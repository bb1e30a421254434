"""Pages of the agreements behind pools."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from marram.design.components import BackLink
from marram.design.forms import FormPage
from marram.funding.actions.returns import pools as actions
from marram.funding.forms.pools import AgreementForm
from marram.funding.queries.returns import agreements
from marram.funding.views.saving import FORM, Done, Now, done, typed


@require_http_methods(FORM)
def add_agreement(request: HttpRequest) -> HttpResponse:
    return _agreement(request, slug="", title="Add an agreement")


@require_http_methods(FORM)
def amend_agreement(request: HttpRequest, slug: str) -> HttpResponse:
    return _agreement(request, slug=slug, title="Change the agreement")


def _agreement(request: HttpRequest, *, slug: str, title: str) -> HttpResponse:
    found = agreements.agreement_form(viewer=request.actor, slug=slug)
    found.may_keep.enforce()
    form = AgreementForm(
        typed(request),
        councils=list(found.councils),
        nhs=list(found.nhs),
        initial=dict(found.now),
    )
    back = BackLink(reverse("funding:pools"))

    def keep(now: Now) -> Done:
        said = form.cleaned_data
        kept = actions.keep_agreement(
            **now,
            slug=slug or slugify(said["title"])[:60] or "agreement",
            fields={name: said[name] for name in actions.AGREEMENT_FIELDS if name in said},
            parties=form.parties(),
            documents=form.papers(),
            seen_version=said["seen_version"] if slug else None,
        )
        return f"{kept.title} was saved.", reverse("funding:agreement", args=[kept.pk])

    return done(request, form, FormPage(title=title, breadcrumbs=back), keep)
