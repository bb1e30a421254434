"""The gallery: every component with each of its main states."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marram.design import gallery as exhibits


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show everything a page can be made of."""
    return render(request, "design/gallery.html", {"page": exhibits.page()})
