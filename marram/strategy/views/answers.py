"""The pages on which leads answer: by a mailed link, or logged in."""

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_urlsafe

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Refused
from marram.strategy.actions import answers as actions
from marram.strategy.forms import answers as forms
from marram.strategy.presenters import answers as presenters
from marram.strategy.queries import answers as queries
from marram.strategy.views.private_links import private_link


@dataclass(frozen=True)
class Desk:
    """Where somebody answers: as whom, on which invitation (None when logged in), and the page."""

    by: Actor
    invitation_id: int | None
    url: str
    draft_url: str
    page: Callable[[], queries.AnsweringPage]


@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def update_link(request: HttpRequest, secret: str) -> HttpResponse:
    """The actions that a mail asks about, on one page, without a login."""
    return _answering(request, _linked_desk(secret))


@private_link
@require_POST
def link_drafts(request: HttpRequest, secret: str) -> HttpResponse:
    """Keeps what is typed on the page of a mailed link, as it is typed."""
    return _autosaved(request, _linked_desk(secret))


@require_http_methods(["GET", "HEAD", "POST"])
def my_actions(request: HttpRequest) -> HttpResponse:
    """Every unfinished action of the organisations that a logged in person speaks for."""
    return _answering(request, _own_desk(request.actor))


@require_POST
def my_drafts(request: HttpRequest) -> HttpResponse:
    """Keeps what is typed on a person's own page, as it is typed."""
    return _autosaved(request, _own_desk(request.actor))


def _linked_desk(secret: str) -> Desk:
    holder = queries.link_holder(secret=secret)
    return Desk(
        by=holder.actor,
        invitation_id=holder.invitation_id,
        url=reverse("strategy:update-link", kwargs={"secret": secret}),
        draft_url=reverse("strategy:link-drafts", kwargs={"secret": secret}),
        page=lambda: queries.linked_page(secret=secret, on=timezone.localdate()),
    )


def _own_desk(actor: Actor) -> Desk:
    return Desk(
        by=actor,
        invitation_id=None,
        url=reverse("strategy:my-actions"),
        draft_url=reverse("strategy:my-drafts"),
        page=lambda: queries.own_page(viewer=actor),
    )


def _answering(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, desk, window=token_urlsafe(12))
    posted = forms.posted(request.POST, codes=request.POST.getlist("action"))
    try:
        # First kept, then sent: whatever is wrong with an answer, its words are safe.
        kept = _keep(desk, posted)
        if posted.drafting:
            told = presenters.kept(kept.replaced, timezone.localtime())
        else:
            told = (presenters.sent(_send(desk, posted)), *kept.replaced)
    except Refused as refusal:
        met = presenters.trouble(refusal, posted.answers)
        return _shown(request, desk, window=posted.window, met=met)
    messages.success(request, " ".join(told))
    return redirect(desk.url)


def _autosaved(request: HttpRequest, desk: Desk) -> HttpResponse:
    posted = forms.posted(request.POST, codes=request.POST.getlist("action"))
    try:
        kept = _keep(desk, posted)
    except Refused as refusal:
        return JsonResponse({"reason": str(refusal)}, status=409)
    saved_at = f"{timezone.localtime():%H:%M}"
    return JsonResponse({"saved_at": saved_at, "note": " ".join(kept.replaced)})


def _shown(
    request: HttpRequest,
    desk: Desk,
    *,
    window: str,
    met: presenters.Trouble = presenters.NO_TROUBLE,
) -> HttpResponse:
    page = presenters.page(
        desk.page(), window=window, action_url=desk.url, draft_url=desk.draft_url, met=met
    )
    template = "strategy/rounds_answer.html" if page.open else "strategy/rounds_closed.html"
    return render(request, template, {"page": page}, status=422 if page.errors else 200)


def _keep(desk: Desk, posted: forms.Posted) -> actions.Kept:
    return actions.save_drafts(
        by=desk.by,
        at=timezone.localtime(),
        window=posted.window,
        drafts=posted.answers,
        shown=posted.shown,
        invitation_id=desk.invitation_id,
    )


def _send(desk: Desk, posted: forms.Posted) -> tuple[str, ...]:
    at = timezone.localtime()
    if desk.invitation_id is None:
        return actions.answer_own(by=desk.by, at=at, answers=posted.wanted)
    return actions.answer(
        by=desk.by, at=at, invitation_id=desk.invitation_id, answers=posted.wanted
    )
