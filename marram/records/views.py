"""Pages of the ledger."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.records import forms, policies, presenters, queries


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    form, before = forms.Choose(request.GET), _before(request)
    known = queries.ledger(viewer=_viewer(request), chosen=form.chosen(), before=before)
    page = presenters.ledger(
        known,
        chosen={key: text for key, text in request.GET.dict().items() if text and key != "before"},
        boxes=form.boxes(who=known.actors, what=presenters.kinds(known.kinds)),
        continued=before is not None,
    )
    return render(request, "records/ledger.html", {"page": page, "form": form})


@require_safe
def ledger_csv(request: HttpRequest) -> StreamingHttpResponse:
    chosen = forms.Choose(request.GET).chosen()
    lines = presenters.csv_lines(queries.all_entries(viewer=_viewer(request), chosen=chosen))
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="ledger.csv"'},
    )


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    policies.may_read_ledger(_viewer(request)).enforce()
    form = forms.Check(request.GET if "expect" in request.GET else None)
    found = queries.verify(expected_head=form.cleaned_data["expect"]) if form.is_valid() else None
    page = presenters.check_page(found)
    return render(request, "records/check.html", {"page": page, "form": form})


@require_safe
def history(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    before = _before(request)
    known = queries.history(viewer=_viewer(request), subject=Subject(kind, key), before=before)
    page = presenters.history_page(known, continued=before is not None)
    return render(request, "records/history.html", {"page": page})


def _viewer(request: HttpRequest) -> Actor:
    viewer: Actor = request.actor  # type: ignore[attr-defined]
    return viewer


def _before(request: HttpRequest) -> int | None:
    """Return the entry that an older page goes on before, if the address names one."""
    number = request.GET.get("before", "")
    return int(number) if number.isdecimal() and len(number) < 19 else None
