"""Pages of contracts and their social value."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage, sent, settled
from marram.foundation.verdicts import Missing
from marram.funding.actions import contracts as actions
from marram.funding.forms.money import CommitmentForm, ContractForm, MeasurementForm, StepForm
from marram.funding.policies import money as policies
from marram.funding.presenters import contracts as presenters
from marram.funding.queries import contracts as queries
from marram.funding.queries.contracts import ContractPage, Promise
from marram.people.queries import keys as people


FORM = ("GET", "HEAD", "POST")


@require_safe
def every_contract(request: HttpRequest) -> HttpResponse:
    on = parameters.day(request, "on", timezone.localdate())
    found = queries.contract_list(viewer=request.actor, on=on)
    file = parameters.file(request, "Contracts", presenters.HEADINGS, presenters.file_rows(found))
    return file or render(request, "funding/money.html", {"page": presenters.contract_list(found)})


@require_safe
def contract(request: HttpRequest, slug: str) -> HttpResponse:
    page = presenters.contract_page(_page(request, slug), viewer=request.actor)
    return render(request, "funding/money.html", {"page": page})


@require_http_methods(FORM)
def add_contract(request: HttpRequest) -> HttpResponse:
    policies.may_keep(request.actor).enforce()
    form = _contract_form(request, initial={})
    page = FormPage(title="Add a contract", breadcrumbs=BackLink(reverse("funding:contracts")))

    def add(typed: dict[str, Any]) -> HttpResponse:
        slug = slugify(typed["title"])[:60]
        actions.add_contract(
            by=request.actor, at=timezone.localtime(), slug=slug, fields=form.said()
        )
        messages.success(request, f"{typed['title']} was added. Now go through its six steps.")
        return redirect("funding:contract", slug)

    return sent(request, form, page, add)


@require_http_methods(FORM)
def amend_contract(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = _contract_form(request, initial={**found.fields, "seen_version": found.version})
    page = _form_page("Change the contract", found)

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_contract(
            by=request.actor,
            at=timezone.localtime(),
            slug=slug,
            seen_version=form.version,
            fields=form.said(),
        )
        messages.success(request, "The contract was changed.")
        return redirect("funding:contract", slug)

    return sent(request, form, page, amend)


@require_http_methods(FORM)
def take_step(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug)
    step = next((each for each in found.steps if each.number == number), None)
    if step is None:
        raise Missing(f"There is no step {number}: the cycle has six.")
    now = {"evidence": step.evidence, "on": step.on, "seen_version": step.version}
    form = StepForm(_typed(request), initial=now)
    page = _form_page(f"Step {number}: {step.question}", found, lead=step.asks)

    def take(typed: dict[str, Any]) -> HttpResponse:
        actions.take_step(
            by=request.actor,
            at=timezone.localtime(),
            slug=slug,
            step=number,
            seen_version=form.version,
            **form.said(),
        )
        messages.success(request, f"Step {number} was answered.")
        return redirect("funding:contract", slug)

    return sent(request, form, page, take)


@require_http_methods(FORM)
def add_commitment(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = CommitmentForm(_typed(request))

    def add(typed: dict[str, Any]) -> HttpResponse:
        actions.add_commitment(
            by=request.actor, at=timezone.localtime(), slug=slug, fields=form.said()
        )
        messages.success(request, "The commitment was added.")
        return redirect("funding:contract", slug)

    return sent(request, form, _form_page("Add a commitment", found), add)


@require_http_methods(FORM)
def amend_commitment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug)
    promise = _promise(found, number)
    form = CommitmentForm(
        _typed(request), initial={**vars(promise), "seen_version": promise.version}
    )

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_commitment(
            by=request.actor,
            at=timezone.localtime(),
            commitment_id=number,
            seen_version=form.version,
            fields=form.said(),
        )
        messages.success(request, "The commitment was changed.")
        return redirect("funding:contract", slug)

    return sent(request, form, _form_page("Change the commitment", found), amend)


@require_http_methods(FORM)
def measure_commitment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug)
    promise = _promise(found, number)
    form = MeasurementForm(_typed(request), initial={"on": timezone.localdate()})
    page = _form_page("Measure a commitment", found, lead=promise.promise)

    def measure(typed: dict[str, Any]) -> HttpResponse:
        actions.measure_commitment(
            by=request.actor, at=timezone.localtime(), commitment_id=number, **typed
        )
        messages.success(request, "The measurement was recorded.")
        return redirect("funding:contract", slug)

    return sent(request, form, page, measure)


def _page(request: HttpRequest, slug: str) -> ContractPage:
    on = parameters.day(request, "on", timezone.localdate())
    return queries.contract_page(viewer=request.actor, slug=slug, on=on)


def _may_change(request: HttpRequest, slug: str) -> ContractPage:
    found = _page(request, slug)
    found.may_keep.enforce()
    return found


def _promise(found: ContractPage, number: int) -> Promise:
    promise = next((each for each in found.promises if each.number == number), None)
    if promise is None:
        raise Missing(f"There is no commitment {number} in this contract.")
    return promise


def _contract_form(request: HttpRequest, *, initial: dict[str, Any]) -> ContractForm:
    return ContractForm(_typed(request), providers=people.organisation_names(), initial=initial)


def _form_page(title: str, found: ContractPage, *, lead: str = "") -> FormPage:
    back = BackLink(reverse("funding:contract", args=[found.summary.slug]))
    return FormPage(title=title, caption=found.summary.title, lead=lead, breadcrumbs=back)


def _typed(request: HttpRequest) -> Any:
    return settled(request.POST) if request.method == "POST" else None
