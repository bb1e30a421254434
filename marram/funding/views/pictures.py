"""Pictures of a return."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marram.design import parameters
from marram.funding.presenters import pictures as presenters
from marram.funding.queries.returns import loading


@login_not_required
@require_safe
def pictures(request: HttpRequest, slug: str) -> HttpResponse:
    values = loading.values_of(loading.found(request.actor, slug))
    rows = presenters.file_rows(values)
    file = parameters.file(request, f"{slug}-where-the-money-goes", presenters.HEADINGS, rows)
    page = presenters.pictures(values, slug=slug)
    return file or render(request, "funding/money.html", {"page": page})
