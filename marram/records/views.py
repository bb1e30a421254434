"""Pages of the ledger."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marram.foundation.events import Subject
from marram.records import presenters, queries


@require_safe
def history(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    before = request.GET.get("before", "")
    known = queries.history(
        viewer=request.actor,
        subject=Subject(kind, key),
        before=int(before) if before.isdecimal() else None,
    )
    page = presenters.history_page(known, continued=bool(before))
    return render(request, "records/history.html", {"page": page})
