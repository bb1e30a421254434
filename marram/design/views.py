"""The gallery: every component with each of its main states."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marram.design import gallery as exhibits


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show everything a page can be made of."""
    return render(request, "design/gallery.html", {"page": exhibits.page()})
