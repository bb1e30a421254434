"""Mailing people the links to packs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from marram.packs.actions.mails import send_links
from marram.packs.presenters import mails as presenters
from marram.packs.queries import readers


@require_POST
def mail(request: HttpRequest, code: str) -> HttpResponse:
    at = timezone.localtime()
    many = send_links(by=request.actor, at=at, on=timezone.localdate(), meeting=code)
    told = readers.links_told(viewer=request.actor, meeting=code)
    for sentence, went_well in presenters.outcome(told, many=many, at=at):
        (messages.success if went_well else messages.error)(request, sentence)
    return redirect("packs:meeting", code)
