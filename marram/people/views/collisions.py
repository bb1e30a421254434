"""Two people who save at the same moment: whom the database undoes loses nothing typed."""

from collections.abc import Callable

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from marram.people.views import idle


# PostgreSQL's codes for a deadlock and for two changes that cannot follow each other.
UNDONE = ("40P01", "40001")
# What SQLite says when another writer would not make room in time.
LOCKED = "database is locked"
SAME_MOMENT = "Somebody else saved at the same moment, so the database undid your change."


class Collisions:
    """Middleware: keeps a form whose change the database undid, and offers to send it again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if request.method != "POST" or not _undone(exception):
            return None
        if idle.by_script(request):
            return JsonResponse({"reason": f"{SAME_MOMENT} Press the button."}, status=503)
        if request.user.is_authenticated and idle.keeps(request):
            messages.info(request, f"{SAME_MOMENT} What you typed is kept: send it again.")
            return idle.keep(request, timezone.localtime(), user_id=request.user.pk)
        page = {
            "title": "Two people saved at the same moment",
            "reason": f"{SAME_MOMENT} Go back and send it again.",
        }
        return render(request, "design/error.html", page, status=503)


def _undone(exception: Exception) -> bool:
    if not isinstance(exception, OperationalError):
        return False
    return getattr(exception.__cause__, "sqlstate", "") in UNDONE or LOCKED in str(exception)
