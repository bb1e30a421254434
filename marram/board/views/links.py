"""The pages on which a resolution is linked to what it changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from marram.board.actions import links as actions
from marram.board.forms import resolutions as forms
from marram.board.presenters import links as presenters
from marram.board.queries import links as queries
from marram.board.queries import resolutions
from marram.board.queries.resolutions import ResolutionPage
from marram.board.views.doing import FORM
from marram.board.views.meetings import confirming
from marram.design.components import BackLink
from marram.design.forms import FormPage, sent


@require_http_methods(FORM)
def tell_consequence(request: HttpRequest, code: str) -> HttpResponse:
    """A search by address, and below it what was found as a form to choose from."""
    found = _kept(request, code)
    words, kind = request.GET.get("words", ""), request.GET.get("kind", "")
    records = queries.to_link(viewer=request.actor, words=words, kind=kind, on=timezone.localdate())
    typed = request.POST if request.method == "POST" else None
    form = forms.ConsequenceForm(typed, found=presenters.choices(records))
    page = _page(found, "Link what it changed", button="Link it")

    def tell(typed: dict[str, Any]) -> HttpResponse:
        kind, key = typed["record"]
        actions.tell_consequence(
            by=request.actor,
            at=timezone.localtime(),
            code=code,
            kind=kind,
            key=key,
            changed=typed["changed"],
        )
        return _done(request, code, "The link is kept.")

    shown = {
        "search": presenters.search(code=code, words=words, kind=kind),
        "found": bool(records),
        "asked": bool(words.strip()),
    }
    return sent(request, form, page, tell, template="board/link.html", more=shown)


@require_http_methods(FORM)
def take_back(request: HttpRequest, code: str, number: int) -> HttpResponse:
    found = _kept(request, code)
    linked = next((each for each in found.touched if each.number == number), None)
    what = f"{linked.noun}: {linked.title}" if linked and linked.title else "The link"
    lead = f"{what}. It is then shown on neither page; the history keeps it."
    page = _page(found, "Take back a link", button="Take it back", lead=lead)

    def back(typed: dict[str, Any]) -> HttpResponse:
        at = timezone.localtime()
        actions.take_back_consequence(by=request.actor, at=at, code=code, number=number)
        return _done(request, code, "The link is taken back.")

    return sent(request, confirming(request), page, back)


def _kept(request: HttpRequest, code: str) -> ResolutionPage:
    on = timezone.localdate()
    found = resolutions.resolution_page(viewer=request.actor, code=code, on=on)
    found.may_keep.enforce()
    return found


def _page(found: ResolutionPage, title: str, *, button: str, lead: str = "") -> FormPage:
    back = BackLink(reverse("board:resolution", args=[found.line.code]))
    caption = found.line.words
    return FormPage(title=title, caption=caption, button=button, lead=lead, breadcrumbs=back)


def _done(request: HttpRequest, code: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("board:resolution", code)
