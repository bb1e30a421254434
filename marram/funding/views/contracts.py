"""Pages of contracts and their social value."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage
from marram.funding.actions import contracts as actions
from marram.funding.forms.contracts import CommitmentForm, ContractForm, MeasurementForm, StepForm
from marram.funding.policies import money as policies
from marram.funding.presenters import contracts as presenters
from marram.funding.queries import contracts as queries
from marram.funding.queries.contracts import ContractPage
from marram.funding.views.saving import FORM, Done, Now, done, typed
from marram.people.queries import keys as people


@require_safe
def every_contract(request: HttpRequest) -> HttpResponse:
    on = parameters.day(request, "on", timezone.localdate())
    found = queries.contract_list(viewer=request.actor, on=on)
    file = parameters.file(request, "Contracts", presenters.HEADINGS, presenters.file_rows(found))
    return file or render(request, "funding/money.html", {"page": presenters.contract_list(found)})


@require_safe
def contract(request: HttpRequest, slug: str) -> HttpResponse:
    page = presenters.contract_page(_found(request, slug), viewer=request.actor)
    return render(request, "funding/money.html", {"page": page})


@require_http_methods(FORM)
def add_contract(request: HttpRequest) -> HttpResponse:
    policies.may_keep(request.actor).enforce()
    form = _form(request, now={})
    page = FormPage(title="Add a contract", breadcrumbs=BackLink(reverse("funding:contracts")))

    def add(now: Now) -> Done:
        made = actions.add_contract(**now, slug=form.slug("title"), fields=form.said())
        return f"{made.title} was added. Now go through its six steps.", _at(made.pk)

    return done(request, form, page, add)


@require_http_methods(FORM)
def amend_contract(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = _form(request, now={**found.fields, "seen_version": found.version})

    def amend(now: Now) -> Done:
        actions.amend_contract(**now, slug=slug, seen_version=form.version, fields=form.said())
        return "The contract was changed.", _at(slug)

    return done(request, form, _page("Change the contract", found), amend)


@require_http_methods(FORM)
def take_step(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug)
    step = found.step(number)
    said = {"evidence": step.evidence, "on": step.on, "seen_version": step.version}
    form = StepForm(typed(request), initial=said)

    def take(now: Now) -> Done:
        seen = form.version
        actions.take_step(**now, slug=slug, step=number, seen_version=seen, **form.said())
        return f"Step {number} was answered.", _at(slug)

    page = _page(f"Step {number}: {step.question}", found, lead=step.asks)
    return done(request, form, page, take)


@require_http_methods(FORM)
def add_commitment(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = CommitmentForm(typed(request))

    def add(now: Now) -> Done:
        actions.add_commitment(**now, slug=slug, fields=form.said())
        return "The commitment was added.", _at(slug)

    return done(request, form, _page("Add a commitment", found), add)


@require_http_methods(FORM)
def amend_commitment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug)
    promise = found.promise(number)
    said = {**vars(promise), "seen_version": promise.version}
    form = CommitmentForm(typed(request), initial=said)

    def amend(now: Now) -> Done:
        seen = form.version
        actions.amend_commitment(**now, commitment_id=number, seen_version=seen, fields=form.said())
        return "The commitment was changed.", _at(slug)

    return done(request, form, _page("Change the commitment", found), amend)


@require_http_methods(FORM)
def measure_commitment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug)
    promise = found.promise(number)
    form = MeasurementForm(typed(request), initial={"on": timezone.localdate()})

    def measure(now: Now) -> Done:
        actions.measure_commitment(**now, commitment_id=number, **form.cleaned_data)
        return "The measurement was recorded.", _at(slug)

    page = _page("Measure a commitment", found, lead=promise.promise)
    return done(request, form, page, measure)


def _found(request: HttpRequest, slug: str) -> ContractPage:
    on = parameters.day(request, "on", timezone.localdate())
    return queries.contract_page(viewer=request.actor, slug=slug, on=on)


def _may_change(request: HttpRequest, slug: str) -> ContractPage:
    found = _found(request, slug)
    found.may_keep.enforce()
    return found


def _form(request: HttpRequest, *, now: dict[str, Any]) -> ContractForm:
    return ContractForm(typed(request), providers=people.organisation_names(), initial=now)


def _page(title: str, found: ContractPage, *, lead: str = "") -> FormPage:
    summary = found.summary
    back = BackLink(_at(summary.slug))
    return FormPage(title=title, caption=summary.title, lead=lead, breadcrumbs=back)


def _at(slug: str) -> str:
    return reverse("funding:contract", args=[slug])
