"""What becomes of a form that was sent: done, refused in words, or in conflict with another."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from marram.design.forms.base import Form, FormPage
from marram.design.forms.conflicts import conflict_shown
from marram.foundation.verdicts import Conflict, Refused


def sent(
    request: HttpRequest,
    form: Form,
    page: FormPage,
    do: Callable[[dict[str, Any]], HttpResponse],
    *,
    template: str = "design/form_page.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Return what `do` answers to what was typed, or the form again with what is wrong.

    A `template` of a room's own is made from that of all forms, and may show `more`.

    Nothing typed is lost: a refusal stands on top of the form, a conflict shows both texts.
    """
    if form.is_bound and form.is_valid():
        try:
            return do(form.cleaned_data)
        except Conflict as moved_on:
            page = replace(page, above=(conflict_shown(moved_on, form), *page.above))
            form.fields.pop("seen_version", None)
            form.add_error(None, str(moved_on))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    status = 200 if not form.is_bound else 422
    shown = {"page": page, "form": form, **(more or {})}
    return render(request, template, shown, status=status)
