"""Being signed out for doing nothing, without losing what was typed."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlsplit

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from marram.foundation.verdicts import Missing
from marram.people import actions
from marram.people.views.requests import account_number
from marram.people.vocabulary import TYPED_COOKIE


LAST_SEEN = "last_seen"
# Writing the session at every request would double the writes of a busy page.
SEEN_EVERY = timedelta(minutes=1)
# What an unknown visitor may leave with us, in characters: a long report, not a film.
MOST_CHARACTERS = 200_000
# Fields that are ours or the log in's, and never part of what somebody typed.
OURS = {"csrfmiddlewaretoken", "kept_typing", "autosave"}
OUT_OF_DATE = {
    "title": "This page was out of date",
    "reason": "Nothing was changed. Go back, load the page again, and send the form once more. "
    "If it goes on, allow this site to keep cookies.",
}
SIGNED_OUT = "You were signed out because nothing happened for a while. What you typed is kept."


class IdleSessions:
    """Middleware, after `AuthenticationMiddleware`: ends idle sessions and keeps what was sent.

    A page asked for after the limit is shown as to somebody who is not logged in. A form sent
    after it, or sent when the session cookie is gone, is kept; the person logs in and is offered
    to send it again. What is kept has passed the check against forged requests.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        at = timezone.localtime()
        if request.method != "POST":
            if _idle(request, at):
                return _sign_out(request)
            _see(request, at)
            return self.get_response(request)
        user_id = request.user.pk
        response = self.get_response(request)
        if getattr(request, "typing_kept", False):
            return response
        stranger = user_id is None and _turned_away(response) and keeps(request)
        if stranger and consume(request, action="keep_typing"):
            return keep(request, at, user_id=None)
        if request.user.is_authenticated:
            _see(request, at)
            if response.status_code < 400:
                _sent_again(request, at)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        at = timezone.localtime()
        if request.method != "POST" or not _idle(request, at):
            return None
        user_id = request.user.pk
        logout(request)
        if not keeps(request):
            return _to_log_in(request)
        if not getattr(view, "login_required", True):
            # Open to everybody, such as a page behind a mailed link: it needs no keeping.
            return None
        return keep(request, at, user_id=user_id)


def refused_as_forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is out of date: kept, if it came from one of our own pages.

    That happens to people who log in again in another window. The browser says where a form
    came from, and a page of somebody else's cannot make it lie.
    """
    ours = request.method == "POST" and _from_our_own_page(request) and keeps(request)
    if ours and (request.user.is_authenticated or consume(request, action="keep_typing")):
        return keep(request, timezone.localtime(), user_id=request.user.pk)
    return render(request, "design/error.html", OUT_OF_DATE, status=403)


def keep(request: HttpRequest, at: datetime, *, user_id: int | None) -> HttpResponse:
    """Keep what the form held, and send the person to log in (or, logged in, to what is kept)."""
    token = "" if user_id else _token(request) or token_urlsafe(32)
    actions.keep_typing(at=at, typed=_typed(request), user_id=user_id, token=token)
    request.typing_kept = True  # type: ignore[attr-defined]
    if by_script(request):
        reason = f"{SIGNED_OUT} Log in to go on."
        response: HttpResponse = JsonResponse({"reason": reason}, status=401)
    else:
        response = HttpResponseRedirect(reverse("people:typed"))
    if token:
        response.set_cookie(
            TYPED_COOKIE,
            actions.sealed(token),
            max_age=actions.CLAIMED_WITHIN,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _idle(request: HttpRequest, at: datetime) -> bool:
    seen = request.session.get(LAST_SEEN) if request.user.is_authenticated else None
    if seen is None:
        return False
    return at - datetime.fromisoformat(seen) > timedelta(minutes=settings.MARRAM_IDLE_MINUTES)


def _see(request: HttpRequest, at: datetime) -> None:
    if not request.user.is_authenticated:
        return
    seen = request.session.get(LAST_SEEN)
    if seen is None or at - datetime.fromisoformat(seen) > SEEN_EVERY:
        request.session[LAST_SEEN] = at.isoformat()


def _sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, "You were signed out because nothing happened for a while.")
    return HttpResponseRedirect(request.get_full_path())


def _to_log_in(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("account_login"))


def _turned_away(response: HttpResponse) -> bool:
    """Tell whether somebody was sent to log in. A refusal says why, and stays what it is."""
    target = response.headers.get("Location", "")
    return response.status_code == 302 and urlsplit(target).path == reverse("account_login")


def keeps(request: HttpRequest) -> bool:
    """Tell whether this form may be kept: not one of the log in's, and not endless."""
    match = request.resolver_match
    name = match.view_name if match else ""
    if name.startswith(("account_", "mfa_")) or name in ("people:join", "people:discard"):
        return False
    if len(request.get_full_path()) > 2000 or request.path.startswith("//"):
        return False
    return sum(len(value) for _, value in _fields(request)) <= MOST_CHARACTERS


def _typed(request: HttpRequest) -> actions.Typed:
    return actions.Typed(
        path=_page(request),
        fields=tuple(_fields(request)),
        files_lost=tuple(file.name or "" for _, files in request.FILES.lists() for file in files),
    )


def _page(request: HttpRequest) -> str:
    """Return where the form can be sent again: for a script that saves, the page it runs on."""
    referrer = urlsplit(request.headers.get("Referer", ""))
    if by_script(request) and referrer.netloc == request.get_host():
        return referrer.path + (f"?{referrer.query}" if referrer.query else "")
    return request.get_full_path()


def _fields(request: HttpRequest) -> Iterable[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in OURS and "password" not in name.lower():
            yield from ((name, str(value)) for value in values)


def by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _from_our_own_page(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "")
    return origin == f"{request.scheme}://{request.get_host()}"


def _token(request: HttpRequest) -> str:
    return actions.unsealed(request.COOKIES.get(TYPED_COOKIE, ""))


def _sent_again(request: HttpRequest, at: datetime) -> None:
    kept = request.POST.get("kept_typing", "")
    if not kept.isdigit():
        return
    try:
        actions.discard_typing(at=at, user_id=account_number(request), kept_id=int(kept))
    except Missing:
        # Sent twice, or by hand with somebody else's number: there is nothing to throw away.
        return
