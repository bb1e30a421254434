"""Pages on which a report is sent, signed, published and taken back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from marram.board.actions import clearance as actions
from marram.board.forms import reports as forms
from marram.board.presenters.charts import picture
from marram.board.queries import reports as queries
from marram.board.views.reports import FORM, confirming, done, form_page, may_write
from marram.board.vocabulary.reports import Clearance
from marram.design.forms import sent


@require_http_methods(FORM)
def send(request: HttpRequest, number: int) -> HttpResponse:
    found = may_write(request, number)
    page = form_page(
        found,
        "Send for clearance",
        button="Send",
        lead="Finance and legal officers read and sign it. A change after that withdraws what "
        "they have signed.",
    )

    def send_it(typed: dict[str, Any]) -> HttpResponse:
        actions.send_for_clearance(by=request.actor, at=timezone.localtime(), number=number)
        return done(request, number, "The report waits for its sign-offs.")

    return sent(request, confirming(request), page, send_it)


@require_http_methods(FORM)
def sign(request: HttpRequest, number: int, office: str) -> HttpResponse:
    clearance = _office(office)
    found = queries.report_page(viewer=request.actor, number=number)
    found.may_sign[clearance].enforce()
    page = form_page(found, f"Give the {clearance} sign-off", button="Sign off")
    form = forms.SignForm(request.POST or None, initial={"seen_version": found.version})

    def sign_it(typed: dict[str, Any]) -> HttpResponse:
        actions.sign_off(
            by=request.actor, at=timezone.localtime(), number=number, clearance=clearance, **typed
        )
        return done(request, number, f"The {clearance} sign-off is given.")

    return sent(request, form, page, sign_it)


@require_http_methods(FORM)
def send_back(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.report_page(viewer=request.actor, number=number)
    found.may_send_back.enforce()
    page = form_page(
        found,
        "Send it back to its authors",
        button="Send back",
        style="warning",
        lead="It becomes a draft again, and every sign-off is withdrawn.",
    )

    def send_it(typed: dict[str, Any]) -> HttpResponse:
        actions.send_back(by=request.actor, at=timezone.localtime(), number=number, **typed)
        return done(request, number, "The report is a draft again.")

    return sent(request, forms.ReasonForm(request.POST or None), page, send_it)


@require_http_methods(FORM)
def publish(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.report_page(viewer=request.actor, number=number)
    found.may_publish.enforce()
    page = form_page(
        found,
        "Publish this report",
        button="Publish",
        lead="Live tables are drawn a last time and then stay as they are. Unless its item is "
        "exempt, everybody can read it.",
    )

    def publish_it(typed: dict[str, Any]) -> HttpResponse:
        actions.publish_report(
            by=request.actor,
            at=timezone.localtime(),
            number=number,
            on=timezone.localdate(),
            draw=picture,
        )
        return done(request, number, "The report is published.")

    return sent(request, confirming(request), page, publish_it)


@require_http_methods(FORM)
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.report_page(viewer=request.actor, number=number)
    found.may_publish.enforce()
    page = form_page(
        found,
        "Take the report back",
        button="Take back",
        style="warning",
        lead="Only its authors and officers can read it then. It needs every sign-off again. The "
        "edition that was published stays on record.",
    )

    def take_it(typed: dict[str, Any]) -> HttpResponse:
        actions.take_back(by=request.actor, at=timezone.localtime(), number=number, **typed)
        return done(request, number, "The report is a draft again.")

    return sent(request, forms.ReasonForm(request.POST or None), page, take_it)


def _office(name: str) -> Clearance:
    try:
        return Clearance(name)
    except ValueError:
        raise Http404(f"There is no office called {name}.") from None
