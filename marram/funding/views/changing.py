"""Forms that change what a draft says. Each saves itself; who was second sees both texts."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from marram.design.components import BackLink
from marram.design.forms import FormPage
from marram.foundation.verdicts import Missing
from marram.funding.actions.returns import lines as actions
from marram.funding.actions.returns import returns as whole
from marram.funding.forms import returns as forms
from marram.funding.presenters.returns import lines as presenters
from marram.funding.queries.returns import loading
from marram.funding.queries.returns import pages as queries
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules import amounts
from marram.funding.views.saving import FORM, Done, Now, done, saved, typed
from marram.funding.vocabulary import Period, Requirement, Sheet
from marram.indicators.queries.definitions import indicator_slugs
from marram.strategy.queries.library.statements import statement_choices


LINE_FORMS: dict[str, type[forms.LineForm]] = {
    "income": forms.IncomeForm,
    "schemes": forms.SchemeForm,
    "conditions": forms.ConditionForm,
    "statements": forms.StatementForm,
    "enablers": forms.EnablerForm,
    "fees": forms.FeeForm,
    "metrics": forms.MetricForm,
}
ANSWER_FORMS: dict[str, type[forms.LineForm]] = {
    Sheet.COVER: forms.CoverForm,
    Sheet.INCOME: forms.IncomeAnswersForm,
    Sheet.EXPENDITURE: forms.MinimumsForm,
    Sheet.ACTUAL: forms.ActualAnswersForm,
    Sheet.FEES: forms.FeeCommentsForm,
}
ANSWER_FIELDS = {
    Sheet.COVER: whole.COVER,
    Sheet.INCOME: whole.INCOME,
    Sheet.EXPENDITURE: whole.EXPENDITURE,
    Sheet.ACTUAL: whole.ACTUAL,
    Sheet.FEES: whole.FEES,
}


@require_http_methods(FORM)
def amend_line(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    found = _editable(request, slug)
    line = presenters.line_of(found, kind, key)
    fields = loading.fields_of(kind)
    said = {name: getattr(line, name) for name in fields} | {"seen_version": line.version}
    form = _line_form(request, found, kind, said)
    where = reverse("funding:line", args=[slug, kind, key])
    page = FormPage(
        title=presenters.line_title(found, kind, line),
        caption=f"{found.values.title}, line {key}",
        breadcrumbs=BackLink(where),
        autosave_url=request.path,
    )

    def save(now: Now) -> Any:
        return actions.amend_line(
            **now,
            slug=slug,
            kind=kind,
            key=key,
            seen_version=form.version,
            fields={name: form.cleaned_data[name] for name in fields},
        )

    return saved(request, form, page, save, (f"Line {key} was saved.", where))


@require_http_methods(FORM)
def add_line(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    found = _editable(request, slug)
    if kind not in ("income", "schemes"):
        raise Missing(f"Lines called {kind} cannot be added.")
    called = loading.KINDS[kind].called
    form = _line_form(request, found, kind, {})
    page = FormPage(
        title=f"Add {'an' if kind == 'income' else 'a'} {called}",
        caption=found.values.title,
        lead="What you leave empty stays on the checklist until somebody fills it in.",
        button="Add the line",
        breadcrumbs=BackLink(reverse("funding:return", args=[slug])),
    )

    def add(now: Now) -> Done:
        fields = {name: form.cleaned_data[name] for name in loading.fields_of(kind)}
        line = actions.add_line(**now, slug=slug, kind=kind, fields=fields)
        where = reverse("funding:line", args=[slug, kind, line.key])
        return f"Line {line.key} was added.", where

    return done(request, form, page, add)


@require_http_methods(FORM)
def report_actual(
    request: HttpRequest, slug: str, kind: str, key: str, period: str
) -> HttpResponse:
    found, line, of = _reported(request, slug, kind, key, period)
    reported = amounts.actual(line, period)
    said = {"amount": reported.amount, "comment": reported.comment} if reported else {}
    version = queries.actual_version(
        viewer=request.actor, slug=slug, kind=kind, key=key, period=period
    )
    form = forms.ActualForm(
        typed(request), year=found.values.year, now={**said, "seen_version": version}
    )
    where = reverse("funding:line", args=[slug, kind, key])
    page = FormPage(
        title=f"Report the actual: {presenters.PERIODS[of].lower()}",
        caption=presenters.line_title(found, kind, line),
        breadcrumbs=BackLink(where),
    )

    def report(now: Now) -> Done:
        actions.report_actual(**now, slug=slug, kind=kind, key=key, period=of, **form.cleaned_data)
        return f"The actual of line {key} was kept.", where

    return done(request, form, page, report)


@require_http_methods(FORM)
def amend_answers(request: HttpRequest, slug: str, sheet: str) -> HttpResponse:
    found = _editable(request, slug)
    if sheet not in ANSWER_FORMS:
        raise Missing(f"The sheet {sheet} asks nothing of the return as a whole.")
    of = Sheet(sheet)
    said = {**_answered(found, of), "seen_version": found.version}
    form = ANSWER_FORMS[of](typed(request), year=found.values.year, now=said)
    where = reverse("funding:sheet", args=[slug, sheet])
    page = FormPage(
        title=found.values.sheets.get(of, of.capitalize()),
        caption=found.values.title,
        breadcrumbs=BackLink(where),
        autosave_url=request.path,
    )

    def save(now: Now) -> Any:
        return whole.amend_return(
            **now,
            slug=slug,
            seen_version=form.version,
            fields={name: form.cleaned_data[name] for name in ANSWER_FIELDS[of]},
        )

    return saved(request, form, page, save, ("What you typed was saved.", where))


def _reported(
    request: HttpRequest, slug: str, kind: str, key: str, period: str
) -> tuple[ReturnPage, Any, Period]:
    """Return a return that may be changed, one of its lines, and a period it reports on."""
    found = _editable(request, slug)
    line = presenters.line_of(found, kind, key)
    if period not in set(Period) or kind not in ("income", "schemes"):
        raise Missing(f"There is no period {period}.")
    return found, line, Period(period)


def _editable(request: HttpRequest, slug: str) -> ReturnPage:
    """Return the return, unless this person may not change it now."""
    found = queries.return_page(viewer=request.actor, slug=slug)
    found.may_edit.enforce()
    return found


def _line_form(
    request: HttpRequest, found: ReturnPage, kind: str, now: dict[str, Any]
) -> forms.LineForm:
    if kind not in LINE_FORMS:
        raise Missing(f"A return has no lines called {kind}.")
    more: dict[str, Any] = {}
    if kind == "schemes":
        choices = statement_choices(viewer=request.actor)
        more["priorities"] = {each.key: f"{each.strategy_title}: {each.text}" for each in choices}
    if kind in ("schemes", "metrics"):
        more["measures"] = indicator_slugs()
    return LINE_FORMS[kind](typed(request), year=found.values.year, now=now, **more)


def _answered(found: ReturnPage, sheet: Sheet) -> dict[str, Any]:
    values = found.values
    said = {
        **asdict(values.cover),
        **asdict(values.answers),
        "minimum_out_of_hospital": values.minimum(Requirement.OUT_OF_HOSPITAL),
        "minimum_social_care": values.minimum(Requirement.SOCIAL_CARE),
    }
    return {name: said[name] for name in ANSWER_FIELDS[sheet]}
