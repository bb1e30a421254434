"""Pages on which a figure that a paper prints of a return is noted or put right."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from marram.design.components import BackLink
from marram.design.forms import FormPage
from marram.funding.actions.returns import claims as actions
from marram.funding.forms.claims import ClaimForm
from marram.funding.queries.returns import pages as queries
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.views.saving import FORM, Done, Now, done, typed
from marram.funding.vocabulary import Measure


LEAD = "The lines of the return prove it or refute it."


@require_http_methods(FORM)
def note_claim(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_note(request, slug)
    form = ClaimForm(typed(request), year=found.values.year, noted=False)

    def note(now: Now) -> Done:
        said = form.cleaned_data
        actions.note_claim(
            **now,
            slug=slug,
            measure=Measure(said["measure"]),
            part=said["part"],
            source=said["source"],
            fields={"amount": said["amount"], "words": said["words"]},
            seen_version=form.version,
        )
        return "The printed figure was noted.", _at(slug)

    return done(request, form, _page("Note a printed figure", found), note)


@require_http_methods(FORM)
def amend_claim(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_note(request, slug)
    claim = found.claim(number)
    said = {"amount": claim.amount, "words": claim.words, "seen_version": claim.version}
    form = ClaimForm(typed(request), year=found.values.year, noted=True, initial=said)

    def amend(now: Now) -> Done:
        actions.note_claim(
            **now,
            slug=slug,
            measure=claim.measure,
            part=claim.part,
            source=claim.source,
            fields=form.said(),
            seen_version=form.version,
        )
        return "The printed figure was changed.", _at(slug)

    return done(request, form, _page("Change the printed figure", found), amend)


def _may_note(request: HttpRequest, slug: str) -> ReturnPage:
    found = queries.return_page(viewer=request.actor, slug=slug)
    found.may_note.enforce()
    return found


def _page(title: str, found: ReturnPage) -> FormPage:
    back = BackLink(_at(found.slug))
    return FormPage(title=title, caption=found.values.title, lead=LEAD, breadcrumbs=back)


def _at(slug: str) -> str:
    return reverse("funding:return", args=[slug])
