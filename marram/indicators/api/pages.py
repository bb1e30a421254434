"""What other systems may ask, as a page for the people who build them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marram.indicators.api.answers import described
from marram.indicators.presenters import interface as presenters
from marram.indicators.presenters.parts import Shown


@login_not_required
@require_safe
def interface(request: HttpRequest) -> HttpResponse:
    shown: Shown = presenters.interface(described())
    return render(request, "indicators/page.html", {"page": shown})


@login_not_required
@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The interface described in OpenAPI."""
    return JsonResponse(described())
