"""Pages of call-ins: what is known of one, and what is written down of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.board.actions import call_ins as actions
from marram.board.forms import call_ins as forms
from marram.board.presenters import call_ins as presenters
from marram.board.queries import resolutions as queries
from marram.board.queries.resolutions import ResolutionPage
from marram.board.views.doing import FORM
from marram.board.vocabulary.call_ins import State
from marram.design.components import BackLink
from marram.design.forms import FormPage, sent
from marram.people.queries import keys as people


@login_not_required
@require_safe
def call_in(request: HttpRequest, code: str) -> HttpResponse:
    page = presenters.call_in_page(_found(request, code))
    return render(request, "board/call_in.html", {"page": page})


@require_http_methods(FORM)
def take(request: HttpRequest, code: str) -> HttpResponse:
    found = _received(request, code)
    organisations = tuple(people.organisation_names().items())
    initial = {"called_on": timezone.localdate(), "members": found.call_in.members}
    form = forms.CallInForm(request.POST or None, organisations=organisations, initial=initial)
    needed = found.call_in.members
    lead = f"{needed} members of scrutiny must have signed. From then on it is not in effect."

    def write(typed: dict[str, Any]) -> HttpResponse:
        called_on = typed.pop("called_on")
        actions.call_in(
            by=request.actor, at=timezone.localtime(), code=code, called_on=called_on, fields=typed
        )
        return _done(request, code, "The decision is called in. It is not put into effect.")

    return sent(request, form, _page(found, "Write down a call-in", lead), write)


@require_http_methods(FORM)
def hear(request: HttpRequest, code: str) -> HttpResponse:
    found = _received(request, code)
    initial = {"on": timezone.localdate()}
    states = found.call_in.next_states
    form = forms.HearForm(request.POST or None, states=states, initial=initial)

    def write(typed: dict[str, Any]) -> HttpResponse:
        to = State(typed.pop("to"))
        actions.hear(by=request.actor, at=timezone.localtime(), code=code, to=to, **typed)
        return _done(request, code, "What was said is kept.")

    return sent(request, form, _page(found, "Write down what was said of the call-in"), write)


@require_http_methods(FORM)
def decide_again(request: HttpRequest, code: str) -> HttpResponse:
    found = _received(request, code)
    later = queries.later_decisions(viewer=request.actor, code=code)
    form = forms.DecideAgainForm(
        request.POST or None,
        later=later,
        initial={"on": timezone.localdate()},
    )

    def write(typed: dict[str, Any]) -> HttpResponse:
        actions.decide_again(by=request.actor, at=timezone.localtime(), code=code, **typed)
        return _done(request, code, "What the board decided is kept.")

    return sent(request, form, _page(found, "Write down what the board decided again"), write)


@require_http_methods(FORM)
def waive(request: HttpRequest, code: str) -> HttpResponse:
    found = _received(request, code)
    lead = "The decision then takes effect at once. The page of the decision shows why."

    def write(typed: dict[str, Any]) -> HttpResponse:
        actions.waive_call_in(by=request.actor, at=timezone.localtime(), code=code, **typed)
        return _done(request, code, "Call-in is waived: the decision is in effect.")

    form = forms.WaiveForm(request.POST or None)
    return sent(request, form, _page(found, "Waive call-in of an urgent decision", lead), write)


def _found(request: HttpRequest, code: str) -> ResolutionPage:
    return queries.resolution_page(viewer=request.actor, code=code, on=timezone.localdate())


def _received(request: HttpRequest, code: str) -> ResolutionPage:
    """Return a decision, unless this person may not write down a call-in of it."""
    found = _found(request, code)
    found.call_in.may_receive.enforce()
    return found


def _page(found: ResolutionPage, title: str, lead: str = "") -> FormPage:
    back = BackLink(reverse("board:call-in", args=[found.line.code]))
    return FormPage(title=title, caption=found.line.words, lead=lead, breadcrumbs=back)


def _done(request: HttpRequest, code: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("board:call-in", code)
