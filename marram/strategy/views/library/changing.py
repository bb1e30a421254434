"""The pages on which the library is changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from marram.foundation.verdicts import Refused
from marram.people.queries import keys as people
from marram.strategy.actions import library as actions
from marram.strategy.forms import library as forms
from marram.strategy.policies import library as policies
from marram.strategy.presenters.library import forms as presenters
from marram.strategy.presenters.library import links as link_presenters
from marram.strategy.queries import library as queries
from marram.strategy.views.library.editing import Editing
from marram.strategy.views.library.reading import asker


FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def add_strategy(request: HttpRequest) -> HttpResponse:
    policies.may_keep_library(asker(request)).enforce()
    lists = {"groups": people.group_names(), "organisations": people.organisation_names()}

    def save(form: forms.NewStrategyForm) -> None:
        actions.add_strategy(
            by=asker(request),
            at=timezone.localtime(),
            slug=form.cleaned_data["slug"],
            fields=form.fields_typed(),
        )

    return Editing(
        request=request,
        page=presenters.add_strategy(),
        make=lambda typed: forms.NewStrategyForm(typed, **lists),
        save=save,
        done=lambda form: reverse("strategy:strategy", args=[form.cleaned_data["slug"]]),
        said="The strategy is in the library. Publish it when everybody may see it.",
    ).answer()


@require_http_methods(FORM)
def amend_strategy(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.strategy_form(viewer=asker(request), slug=slug)
    lists = {"groups": people.group_names(), "organisations": people.organisation_names()}
    initial = forms.StrategyForm.as_typed(found.fields) | {"seen_version": found.version}

    def save(form: forms.StrategyForm) -> None:
        actions.amend_strategy(
            by=asker(request),
            at=timezone.localtime(),
            slug=slug,
            seen_version=form.version,
            fields=form.fields_typed(),
        )

    return Editing(
        request=request,
        page=presenters.of_strategy(slug, found.title, "Change the strategy"),
        make=lambda typed: forms.StrategyForm(typed, initial=initial, **lists),
        save=save,
        done=lambda form: reverse("strategy:strategy", args=[slug]),
        said="The strategy is changed.",
        as_typed=forms.StrategyForm.as_typed,
    ).answer()


@require_POST
def publish_strategy(request: HttpRequest, slug: str) -> HttpResponse:
    actions.publish_strategy(
        by=asker(request), at=timezone.localtime(), slug=slug, on=timezone.localdate()
    )
    messages.success(request, "Everybody can see the strategy now.")
    return redirect("strategy:strategy", slug)


@require_POST
def withdraw_strategy(request: HttpRequest, slug: str) -> HttpResponse:
    actions.withdraw_strategy(by=asker(request), at=timezone.localtime(), slug=slug)
    messages.success(request, "Only partners can see the strategy now.")
    return redirect("strategy:strategy", slug)


# --- Links ----------------------------------------------------------------------------------


@require_http_methods(FORM)
def links(request: HttpRequest, slug: str) -> HttpResponse:
    """The links of a strategy, each with a button that takes it away, and a form that adds one."""
    found = queries.strategy_links(viewer=asker(request), slug=slug)
    form = forms.LinkForm(request.POST or None, others=found.others)
    if request.method == "POST" and form.is_valid():
        origin, relation, target = form.ends(slug)
        try:
            actions.link_strategies(
                by=asker(request),
                at=timezone.localtime(),
                origin=origin,
                relation=relation,
                target=target,
                note=form.cleaned_data["note"],
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The link is added.")
            return redirect("strategy:links", slug)
    page = link_presenters.strategy_links(found)
    status = 422 if form.errors else 200
    shown = {"form": form, "page": page}
    return render(request, "strategy/strategy_links.html", shown, status=status)


@require_POST
def unlink(request: HttpRequest, link_id: int) -> HttpResponse:
    slug = actions.unlink_strategies(by=asker(request), at=timezone.localtime(), link_id=link_id)
    messages.success(request, "The link is taken away.")
    return redirect("strategy:links", slug)


# --- The framework --------------------------------------------------------------------------


@require_http_methods(FORM)
def add_element(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.element_form(viewer=asker(request), slug=slug)

    def save(form: forms.ElementForm) -> None:
        actions.add_element(
            by=asker(request), at=timezone.localtime(), strategy=slug, fields=form.fields_typed()
        )

    return Editing(
        request=request,
        page=presenters.of_strategy(slug, found.strategy_title, "Add a statement"),
        make=lambda typed: forms.ElementForm(typed, others=found.others),
        save=save,
        done=lambda form: reverse("strategy:framework", args=[slug]),
        said="The statement is added.",
    ).answer()


@require_http_methods(FORM)
def amend_element(request: HttpRequest, slug: str, element_id: int) -> HttpResponse:
    found = queries.element_form(viewer=asker(request), slug=slug, key=element_id)
    initial = found.fields | {"seen_version": found.version}

    def make(typed: QueryDict | None) -> forms.ElementForm:
        return forms.ElementForm(
            typed, others=found.others, written=found.fields["life_course"], initial=initial
        )

    def save(form: forms.ElementForm) -> None:
        actions.amend_element(
            by=asker(request),
            at=timezone.localtime(),
            element_id=element_id,
            seen_version=form.version,
            fields=form.fields_typed(),
        )

    return Editing(
        request=request,
        page=presenters.amend_element(slug, found.strategy_title, element_id),
        make=make,
        save=save,
        done=lambda form: reverse("strategy:framework", args=[slug]),
        said="The statement is changed.",
    ).answer()


@require_http_methods(FORM)
def remove_element(request: HttpRequest, slug: str, element_id: int) -> HttpResponse:
    found = queries.element_form(viewer=asker(request), slug=slug, key=element_id)

    def save(form: Any) -> None:
        actions.remove_element(by=asker(request), at=timezone.localtime(), element_id=element_id)

    return Editing(
        request=request,
        page=presenters.remove_element(slug, found.strategy_title, found.fields["text"]),
        make=forms.Sure,
        save=save,
        done=lambda form: reverse("strategy:framework", args=[slug]),
        said="The statement is taken out. Its history stays in the ledger.",
    ).answer()


# --- Success factors ------------------------------------------------------------------------


@require_http_methods(FORM)
def add_factor(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.factor_form(viewer=asker(request), slug=slug)

    def save(form: forms.SuccessFactorForm) -> None:
        actions.add_success_factor(
            by=asker(request), at=timezone.localtime(), strategy=slug, fields=form.fields_typed()
        )

    return Editing(
        request=request,
        page=presenters.of_strategy(slug, found.strategy_title, "Add a success factor"),
        make=forms.SuccessFactorForm,
        save=save,
        done=lambda form: reverse("strategy:strategy", args=[slug]),
        said="The success factor is added. Fix its baseline while it is the start.",
    ).answer()


@require_http_methods(FORM)
def amend_factor(request: HttpRequest, slug: str, factor_id: int) -> HttpResponse:
    found = queries.factor_form(viewer=asker(request), slug=slug, key=factor_id)
    initial = found.fields | {"seen_version": found.version}

    def save(form: forms.SuccessFactorForm) -> None:
        actions.amend_success_factor(
            by=asker(request),
            at=timezone.localtime(),
            factor_id=factor_id,
            seen_version=form.version,
            fields=form.fields_typed(),
        )

    return Editing(
        request=request,
        page=presenters.of_strategy(slug, found.strategy_title, "Change the success factor"),
        make=lambda typed: forms.SuccessFactorForm(typed, initial=initial),
        save=save,
        done=lambda form: reverse("strategy:strategy", args=[slug]),
        said="The success factor is changed.",
    ).answer()


@require_http_methods(FORM)
def fix_baseline(request: HttpRequest, slug: str, factor_id: int) -> HttpResponse:
    found = queries.factor_form(viewer=asker(request), slug=slug, key=factor_id)

    def save(form: forms.BaselineForm) -> None:
        actions.fix_baseline(
            by=asker(request), at=timezone.localtime(), factor_id=factor_id, **form.cleaned_data
        )

    return Editing(
        request=request,
        page=presenters.fix_baseline(slug, found.strategy_title, found.fields),
        make=forms.BaselineForm,
        save=save,
        done=lambda form: reverse("strategy:strategy", args=[slug]),
        said="The baseline is fixed.",
    ).answer()


# --- Promises, duties and the matrix --------------------------------------------------------


@require_http_methods(FORM)
def judge_promise(request: HttpRequest, promise_id: int) -> HttpResponse:
    line = queries.promise(viewer=asker(request), key=promise_id)
    initial = {"seen_version": line.version}

    def save(form: forms.JudgementForm) -> None:
        actions.judge_promise(
            by=asker(request),
            at=timezone.localtime(),
            promise_id=promise_id,
            seen_version=form.version,
            **form.fields_typed(),
        )

    return Editing(
        request=request,
        page=presenters.judge_promise(line),
        make=lambda typed: forms.JudgementForm(typed, initial=initial),
        save=save,
        done=lambda form: reverse("strategy:promises"),
        said="Your judgement is kept.",
    ).answer()


@require_http_methods(FORM)
def check_duty(request: HttpRequest, slug: str) -> HttpResponse:
    line = queries.duty(viewer=asker(request), slug=slug)
    met = {True: "yes", False: "no", None: ""}[line.met]
    initial = {"seen_version": line.version, "met": met, "how_met": line.how_met}

    def save(form: forms.DutyForm) -> None:
        actions.check_duty(
            by=asker(request),
            at=timezone.localtime(),
            slug=slug,
            seen_version=form.version,
            **form.fields_typed(),
        )

    return Editing(
        request=request,
        page=presenters.check_duty(line),
        make=lambda typed: forms.DutyForm(typed, initial=initial),
        save=save,
        done=lambda form: reverse("strategy:duties"),
        said="The check is kept with today's date.",
    ).answer()


@require_http_methods(FORM)
def amend_coverage(request: HttpRequest, coverage_id: int) -> HttpResponse:
    cell = queries.coverage_cell(viewer=asker(request), key=coverage_id)
    initial = {"seen_version": cell.version, "stage": cell.stage, "source": cell.source}

    def save(form: forms.CoverageForm) -> None:
        actions.amend_coverage(
            by=asker(request),
            at=timezone.localtime(),
            coverage_id=coverage_id,
            seen_version=form.version,
            **form.fields_typed(),
        )

    return Editing(
        request=request,
        page=presenters.amend_coverage(cell),
        make=lambda typed: forms.CoverageForm(typed, initial=initial),
        save=save,
        done=lambda form: reverse("strategy:coverage"),
        said="The matrix is changed.",
    ).answer()
