"""A return as a workbook: taken away, and taken in again."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.design.components import BackLink
from marram.design.forms import FormPage, sent
from marram.design.words import number
from marram.foundation.verdicts import Refused
from marram.funding.actions.returns import workbooks as actions
from marram.funding.forms.workbooks import WorkbookForm
from marram.funding.policies import returns as policies
from marram.funding.presenters import workbooks as presenters
from marram.funding.queries.returns import loading
from marram.funding.rules.values import ReturnValues
from marram.funding.rules.workbooks.found import Taken
from marram.funding.rules.workbooks.reading import is_list, read, read_list
from marram.funding.rules.workbooks.taking import proposed_removals
from marram.funding.views.saving import FORM, typed
from marram.sources import queries as sources


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_not_required
@require_safe
def take_away(request: HttpRequest, slug: str) -> HttpResponse:
    content = presenters.workbook_bytes(_values(request, slug))
    name = f'attachment; filename="{slug}.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": name})


@require_http_methods(FORM)
def take_in(request: HttpRequest, slug: str) -> HttpResponse:
    policies.may_keep(request.actor).enforce()
    values = _values(request, slug)
    where = reverse("funding:return", args=[slug])
    page = FormPage(
        title="Take a workbook in",
        caption=values.title,
        lead="What the workbook says replaces what the return says. Nothing changes while a cell "
        "of it cannot be read, or a line is gone from it without a reason.",
        button="Take it in",
        breadcrumbs=BackLink(where),
    )
    form = WorkbookForm(typed(request), request.FILES or None)

    def take(said: dict[str, Any]) -> HttpResponse:
        taken = _read(said.pop("workbook").read(), values)
        doubts = taken.findings or proposed_removals(values, taken, **said)
        if doubts:
            shown = replace(page, above=(presenters.findings(doubts),))
            form.add_error("workbook", presenters.put_right(len(doubts)))
            told = {"page": shown, "form": form}
            return render(request, "design/form_page.html", told, status=422)
        changed = actions.take_workbook(
            by=request.actor,
            at=timezone.localtime(),
            slug=slug,
            taken=taken.values,
            made_from=taken.stamp,
            **said,
        )
        messages.success(request, f"{number(changed, 'line')} changed.")
        return redirect(where)

    return sent(request, form, page, take)


def _values(request: HttpRequest, slug: str) -> ReturnValues:
    return loading.values_of(loading.found(request.actor, slug))


def _read(content: bytes, ours: ReturnValues) -> Taken:
    """Return what a file says. Raises: Refused when it is no workbook or list of a return."""
    lines = sources.lines(content=content)
    if is_list(lines):
        return read_list(lines, ours=ours)
    if not any(line.sheet for line in lines):
        raise Refused("The first row must hold the headings of the template, such as Scheme Name.")
    return read(lines, ours=ours)
