"""What the pages share on which something is done to the board's business."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from marram.board.queries.agenda_items import ItemLine
from marram.board.queries.meetings import MeetingPage
from marram.design.components import BackLink
from marram.design.forms import Form, FormPage


FORM = ["GET", "HEAD", "POST"]


class Confirming(Form):
    """A form of one button: nothing is typed."""


def about(
    found: MeetingPage,
    title: str,
    *,
    item: ItemLine | None = None,
    button: str = "Save",
    style: str = "",
    lead: str = "",
) -> FormPage:
    """Return a page with one form about a meeting or one of its items, which leads back to it."""
    back = reverse("board:meeting", args=[found.code])
    day = f"{found.on.day} {found.on:%B %Y}"
    return FormPage(
        title=title,
        caption=f"Item {item.printed}, {item.title}" if item else f"{found.title}, {day}",
        lead=lead,
        button=button,
        button_style=style,
        breadcrumbs=BackLink(f"{back}#item-{item.number}" if item else back),
    )


def to_meeting(request: HttpRequest, code: str, said: str, *, item: int = 0) -> HttpResponse:
    """Say what was done and go back to the meeting, at the item if it was about one."""
    messages.success(request, said)
    address = reverse("board:meeting", args=[code])
    return redirect(f"{address}#item-{item}" if item else address)


def without_version(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed, without the version that the form carried."""
    return {name: value for name, value in typed.items() if name != "seen_version"}


def keys(typed: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return what was typed, with nothing chosen as None where a key is asked for."""
    return {name: (value or None) if name in names else value for name, value in typed.items()}
