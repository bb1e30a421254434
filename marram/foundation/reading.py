"""A page that is only read writes nothing."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse


READING = ("SELECT", "WITH", "EXPLAIN", "SAVEPOINT", "RELEASE SAVEPOINT", "SET ", "ROLLBACK")


class WroteWhileReading(RuntimeError):
    """A page asked for with GET or HEAD tried to change the database: a bug of ours."""


def refuse_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    if not sql.lstrip().upper().startswith(READING):
        raise WroteWhileReading(f"a GET must not write: {sql[:80]}")
    return execute(sql, params, many, context)


class ReadOnlyPages:
    """Innermost middleware: GET and HEAD may only select. Sessions save outside it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return self.get_response(request)
