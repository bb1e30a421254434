"""Pages of boards: who sits on them, by which rules, and what is done to those."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.board.actions import seats as actions
from marram.board.forms import boards as forms
from marram.board.presenters import boards as presenters
from marram.board.queries import boards as queries
from marram.board.queries.boards import BoardPage
from marram.board.views.doing import FORM, keys, without_version
from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage, sent, settled
from marram.people.queries import keys as people


@login_not_required
@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    lines = queries.boards(on=timezone.localdate())
    page = presenters.boards(lines, may_keep=queries.may_keep(viewer=request.actor))
    return render(request, "board/boards.html", {"page": page})


@login_not_required
@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    on = parameters.day(request, "on", timezone.localdate())
    found = queries.board_page(viewer=request.actor, group=slug, on=on)
    page = presenters.board_page(found, viewer=request.actor)
    return render(request, "board/board.html", {"page": page})


@require_http_methods(FORM)
def add_board(request: HttpRequest) -> HttpResponse:
    queries.may_keep(viewer=request.actor).enforce()
    groups = tuple(people.group_names().items())
    usual = {"statutory": "yes", "executive": "no", "quorum_share": 4, "quorum_least": 3}
    form = forms.AddBoardForm(
        request.POST or None, groups=groups, initial={**usual, "clear_days": 5}
    )
    page = FormPage(
        title="Add a board", button="Add it", breadcrumbs=BackLink(reverse("board:boards"))
    )

    def add(typed: dict[str, Any]) -> HttpResponse:
        fields = without_version(typed)
        group = fields.pop("group")
        actions.add_board(by=request.actor, at=timezone.localtime(), group=group, fields=fields)
        return _done(request, group, "The board was added. Now add its seats.")

    return sent(request, form, page, add)


@require_http_methods(FORM)
def amend_board(request: HttpRequest, slug: str) -> HttpResponse:
    found = _kept(request, slug)
    now = {
        "statutory": "yes" if found.statutory else "no",
        "executive": "yes" if found.executive else "no",
        "quorum_share": found.quorum_share,
        "quorum_least": found.quorum_least,
        "quorum_kinds": [kind.value for kind in found.quorum.kinds],
        "clear_days": found.clear_days,
        "key_spending": found.key_spending,
        "call_in_scope": found.call_in_scope,
        "call_in_days": found.call_in_days,
        "call_in_members": found.call_in_members,
        "seen_version": found.version,
    }
    form = forms.StandingOrdersForm(settled(request.POST) if request.POST else None, initial=now)

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_board(
            by=request.actor,
            at=timezone.localtime(),
            group=slug,
            seen_version=typed["seen_version"] or 0,
            fields=without_version(typed),
        )
        return _done(request, slug, "The standing orders were changed.")

    return sent(request, form, _page(found, "Change standing orders"), amend)


@require_http_methods(FORM)
def adopt_terms(request: HttpRequest, slug: str) -> HttpResponse:
    found = _kept(request, slug)

    def adopt(typed: dict[str, Any]) -> HttpResponse:
        adopted_on = typed.pop("adopted_on")
        actions.adopt_terms(
            by=request.actor,
            at=timezone.localtime(),
            group=slug,
            adopted_on=adopted_on,
            fields=typed,
        )
        return _done(request, slug, "The terms of reference are adopted.")

    page = _page(found, "Adopt terms of reference", button="Adopt")
    return sent(request, forms.TermsForm(request.POST or None), page, adopt)


@require_http_methods(FORM)
def add_seat(request: HttpRequest, slug: str) -> HttpResponse:
    found = _kept(request, slug)
    form = forms.SeatForm(
        request.POST or None,
        organisations=tuple(people.organisation_names().items()),
        initial={"votes": "yes"},
    )

    def add(typed: dict[str, Any]) -> HttpResponse:
        fields = keys(without_version(typed), "organisation")
        actions.add_seat(by=request.actor, at=timezone.localtime(), group=slug, fields=fields)
        return _done(request, slug, f"The seat of the {typed['role']} was added.")

    return sent(request, form, _page(found, "Add a seat", button="Add it"), add)


@require_http_methods(FORM)
def amend_seat(request: HttpRequest, number: int) -> HttpResponse:
    slug, seat = queries.seat(viewer=request.actor, number=number, on=timezone.localdate())
    found = _kept(request, slug)
    names = ("kind", "role", "organisation", "substitute_role", "starts_on", "ends_on")
    now = {name: getattr(seat, name) for name in names}
    now |= {"votes": "yes" if seat.votes else "no", "seen_version": seat.version}
    form = forms.SeatForm(
        settled(request.POST) if request.POST else None,
        organisations=tuple(people.organisation_names().items()),
        initial=now,
    )

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_seat(
            by=request.actor,
            at=timezone.localtime(),
            seat_id=number,
            seen_version=typed["seen_version"] or 0,
            fields=keys(without_version(typed), "organisation"),
        )
        return _done(request, slug, "The seat was changed.")

    return sent(request, form, _page(found, "Change the seat"), amend)


@require_http_methods(FORM)
def name_commissioner(request: HttpRequest, slug: str) -> HttpResponse:
    found = _kept(request, slug)
    form = forms.CommissionerForm(
        request.POST or None,
        organisations=tuple(people.organisation_names().items()),
        seats=[(str(seat.number), seat.role) for seat in found.seats],
    )

    def name(typed: dict[str, Any]) -> HttpResponse:
        seat = typed.pop("seat")
        actions.name_commissioner(
            by=request.actor,
            at=timezone.localtime(),
            group=slug,
            seat_id=int(seat) if seat else None,
            **typed,
        )
        return _done(request, slug, "The commissioner is named.")

    return sent(request, form, _page(found, "Name an NHS commissioner of the area"), name)


@require_http_methods(FORM)
def make_formal(request: HttpRequest, slug: str) -> HttpResponse:
    found = _kept(request, slug)
    formal = {each.group for each in found.sub_groups} | {slug}
    groups = [pair for pair in people.group_names().items() if pair[0] not in formal]
    form = forms.SubGroupForm(request.POST or None, groups=groups)

    def make(typed: dict[str, Any]) -> HttpResponse:
        actions.make_formal(
            by=request.actor,
            at=timezone.localtime(),
            group=slug,
            sub_group=typed["group"],
            starts_on=typed["starts_on"],
        )
        return _done(request, slug, "The group is a formal sub-group now.")

    return sent(request, form, _page(found, "Add a formal sub-group", button="Add it"), make)


@require_http_methods(FORM)
def end_seat(request: HttpRequest, number: int) -> HttpResponse:
    slug, seat = queries.seat(viewer=request.actor, number=number, on=timezone.localdate())
    found = _kept(request, slug)
    lead = f"The seat of the {seat.role} stays on record, with the day and the reason."
    page = _page(found, "End a seat", button="End it", lead=lead, style="warning")

    def end(typed: dict[str, Any]) -> HttpResponse:
        actions.end_seat(by=request.actor, at=timezone.localtime(), seat_id=number, **typed)
        return _done(request, slug, f"The seat of the {seat.role} has its last day.")

    form = forms.EndForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    return sent(request, form, page, end)


@require_http_methods(FORM)
def end_formal(request: HttpRequest, number: int) -> HttpResponse:
    slug, sub_group = queries.sub_group(viewer=request.actor, number=number)
    found = _kept(request, slug)
    lead = (
        f"From that day on the {sub_group.name} tells the meetings of the board nothing more. What"
        " it told them stays."
    )
    page = _page(found, "End a formal sub-group", button="End it", lead=lead, style="warning")

    def end(typed: dict[str, Any]) -> HttpResponse:
        actions.end_formal(by=request.actor, at=timezone.localtime(), sub_group_id=number, **typed)
        return _done(request, slug, f"The {sub_group.name} has its last day.")

    form = forms.EndForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    return sent(request, form, page, end)


@require_http_methods(FORM)
def close_day(request: HttpRequest, slug: str) -> HttpResponse:
    found = _kept(request, slug)
    page = _page(
        found,
        "Close a day",
        lead="A day on which the offices are closed is no clear day. Weekends and bank holidays "
        "are left out without being named here.",
    )

    def close(typed: dict[str, Any]) -> HttpResponse:
        actions.close_day(by=request.actor, at=timezone.localtime(), group=slug, **typed)
        return _done(request, slug, "The day is closed.")

    return sent(request, forms.ClosedDayForm(request.POST or None), page, close)


def _kept(request: HttpRequest, slug: str) -> BoardPage:
    """Return a board, unless this person may not keep its business."""
    found = queries.board_page(viewer=request.actor, group=slug, on=timezone.localdate())
    found.may_keep.enforce()
    return found


def _page(
    found: BoardPage, title: str, *, button: str = "Save", lead: str = "", style: str = ""
) -> FormPage:
    return FormPage(
        title=title,
        caption=found.name,
        lead=lead,
        button=button,
        button_style=style,
        breadcrumbs=BackLink(reverse("board:board", args=[found.group])),
    )


def _done(request: HttpRequest, slug: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("board:board", slug)
