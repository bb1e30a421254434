"""What an address that holds a secret needs: nobody logs it, passes it on or guesses it."""

import logging
import re
from collections.abc import Callable
from functools import wraps
from threading import Lock
from time import monotonic

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from marram.foundation.verdicts import Missing
from marram.strategy.rules.rounds import hashed


View = Callable[..., HttpResponse]

# Twelve actions saved two seconds after the last key make at most thirty posts a minute.
MOST_POSTS = 120
# A mistyped link is tried two or three times; a colleague behind the same address may try too.
MOST_MISSES = 20
SPAN_SECONDS = 60.0
# Enough for every address a small site meets in a minute, and a bound on what a flood can fill.
MOST_KEYS = 10_000

SECRET_IN_ADDRESS = re.compile(r"(/updates/)[^/\s\"']+")
# Every logger that writes the address of a request.
LOGGERS = (
    "django.request",
    "django.server",
    "django.security.csrf",
    "gunicorn.access",
)


class Limiter:
    """Counts by key within the last minute, in this process alone.

    It keeps the load down. The secret itself has 256 bits and needs no limit to stay unguessed,
    which is why the count need not be shared between processes, nor written by a page that is
    only read.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._moments: dict[str, list[float]] = {}
        self._lock = Lock()

    def count(self, key: str) -> bool:
        """Count one more; return whether that is too many."""
        now = monotonic()
        with self._lock:
            if len(self._moments) >= MOST_KEYS:
                self._moments.clear()
            recent = [each for each in self._moments.get(key, ()) if each > now - SPAN_SECONDS]
            recent.append(now)
            self._moments[key] = recent[-self.most - 1 :]
        return len(recent) > self.most

    def forget(self) -> None:
        """Start counting anew."""
        with self._lock:
            self._moments.clear()


misses = Limiter(MOST_MISSES)
posts = Limiter(MOST_POSTS)


def private_link(view: View) -> View:
    """Guard a view whose address ends in a secret.

    The secret alone opens it, so it needs no login, and no token against forged posts: who can
    forge the address holds the secret anyway, and a page without referrer sends no origin to
    check. A wrong secret gets a page that says what to do, and too many get fewer answers; a
    right one is never shut out by a neighbour's mistakes.
    """

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, secret: str) -> HttpResponse:
        if request.method == "POST" and posts.count(hashed(secret)):
            return _private(_slow_down(request))
        try:
            response = view(request, secret)
        except Missing:
            too_many = misses.count(request.META.get("REMOTE_ADDR", ""))
            response = _slow_down(request) if too_many else _no_link(request)
        return _private(response)

    return guarded


class HidesSecrets(logging.Filter):
    """Takes the secret out of every address before it is written to a log."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "/updates/" in message:
            record.msg, record.args = SECRET_IN_ADDRESS.sub(r"\1...", message), ()
        return True


def keep_out_of_logs() -> None:
    """Have every logger that writes addresses leave the secrets out."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(each, HidesSecrets) for each in logger.filters):
            logger.addFilter(HidesSecrets())


def _private(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _no_link(request: HttpRequest) -> HttpResponse:
    return render(request, "strategy/rounds_no_link.html", status=404)


def _slow_down(request: HttpRequest) -> HttpResponse:
    response = render(request, "strategy/rounds_slow_down.html", status=429)
    response["Retry-After"] = str(int(SPAN_SECONDS))
    return response
