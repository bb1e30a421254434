"""What a request says about who sends it and what it asks for."""

from django.http import HttpRequest, HttpResponse

from marram.design.exports import csv_bytes, workbook_bytes
from marram.foundation.verdicts import Missing
from marram.people import presenters


FORM = ["GET", "HEAD", "POST"]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def account_number(request: HttpRequest) -> int:
    """Return the number of the account that is logged in.

    Raises: Missing when nobody is.
    """
    if request.user.pk is None:
        raise Missing("Nobody is logged in.")
    return request.user.pk


def number_in(request: HttpRequest, name: str) -> int:
    """Return a whole number from the address; 1 where there is none."""
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 9 else 1


def file_asked_for(request: HttpRequest, file: presenters.File) -> HttpResponse | None:
    """Return the table in the form that the address asks for, or None for a page."""
    form = request.GET.get("format")
    if form == "csv":
        content, kind = csv_bytes(file.header, file.rows), "text/csv; charset=utf-8"
    elif form == "xlsx":
        content, kind = workbook_bytes(file.title, file.header, file.rows), WORKBOOK
    else:
        return None
    name = f"{file.title.lower().replace(' ', '-')}.{form}"
    attached = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=attached)
