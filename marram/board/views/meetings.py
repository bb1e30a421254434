"""Pages of the calendar and of one meeting, and the steps a meeting takes."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.board.actions import meetings as actions
from marram.board.forms import meetings as forms
from marram.board.presenters import calendar as calendar_presenter
from marram.board.presenters import meetings as presenters
from marram.board.queries import calendar as calendar_queries
from marram.board.queries import meetings as queries
from marram.board.views.doing import FORM, Confirming, about, to_meeting, without_version
from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage, sent, settled
from marram.people.queries import keys as people


@login_not_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    found = calendar_queries.calendar(
        viewer=request.actor,
        on=timezone.localdate(),
        group=request.GET.get("group", ""),
        words=request.GET.get("words", ""),
    )
    rows = calendar_presenter.file_rows(found)
    file = parameters.file(request, "Meetings", calendar_presenter.HEADINGS, rows)
    page = calendar_presenter.calendar(found)
    return file or render(request, "board/calendar.html", {"page": page})


@login_not_required
@require_safe
def feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Every meeting with a day as a calendar to subscribe to, or those of a group and below."""
    lines = calendar_queries.feed(viewer=request.actor, on=timezone.localdate(), group=slug)
    content = calendar_presenter.feed(lines, site=settings.SITE_ADDRESS, at=timezone.localtime())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@login_not_required
@require_safe
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.meeting_page(viewer=request.actor, code=code, on=timezone.localdate())
    page = presenters.meeting_page(found, viewer=request.actor)
    return render(request, "board/meeting.html", {"page": page})


@require_http_methods(FORM)
def plan_meeting(request: HttpRequest) -> HttpResponse:
    calendar_queries.may_plan(viewer=request.actor).enforce()
    groups = tuple(people.group_names().items())
    initial = {"group": request.GET.get("group", ""), "mode": "in person", "first_number": 1}
    form = forms.PlanMeetingForm(request.POST or None, groups=groups, initial=initial)
    back = BackLink(reverse("board:meetings"))
    page = FormPage(title="Plan a meeting", button="Plan it", breadcrumbs=back)

    def plan(typed: dict[str, Any]) -> HttpResponse:
        fields = without_version(typed)
        group = fields.pop("group")
        code = f"{group}-{fields['on']:%Y-%m-%d}"
        actions.plan_meeting(
            by=request.actor, at=timezone.localtime(), group=group, code=code, fields=fields
        )
        return to_meeting(request, code, "The meeting is planned. Now begin its agenda.")

    return sent(request, form, page, plan)


@require_http_methods(FORM)
def amend_meeting(request: HttpRequest, code: str) -> HttpResponse:
    found = kept(request, code)
    now = {
        name: getattr(found, name) for name in forms.MeetingForm.base_fields if name[:4] != "seen"
    }
    typed = settled(request.POST) if request.method == "POST" else None
    form = forms.MeetingForm(typed, initial={**now, "seen_version": found.version})

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_meeting(
            by=request.actor,
            at=timezone.localtime(),
            code=code,
            seen_version=typed["seen_version"] or 0,
            fields=without_version(typed),
        )
        return to_meeting(request, code, "The meeting was changed.")

    return sent(request, form, about(found, "Change the meeting"), amend)


@require_http_methods(FORM)
def cancel_meeting(request: HttpRequest, code: str) -> HttpResponse:
    found = kept(request, code)
    page = about(found, "Cancel the meeting", button="Cancel the meeting", style="warning")

    def cancel(typed: dict[str, Any]) -> HttpResponse:
        actions.cancel_meeting(by=request.actor, at=timezone.localtime(), code=code, **typed)
        return to_meeting(request, code, "The meeting is cancelled.")

    return sent(request, forms.CancelForm(request.POST or None), page, cancel)


@require_http_methods(FORM)
def plan_again(request: HttpRequest, code: str) -> HttpResponse:
    found = kept(request, code)
    form = forms.PlanAgainForm(request.POST or None, initial={"on": found.on})

    def plan(typed: dict[str, Any]) -> HttpResponse:
        actions.plan_again(by=request.actor, at=timezone.localtime(), code=code, **typed)
        return to_meeting(request, code, "The meeting is planned again.")

    return sent(request, form, about(found, "Plan the meeting again"), plan)


@require_http_methods(FORM)
def publish_agenda(request: HttpRequest, code: str) -> HttpResponse:
    found = kept(request, code)
    late = found.notice is not None and not found.notice.in_time
    page = about(
        found,
        "Publish the agenda",
        button="Publish",
        lead=found.notice.in_time.reason if found.notice and late else "The papers are in time.",
    )

    def publish(typed: dict[str, Any]) -> HttpResponse:
        actions.publish_agenda(by=request.actor, at=timezone.localtime(), code=code, **typed)
        return to_meeting(request, code, "The agenda is published: everybody can read it.")

    return sent(request, forms.LateForm(request.POST or None), page, publish)


@require_http_methods(FORM)
def publish_supplement(request: HttpRequest, code: str) -> HttpResponse:
    found = kept(request, code)
    late = [
        (str(item.number), f"{item.printed} {item.title}")
        for item in found.items
        if item.to_follow or item.published_on is None
    ]
    form = forms.SupplementForm(request.POST or None, late=late)
    page = about(found, "Publish a supplement", button="Publish")

    def publish(typed: dict[str, Any]) -> HttpResponse:
        number = actions.publish_supplement(
            by=request.actor,
            at=timezone.localtime(),
            code=code,
            item_ids=[int(item) for item in typed["items"]],
            because=typed["because"],
        )
        return to_meeting(request, code, f"Supplement {number} is published.")

    return sent(request, form, page, publish)


@require_http_methods(FORM)
def open_meeting(request: HttpRequest, code: str) -> HttpResponse:
    found = kept(request, code)
    lead = "From now on you can take attendance, minute items and write down resolutions."
    page = about(found, "Open the meeting", button="Open it", lead=lead)

    def open_it(typed: dict[str, Any]) -> HttpResponse:
        actions.open_meeting(by=request.actor, at=timezone.localtime(), code=code)
        return to_meeting(request, code, "The meeting is open. Mark who is here.")

    return sent(request, confirming(request), page, open_it)


@require_http_methods(FORM)
def adjourn_meeting(request: HttpRequest, code: str) -> HttpResponse:
    page = about(kept(request, code), "Adjourn the meeting", button="Adjourn it")

    def adjourn(typed: dict[str, Any]) -> HttpResponse:
        actions.adjourn_meeting(by=request.actor, at=timezone.localtime(), code=code)
        return to_meeting(request, code, "The meeting is adjourned.")

    return sent(request, confirming(request), page, adjourn)


@require_http_methods(FORM)
def end_meeting(request: HttpRequest, code: str) -> HttpResponse:
    found = kept(request, code)
    page = about(found, "End the meeting", button="End it")
    form = forms.EndForm(request.POST or None, initial={"summary": found.summary})

    def end(typed: dict[str, Any]) -> HttpResponse:
        actions.end_meeting(by=request.actor, at=timezone.localtime(), code=code, **typed)
        return to_meeting(request, code, "The meeting is over. Its minutes are a draft.")

    return sent(request, form, page, end)


def kept(request: HttpRequest, code: str) -> queries.MeetingPage:
    """Return a meeting, unless this person may not keep its business."""
    found = queries.meeting_page(viewer=request.actor, code=code, on=timezone.localdate())
    found.may_keep.enforce()
    return found


def confirming(request: HttpRequest) -> Confirming:
    """Return a form of one button, bound once it was pressed."""
    return Confirming(request.POST if request.method == "POST" else None)
