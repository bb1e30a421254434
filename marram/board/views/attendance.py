"""Pages on which attendance is taken, a chair is elected and interests are declared."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from marram.board.actions import attendance as actions
from marram.board.forms import meetings as forms
from marram.board.presenters import roll as presenters
from marram.board.queries import meetings as queries
from marram.board.views.doing import FORM, about, keys, to_meeting
from marram.board.views.meetings import kept
from marram.board.vocabulary.meetings import Presence
from marram.design.forms import sent
from marram.foundation.verdicts import Refused
from marram.people.queries import keys as people


@require_http_methods(FORM)
def roll(request: HttpRequest, code: str) -> HttpResponse:
    """Every seat and everybody put down, to be marked in one go."""
    found = kept(request, code)
    found.may_minute.enforce()
    refused = ""
    if request.method == "POST":
        try:
            return _mark(request, code)
        except Refused as refusal:
            refused = str(refusal)
    page = presenters.roll(found, typed=request.POST, refused=refused)
    return render(request, "board/roll.html", {"page": page}, status=422 if refused else 200)


@require_http_methods(FORM)
def add_attendance(request: HttpRequest, code: str) -> HttpResponse:
    found = kept(request, code)
    found.may_minute.enforce()
    form = forms.AttendanceForm(
        request.POST or None, organisations=tuple(people.organisation_names().items())
    )

    def add(typed: dict[str, Any]) -> HttpResponse:
        actions.take_attendance(
            by=request.actor,
            at=timezone.localtime(),
            code=code,
            fields=keys(typed, "organisation"),
        )
        return to_meeting(request, code, f"{typed['role']} is down.")

    return sent(request, form, about(found, "Add somebody to the attendance"), add)


@require_http_methods(FORM)
def elect_chair(request: HttpRequest, code: str) -> HttpResponse:
    found = kept(request, code)
    found.may_minute.enforce()
    form = forms.ChairForm(request.POST or None, there=_there(found))
    page = about(found, "Elect a chair for this meeting", button="Elect")

    def elect(typed: dict[str, Any]) -> HttpResponse:
        actions.elect_chair(
            by=request.actor, at=timezone.localtime(), attendance_id=typed["attendance"]
        )
        return to_meeting(request, code, "The chair is elected for this meeting.")

    return sent(request, form, page, elect)


@require_http_methods(FORM)
def declare(request: HttpRequest, number: int) -> HttpResponse:
    found, item = queries.item_page(viewer=request.actor, number=number, on=timezone.localdate())
    found.may_declare.enforce()
    found.may_minute.enforce()
    form = forms.DeclarationForm(request.POST or None, there=_there(found))

    def tell(typed: dict[str, Any]) -> HttpResponse:
        attendance = typed.pop("attendance")
        actions.declare_interest(
            by=request.actor,
            at=timezone.localtime(),
            item_id=number,
            attendance_id=attendance,
            fields=typed,
        )
        return to_meeting(request, found.code, "The interest is declared.", item=number)

    return sent(request, form, about(found, "Declare an interest", item=item), tell)


def _mark(request: HttpRequest, code: str) -> HttpResponse:
    by, at = request.actor, timezone.localtime()
    if request.POST.get("do") == "call":
        actions.call_the_roll(by=by, at=at, code=code)
        return to_meeting(request, code, "Every seat is down. Mark who is here.")
    marked = {
        int(name.removeprefix("presence-")): (
            Presence(said).value,
            request.POST.get(name.replace("presence", "remote")) == "yes",
        )
        for name, said in request.POST.items()
        if name.startswith("presence-") and said in set(Presence)
    }
    changed = actions.mark_presence(by=by, at=at, code=code, presences=marked)
    return to_meeting(request, code, f"{changed} marked." if changed else "Nothing has changed.")


def _there(found: queries.MeetingPage) -> list[tuple[str, str]]:
    return [
        (str(line.number), f"{line.role}, {line.organisation_name}".rstrip(", "))
        for line in found.attendance
        if line.presence not in (Presence.ABSENT, Presence.APOLOGY)
    ]
