"""Pages on which minutes are published and confirmed, and that is taken back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from marram.board.actions import confirming as actions
from marram.board.actions import meetings
from marram.board.forms import meetings as forms
from marram.board.queries import meetings as queries
from marram.board.views.doing import FORM, about, to_meeting
from marram.board.views.meetings import confirming, kept
from marram.design.forms import sent


@require_http_methods(FORM)
def publish_minutes(request: HttpRequest, code: str) -> HttpResponse:
    lead = "Everybody can read the minutes then; those of exempt items stay with members."
    page = about(kept(request, code), "Publish the minutes", button="Publish", lead=lead)

    def publish(typed: dict[str, Any]) -> HttpResponse:
        meetings.publish_minutes(by=request.actor, at=timezone.localtime(), code=code)
        return to_meeting(request, code, "The minutes are published.")

    return sent(request, confirming(request), page, publish)


@require_http_methods(FORM)
def confirm_minutes(request: HttpRequest, code: str) -> HttpResponse:
    found = kept(request, code)
    earlier = [
        (key, f"{title}, {on.day} {on:%B %Y}")
        for key, title, on in queries.to_confirm(viewer=request.actor, code=code)
    ]
    form = forms.ConfirmForm(request.POST or None, meetings=earlier)
    lead = (
        "The resolution is written for you, under the item for the minutes. You can take it back"
        " until the minutes of this meeting are confirmed themselves."
        if earlier
        else "There are no earlier minutes that wait to be confirmed."
    )
    page = about(found, "Confirm earlier minutes", button="Confirm", lead=lead)

    def confirm(typed: dict[str, Any]) -> HttpResponse:
        made = actions.confirm_minutes(
            by=request.actor, at=timezone.localtime(), at_meeting=code, **typed
        )
        said = "The minutes are confirmed, and the resolution is written."
        return to_meeting(request, code, said, item=made.item_id or 0)

    return sent(request, form, page, confirm)


@require_http_methods(FORM)
def take_back_confirmation(request: HttpRequest, code: str) -> HttpResponse:
    lead = "They are a draft again, and the resolution that confirmed them is taken out."
    found = kept(request, code)
    page = about(found, "Take back that these minutes are confirmed", button="Take back", lead=lead)

    def take_back(typed: dict[str, Any]) -> HttpResponse:
        at = timezone.localtime()
        actions.take_back_confirmation(by=request.actor, at=at, code=code, **typed)
        return to_meeting(request, code, "The minutes are a draft again.")

    return sent(request, forms.TakeBackForm(request.POST or None), page, take_back)
