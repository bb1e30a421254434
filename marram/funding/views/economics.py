"""Pages of costs and returns, and the two calculators of money."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from marram.design import parameters
from marram.design.components import BackLink, Component
from marram.design.forms import FormPage
from marram.funding.actions import economics as actions
from marram.funding.forms.economics import AverageForm, FactForm, ReturnForm
from marram.funding.policies import money as policies
from marram.funding.presenters import economics as presenters
from marram.funding.presenters import fees as fee_presenters
from marram.funding.queries import economics as queries
from marram.funding.queries.returns.fees import fee_lines
from marram.funding.rules import economics as rules
from marram.funding.rules import fees
from marram.funding.views.saving import FORM, Done, Now, done, typed


@require_safe
def every_fact(request: HttpRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "") for name in ("kind", "words")}
    found = queries.fact_list(viewer=request.actor, **asked)
    page = presenters.fact_list(found)
    file = parameters.file(request, page.title, presenters.HEADINGS, presenters.file_rows(found))
    return file or render(request, "funding/money.html", {"page": page})


@require_safe
def fact(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.fact_page(viewer=request.actor, slug=slug)
    page = presenters.fact_page(found, viewer=request.actor)
    return render(request, "funding/money.html", {"page": page})


@require_http_methods(FORM)
def add_fact(request: HttpRequest) -> HttpResponse:
    policies.may_keep(request.actor).enforce()
    form = FactForm(typed(request))
    page = FormPage(title="Add a figure", breadcrumbs=BackLink(reverse("funding:economics")))

    def add(now: Now) -> Done:
        made = actions.add_fact(**now, slug=form.slug("item", "period"), fields=form.said())
        return "The figure was added.", _at(made.pk)

    return done(request, form, page, add)


@require_http_methods(FORM)
def amend_fact(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.fact_page(viewer=request.actor, slug=slug)
    found.may_keep.enforce()
    said = {**found.fields, "seen_version": found.fact.version}
    form = FactForm(typed(request), initial=said)
    back = BackLink(_at(slug))
    page = FormPage(title="Change the figure", caption=found.fact.item, breadcrumbs=back)

    def amend(now: Now) -> Done:
        actions.amend_fact(**now, slug=slug, seen_version=form.version, fields=form.said())
        return "The figure was changed.", _at(slug)

    return done(request, form, page, amend)


@require_safe
def expected_return(request: HttpRequest) -> HttpResponse:
    """Work out what a cost gives back; the question stands in the address, to be sent on."""
    policies.may_read(request.actor).enforce()
    form = ReturnForm(request.GET or None)
    answer = None
    if form.is_valid():
        answer = presenters.expected_return(rules.expected_return(**form.cleaned_data))
    page = presenters.return_page()
    return render(
        request, "funding/calculator.html", {"page": page, "form": form, "answer": answer}
    )


@require_safe
def average_fee(request: HttpRequest) -> HttpResponse:
    """Work out an average fee over categories; the question stands in the address."""
    policies.may_read(request.actor).enforce()
    form = AverageForm(request.GET or None)
    page = fee_presenters.average_page()
    answer: Component | None = None
    targets: tuple[fee_presenters.Target, ...] = ()
    if form.is_valid():
        verdict = fees.can_be_weighted(form.categories)
        if verdict:
            average = fees.weighted_average(categories=form.categories)
            answer = fee_presenters.average(average)
            drafts = fee_lines(viewer=request.actor)
            targets = fee_presenters.targets(drafts, average, asked=request.GET.urlencode())
        else:
            form.add_error(None, verdict.reason)
    told = {"page": page, "form": form, "answer": answer, "targets": targets}
    return render(request, "funding/calculator.html", told)


def _at(slug: str) -> str:
    return reverse("funding:fact", args=[slug])
