"""Reading packs, making them and publishing them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from marram.design.words import number as counted
from marram.packs.actions import editions as actions
from marram.packs.presenters import editions as presenters
from marram.packs.queries import contents, editions, files, readers


@login_not_required
@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    found = editions.latest_packs(viewer=request.actor)
    return render(request, "packs/packs.html", {"page": presenters.latest(found)})


@login_not_required
@require_safe
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    title = contents.called(viewer=request.actor, meeting=code)
    found = editions.meeting_packs(viewer=request.actor, meeting=code)
    told = readers.links_told(viewer=request.actor, meeting=code)
    page = presenters.meeting(found, told, title=title)
    return render(request, "packs/packs.html", {"page": page})


@login_not_required
@require_safe
def edition(request: HttpRequest, number: int) -> HttpResponse:
    found = editions.edition(viewer=request.actor, number=number)
    page = presenters.edition(found, at=presenters.OnSite(number))
    return render(request, "packs/edition.html", {"page": page})


@login_not_required
@require_safe
def section(request: HttpRequest, number: int, key: str) -> HttpResponse:
    found = editions.edition(viewer=request.actor, number=number)
    placed = found.leaf(key)
    page = presenters.section(found, placed, at=presenters.OnSite(number))
    return render(request, "packs/section.html", {"page": page})


@login_not_required
@require_safe
def pdf(request: HttpRequest, number: int) -> HttpResponse:
    return _handed_on(files.pdf(viewer=request.actor, number=number, home=settings.HOME))


@login_not_required
@require_safe
def large_print(request: HttpRequest, number: int) -> HttpResponse:
    found = files.front_in_large_print(viewer=request.actor, number=number, home=settings.HOME)
    return _handed_on(found)


@login_not_required
@require_safe
def easy_read(request: HttpRequest, number: int) -> HttpResponse:
    found = files.front_in_easy_words(viewer=request.actor, number=number, home=settings.HOME)
    return _handed_on(found)


@require_POST
def make(request: HttpRequest, code: str) -> HttpResponse:
    made = actions.make_editions(
        by=request.actor,
        at=timezone.localtime(),
        on=timezone.localdate(),
        meeting=code,
        home=settings.HOME,
        site=settings.SITE_ADDRESS,
    )
    messages.success(request, f"{counted(len(made), 'pack')} made. Read it, then publish it.")
    return redirect("packs:meeting", code)


@require_POST
def publish(request: HttpRequest, number: int) -> HttpResponse:
    actions.publish_edition(
        by=request.actor, at=timezone.localtime(), number=number, home=settings.HOME
    )
    messages.success(request, "The pack is published.")
    return redirect("packs:edition", number)


def _handed_on(found: files.File) -> HttpResponse:
    """Return a file to be shown where it can be; browsers read PDF by themselves."""
    return HttpResponse(
        found.content,
        content_type=found.media_type,
        headers={"Content-Disposition": f'inline; filename="{found.name}"'},
    )
