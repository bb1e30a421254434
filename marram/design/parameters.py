"""What an address asks for, read kindly; what cannot be read is answered with a sentence."""

from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from marram.design.exports import Cell, csv_bytes, workbook_bytes


def day(request: HttpRequest, name: str, otherwise: date) -> date:
    """Return the day that the address names as 2016-03-31, or another.

    Raises: BadRequest with a sentence.
    """
    written = request.GET.get(name, "").strip()
    if not written:
        return otherwise
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise BadRequest(
            f"“{written[:40]}” is not a day. Write {name} in the address as 2016-03-31."
        ) from None


def optional_day(request: HttpRequest, name: str) -> date | None:
    """Return the day that the address names, or None."""
    return day(request, name, date.min) if request.GET.get(name, "").strip() else None


def page(request: HttpRequest) -> int:
    """Return the number of the page that the address asks for; the first if it is no number."""
    written = request.GET.get("page", "")
    return int(written) if written.isdecimal() and len(written) < 7 else 1


def file(
    request: HttpRequest, title: str, header: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]
) -> HttpResponse | None:
    """Return the table as the file that the address asks for, or None for a page."""
    name = "".join(sign if sign.isalnum() else "-" for sign in title.lower()).strip("-")
    if request.GET.get("format") == "csv":
        return _attached(csv_bytes(header, rows), "text/csv; charset=utf-8", f"{name}.csv")
    if request.GET.get("format") == "xlsx":
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return _attached(workbook_bytes(title, header, rows), kind, f"{name}.xlsx")
    return None


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
