"""Pages that show a return."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marram.design import parameters
from marram.foundation.verdicts import Missing
from marram.funding.presenters.returns import checklist as checklists
from marram.funding.presenters.returns import comparing, lines, lists, sheets
from marram.funding.presenters.returns import overview as overviews
from marram.funding.presenters.returns import required as tests
from marram.funding.queries.returns import comparing as submitted
from marram.funding.queries.returns import offers
from marram.funding.queries.returns import pages as queries
from marram.funding.queries.returns.offers import Offer
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.vocabulary import Sheet


@login_not_required
@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    page = overviews.overview(_found(request, slug), viewer=request.actor)
    return render(request, "funding/return.html", {"page": page})


@login_not_required
@require_safe
def sheet(request: HttpRequest, slug: str, sheet: str) -> HttpResponse:
    found, wanted = _found(request, slug), _sheet(sheet)
    asked = {name: request.GET[name] for name in (*lists.FILTERS, "words") if request.GET.get(name)}
    tables = {
        Sheet.EXPENDITURE: lambda: (lists.SCHEME_HEADINGS, lists.schemes_file(found, asked)),
        Sheet.INCOME: lambda: (lists.INCOME_HEADINGS, lists.income_file(found)),
    }
    if wanted in tables and request.GET.get("format"):
        headings, rows = tables[wanted]()
        if file := parameters.file(request, f"{slug}-{sheet}", headings, rows):
            return file
    offered = _offered(request, slug) if wanted == Sheet.METRICS else {}
    page = sheets.sheet_page(found, wanted, here=request.path, asked=asked, offered=offered)
    return render(request, "funding/sheet.html", {"page": page})


@login_not_required
@require_safe
def line(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    found = _found(request, slug)
    offered = _offered(request, slug) if kind == "metrics" else {}
    page = lines.line_page(found, kind, key, viewer=request.actor, offered=offered)
    return render(request, "funding/line.html", {"page": page})


@login_not_required
@require_safe
def required(request: HttpRequest, slug: str, requirement: str) -> HttpResponse:
    found = _found(request, slug)
    rows = tests.file_rows(found, requirement)
    if file := parameters.file(request, f"{slug}-{requirement}", tests.HEADINGS, rows):
        return file
    page = tests.required_page(found, requirement, here=request.path)
    return render(request, "funding/required.html", {"page": page})


@login_not_required
@require_safe
def checklist(request: HttpRequest, slug: str) -> HttpResponse:
    found = _found(request, slug)
    if request.GET.get("format") == "json":
        return JsonResponse(checklists.as_json(found))
    if request.GET.get("format"):
        rows = checklists.file_rows(found)
        if file := parameters.file(request, f"{slug}-checklist", checklists.HEADINGS, rows):
            return file
    page = checklists.checklist_page(found, here=request.path)
    return render(request, "funding/checklist.html", {"page": page})


@login_not_required
@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    earlier = request.GET.get("earlier", "")
    found = _found(request, slug)
    choices = submitted.comparables(viewer=request.actor, slug=slug)
    chosen = (
        submitted.compared(viewer=request.actor, slug=slug, earlier=earlier) if earlier else None
    )
    if chosen:
        rows = comparing.file_rows(chosen)
        if file := parameters.file(request, f"{slug}-compared", comparing.HEADINGS, rows):
            return file
    page = comparing.comparison_page(found, choices, chosen, here=request.path, earlier=earlier)
    return render(request, "funding/compare.html", {"page": page})


def _offered(request: HttpRequest, slug: str) -> Mapping[str, Offer]:
    return offers.offers(viewer=request.actor, slug=slug, on=timezone.localdate())


def _found(request: HttpRequest, slug: str) -> ReturnPage:
    return queries.return_page(viewer=request.actor, slug=slug)


def _sheet(name: str) -> Sheet:
    if name not in set(Sheet):
        raise Missing(f"There is no sheet {name}.")
    return Sheet(name)
