"""How a refusal or a gap is answered over HTTP, once for every room."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from marram.foundation.verdicts import Missing, Refused


class Answers:
    """Middleware: `Missing` becomes "not found", `Refused` "you may not", with the reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, Missing):
            raise Http404(str(exception)) from exception
        if isinstance(exception, Refused):
            raise PermissionDenied(str(exception)) from exception
