"""What becomes of a form of this room: done when its button is pressed, or saved by itself."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone

from marram.design.forms import Form, FormPage, sent, settled
from marram.foundation.verdicts import Conflict, Refused


# What a view with a form answers to.
FORM = ("GET", "HEAD", "POST")
# Who does something, and when: what every action is told first.
Now = Mapping[str, Any]
# What was done, as a sentence, and the address of the page that shows it.
Done = tuple[str, str]


def typed(request: HttpRequest) -> Any:
    """Return what was typed, with their text wherever it was chosen; None before that."""
    return settled(request.POST) if request.method == "POST" else None


def done(
    request: HttpRequest, form: Form, page: FormPage, do: Callable[[Now], Done]
) -> HttpResponse:
    """Return the form, or what becomes of it: `do` writes what was typed and says where to look."""

    def press(_: Mapping[str, Any]) -> HttpResponse:
        sentence, address = do({"by": request.actor, "at": timezone.localtime()})
        messages.success(request, sentence)
        return HttpResponseRedirect(address)

    return sent(request, form, page, press)


def saved(
    request: HttpRequest,
    form: Form,
    page: FormPage,
    save: Callable[[Now], Any],
    told: Done,
) -> HttpResponse:
    """Return the form, or what becomes of it when it saves itself or its button is pressed.

    `save` writes it and returns the record, whose `version` a page that stays open must know.
    """
    if "autosave" in request.POST:
        return _by_itself(request, form, save)

    def press(now: Now) -> Done:
        save(now)
        return told

    return done(request, form, page, press)


def _by_itself(request: HttpRequest, form: Form, save: Callable[[Now], Any]) -> HttpResponse:
    if not form.is_valid():
        return JsonResponse({"reason": "Not saved: press the button to see why."}, status=422)
    at = timezone.localtime()
    try:
        record = save({"by": request.actor, "at": at})
    except Conflict as moved_on:
        return JsonResponse({"reason": str(moved_on)}, status=409)
    except Refused as refusal:
        return JsonResponse({"reason": str(refusal)}, status=422)
    return JsonResponse({"saved_at": f"{at:%H:%M}", "version": record.version})
