"""The page that leads to all other money."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marram.funding.policies import money as policies
from marram.funding.presenters import money as presenters


@require_safe
def other_money(request: HttpRequest) -> HttpResponse:
    policies.may_read(request.actor).enforce()
    return render(request, "funding/money.html", {"page": presenters.other_money()})
