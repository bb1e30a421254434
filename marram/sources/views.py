"""Pages of deliveries."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marram.design import forms as design_forms
from marram.foundation.verdicts import Refused
from marram.sources import actions, forms, policies, presenters, queries


CSV = "text/csv; charset=utf-8"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    form = forms.Choose(request.GET, layouts=queries.layout_titles())
    chosen = form.chosen()
    found = queries.deliveries(viewer=request.actor, page=_page(request), **chosen)
    boxes = tuple(design_forms.component(field) for field in form)
    page = presenters.deliveries(found, chosen=chosen, boxes=boxes)
    return render(request, "sources/deliveries.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    policies.may_deliver(request.actor).enforce()
    layouts = queries.layouts(viewer=request.actor)
    form = forms.Send(
        request.POST or None,
        request.FILES or None,
        layouts=layouts,
        initial={"layout": request.GET.get("layout", "")},
    )

    def receive() -> Any:
        return actions.receive_delivery(
            by=request.actor,
            at=timezone.localtime(),
            layout=form.cleaned_data["layout"],
            file_name=form.cleaned_data["file"].name,
            content=form.cleaned_data["file"],
            note=form.cleaned_data["note"],
        )

    kinds = presenters.kinds_of_file(layouts)
    return _received(request, form, receive, presenters.send_page(), "file", kinds=kinds)


@require_http_methods(["GET", "HEAD", "POST"])
def type_row(request: HttpRequest, slug: str) -> HttpResponse:
    line = queries.table_layout(viewer=request.actor, slug=slug)
    form = forms.TypedRow(request.POST or None, layout=line)

    def receive() -> Any:
        return actions.receive_rows(
            by=request.actor, at=timezone.localtime(), layout=slug, rows=[form.row()]
        )

    return _received(request, form, receive, presenters.type_page(line), None)


@require_safe
def layout(request: HttpRequest, slug: str) -> HttpResponse:
    page = presenters.layout(queries.layout(viewer=request.actor, slug=slug))
    return render(request, "sources/layout.html", {"page": page})


@require_safe
def blank_csv(request: HttpRequest, slug: str) -> HttpResponse:
    line = queries.table_layout(viewer=request.actor, slug=slug)
    return _file(presenters.blank_csv(line), f"{slug}.csv", CSV)


@require_safe
def blank_workbook(request: HttpRequest, slug: str) -> HttpResponse:
    line = queries.table_layout(viewer=request.actor, slug=slug)
    return _file(presenters.blank_workbook(line), f"{slug}.xlsx", WORKBOOK)


@require_safe
def delivery(request: HttpRequest, number: int) -> HttpResponse:
    return _delivery(request, number)


@require_POST
def accept(request: HttpRequest, number: int) -> HttpResponse:
    try:
        counts = actions.accept_delivery(
            by=request.actor,
            at=timezone.localtime(),
            delivery_id=number,
            seen_version=_version(request),
        )
    except Refused as refused:
        return _delivery(request, number, refused=str(refused))
    messages.success(request, presenters.accepted(counts))
    return redirect("sources:delivery", number=number)


@require_POST
def check_again(request: HttpRequest, number: int) -> HttpResponse:
    try:
        checked = actions.check_again(by=request.actor, at=timezone.localtime(), delivery_id=number)
    except Refused as refused:
        return _delivery(request, number, refused=str(refused))
    messages.success(request, "The rows that were set aside have been checked again.")
    return redirect("sources:delivery", number=checked.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.delivery(viewer=request.actor, number=number)
    found.may_decline.enforce()
    form = forms.Decline(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline_delivery(
                by=request.actor,
                at=timezone.localtime(),
                delivery_id=number,
                reason=form.cleaned_data["reason"],
            )
        except Refused as refused:
            return _delivery(request, number, refused=str(refused))
        messages.success(request, f"Delivery {number} is declined. Nothing was written.")
        return redirect("sources:delivery", number=number)
    page = presenters.decline_page(found)
    return render(request, "design/form_page.html", {"page": page, "form": form})


@require_safe
def original(request: HttpRequest, number: int) -> HttpResponse:
    file = queries.original(viewer=request.actor, number=number)
    # Whatever it is, it is only ever saved: a browser must not open a stranger's file as a page.
    return _file(file.content, file.file_name, "application/octet-stream")


@require_safe
def findings_csv(request: HttpRequest, number: int) -> HttpResponse:
    name, found = queries.findings(viewer=request.actor, number=number)
    return _file(presenters.findings_csv(name, found), f"delivery-{number}-findings.csv", CSV)


@require_safe
def findings_workbook(request: HttpRequest, number: int) -> HttpResponse:
    name, found = queries.findings(viewer=request.actor, number=number)
    content = presenters.findings_workbook(name, found)
    return _file(content, f"delivery-{number}-findings.xlsx", WORKBOOK)


def _received(
    request: HttpRequest,
    form: design_forms.Form,
    receive: Callable[[], Any],
    page: design_forms.FormPage,
    field: str | None,
    **more: object,
) -> HttpResponse:
    """Receive what was filled in, or show the form with what is wrong with it."""
    if request.method == "POST" and form.is_valid():
        began = timezone.localtime()
        try:
            received = receive()
        except Refused as refused:
            form.add_error(field, str(refused))
        else:
            if received.sent_at < began:
                messages.success(
                    request,
                    f"These rows came before, as delivery {received.pk}. Sending them again has "
                    "changed nothing.",
                )
            return redirect("sources:delivery", number=received.pk)
    return render(request, "sources/send.html", {"page": page, "form": form, **more})


def _delivery(request: HttpRequest, number: int, refused: str = "") -> HttpResponse:
    found = queries.delivery(viewer=request.actor, number=number, page=_page(request))
    page = presenters.delivery(found, viewer=request.actor, refused=refused)
    status = 409 if refused else 200
    return render(request, "sources/delivery.html", {"page": page}, status=status)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": disposition or "attachment"}
    )


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isdecimal() and len(text) < 7 else 1


def _version(request: HttpRequest) -> int | None:
    """Return the version of the delivery that the person looked at when pressing the button."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
