"""A form of a return that saves itself while it is filled in, and when the button is pressed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from marram.design.forms import Form, FormPage
from marram.design.forms.sending import sent
from marram.foundation.verdicts import Conflict, Refused


def saved(
    request: HttpRequest,
    form: Form,
    page: FormPage,
    save: Callable[[dict[str, Any]], Any],
    done: Callable[[Any], HttpResponse],
) -> HttpResponse:
    """Return what becomes of what was typed.

    `save` writes it and returns the record, whose `version` a page that stays open must know;
    `done` answers when the button was pressed.
    """
    if "autosave" in request.POST:
        return _by_itself(form, save)
    return sent(request, form, page, lambda typed: done(save(typed)))


def _by_itself(form: Form, save: Callable[[dict[str, Any]], Any]) -> HttpResponse:
    if not form.is_valid():
        return JsonResponse({"reason": "Not saved: press the button to see why."}, status=422)
    try:
        record = save(form.cleaned_data)
    except Conflict as moved_on:
        return JsonResponse({"reason": str(moved_on)}, status=409)
    except Refused as refusal:
        return JsonResponse({"reason": str(refusal)}, status=422)
    clock = f"{timezone.localtime():%H:%M}"
    return JsonResponse({"saved_at": clock, "version": record.version})
