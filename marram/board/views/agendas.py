"""Pages on which agendas are made and items are minuted."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from marram.board.actions import agendas as actions
from marram.board.forms import meetings as forms
from marram.board.queries import meetings as queries
from marram.board.queries.agenda_items import ItemLine
from marram.board.views.doing import FORM, about, to_meeting, without_version
from marram.board.views.meetings import confirming, kept
from marram.design.forms import sent, settled
from marram.foundation.verdicts import Missing


@require_http_methods(FORM)
def begin_agenda(request: HttpRequest, code: str) -> HttpResponse:
    page = about(
        kept(request, code),
        "Begin with the standing items",
        button="Begin",
        lead="Apologies, minutes, declarations and matters arising; sub-group updates where the "
        "board has formal sub-groups.",
    )

    def begin(typed: dict[str, Any]) -> HttpResponse:
        actions.begin_agenda(by=request.actor, at=timezone.localtime(), code=code)
        return to_meeting(request, code, "The agenda is begun. Add its other items.")

    return sent(request, confirming(request), page, begin)


@require_http_methods(FORM)
def add_item(request: HttpRequest, code: str) -> HttpResponse:
    found = kept(request, code)
    form = forms.AddItemForm(request.POST or None, items=_places(found.items))

    def add(typed: dict[str, Any]) -> HttpResponse:
        fields = without_version(typed)
        after = fields.pop("after")
        added = actions.add_item(
            by=request.actor, at=timezone.localtime(), code=code, fields=fields, after=after
        )
        return to_meeting(request, code, f"Item {added.number} was added.", item=added.pk)

    return sent(request, form, about(found, "Add an item", button="Add it"), add)


@require_http_methods(FORM)
def amend_item(request: HttpRequest, number: int) -> HttpResponse:
    found, item = _item(request, number)
    now = {name: getattr(item, name) for name in forms.ItemForm.base_fields if name[:4] != "seen"}
    now |= {"to_follow": "yes" if item.to_follow else "no", "seen_version": item.version}
    form = forms.ItemForm(settled(request.POST) if request.POST else None, initial=now)

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_item(
            by=request.actor,
            at=timezone.localtime(),
            item_id=number,
            seen_version=typed["seen_version"] or 0,
            fields=without_version(typed),
        )
        return to_meeting(request, found.code, "The item was changed.", item=number)

    return sent(request, form, about(found, "Change the item", item=item), amend)


@require_http_methods(FORM)
def move_item(request: HttpRequest, number: int) -> HttpResponse:
    found, item = _item(request, number)
    others = _places(each for each in found.items if each.number != number)
    form = forms.MoveForm(request.POST if request.method == "POST" else None, items=others)

    def move(typed: dict[str, Any]) -> HttpResponse:
        actions.move_item(by=request.actor, at=timezone.localtime(), item_id=number, **typed)
        return to_meeting(request, found.code, "The item was moved.", item=number)

    return sent(request, form, about(found, "Move the item", item=item, button="Move it"), move)


@require_http_methods(FORM)
def withdraw_item(request: HttpRequest, number: int) -> HttpResponse:
    found, item = _item(request, number)
    page = about(found, "Withdraw the item", item=item, button="Withdraw it", style="warning")

    def withdraw(typed: dict[str, Any]) -> HttpResponse:
        actions.withdraw_item(by=request.actor, at=timezone.localtime(), item_id=number, **typed)
        return to_meeting(request, found.code, "The item is withdrawn.", item=number)

    return sent(request, forms.WithdrawForm(request.POST or None), page, withdraw)


@require_http_methods(FORM)
def minute_item(request: HttpRequest, number: int) -> HttpResponse:
    found, item = _item(request, number)
    found.may_minute.enforce()
    now = {"minute": item.minute, "seen_version": item.version}
    form = forms.MinuteForm(settled(request.POST) if request.POST else None, initial=now)

    def minute(typed: dict[str, Any]) -> HttpResponse:
        actions.minute_item(
            by=request.actor,
            at=timezone.localtime(),
            item_id=number,
            seen_version=typed["seen_version"] or 0,
            minute=typed["minute"],
        )
        return to_meeting(request, found.code, "The minute is kept.", item=number)

    return sent(request, form, about(found, "Minute the item", item=item), minute)


@require_http_methods(FORM)
def sub_group_note(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    found = queries.meeting_page(viewer=request.actor, code=code, on=timezone.localdate())
    update = next((each for each in found.sub_groups if each.group == slug), None)
    if update is None:
        raise Missing(f"{slug} is no formal sub-group of this board.")
    if not update.may_tell:
        found.may_keep.enforce()
    form = forms.SubGroupNoteForm(request.POST or None, initial={"words": update.words})
    page = about(found, f"What the {update.name} tells this meeting")

    def tell(typed: dict[str, Any]) -> HttpResponse:
        actions.tell_for_sub_group(
            by=request.actor, at=timezone.localtime(), code=code, group=slug, **typed
        )
        return to_meeting(request, code, "The summary is kept.")

    return sent(request, form, page, tell)


def _item(request: HttpRequest, number: int) -> tuple[queries.MeetingPage, ItemLine]:
    """Return an item and its meeting, unless this person may not keep its business."""
    found, item = queries.item_page(viewer=request.actor, number=number, on=timezone.localdate())
    found.may_keep.enforce()
    return found, item


def _places(items: Iterable[ItemLine]) -> list[tuple[str, str]]:
    return [
        (str(item.number), f"{item.printed} {item.title or 'An exempt item'}") for item in items
    ]
