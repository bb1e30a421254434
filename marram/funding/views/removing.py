"""Forms on which something that was typed by mistake is taken out, with the reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from marram.design.forms import FormPage
from marram.design.words import day
from marram.foundation.verdicts import Missing, Verdict
from marram.funding.actions import budgets, contracts, grants
from marram.funding.actions.returns import claims, lines
from marram.funding.forms.moving import RemoveForm
from marram.funding.presenters.returns import lines as presenters
from marram.funding.queries import budgets as budget_queries
from marram.funding.queries import contracts as contract_queries
from marram.funding.queries import grants as grant_queries
from marram.funding.queries.returns import pages
from marram.funding.rules import amounts
from marram.funding.rules.pounds import pounds
from marram.funding.views.saving import FORM, Done, Now, done, typed
from marram.funding.vocabulary import Period
from marram.funding.vocabulary.money import STEPS


@dataclass(frozen=True, kw_only=True)
class Going:
    """What is to go: what it is called, of which version it was read, and where it stands."""

    called: str
    of: str
    allowed: Verdict
    back: str
    version: int | None = None


@require_http_methods(FORM)
def remove_line(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    found = pages.return_page(viewer=request.actor, slug=slug)
    line = presenters.line_of(found, kind, key)
    going = Going(
        called=f"line {key}, {presenters.line_title(found, kind, line)}",
        of=found.values.title,
        allowed=found.may_edit,
        back=reverse("funding:line", args=[slug, kind, key]),
        version=line.version,
    )

    def remove(**said: Any) -> str:
        lines.remove_line(slug=slug, kind=kind, key=key, **said)
        return reverse("funding:return", args=[slug])

    return _asked(request, going, remove)


@require_http_methods(FORM)
def remove_actual(
    request: HttpRequest, slug: str, kind: str, key: str, period: str
) -> HttpResponse:
    found = pages.return_page(viewer=request.actor, slug=slug)
    line = presenters.line_of(found, kind, key)
    reported = amounts.actual(line, period) if kind in ("income", "schemes") else None
    if reported is None:
        raise Missing(f"Line {key} has no actual for that period.")
    going = Going(
        called=f"the actual of line {key}, {pounds(reported.amount)}",
        of=found.values.title,
        allowed=found.may_edit,
        back=reverse("funding:line", args=[slug, kind, key]),
        version=pages.actual_version(
            viewer=request.actor, slug=slug, kind=kind, key=key, period=period
        ),
    )

    def remove(**said: Any) -> str:
        lines.remove_actual(slug=slug, kind=kind, key=key, period=Period(period), **said)
        return going.back

    return _asked(request, going, remove)


@require_http_methods(FORM)
def remove_claim(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = pages.return_page(viewer=request.actor, slug=slug)
    claim = found.claim(number)
    going = Going(
        called=f"the printed figure {pounds(claim.amount)}",
        of=found.values.title,
        allowed=found.may_note,
        back=reverse("funding:return", args=[slug]),
        version=claim.version,
    )

    def remove(**said: Any) -> str:
        claims.remove_claim(slug=slug, number=number, **said)
        return going.back

    return _asked(request, going, remove)


@require_http_methods(FORM)
def remove_grant_line(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = grant_queries.grant_page(viewer=request.actor, slug=slug, on=timezone.localdate())
    line = found.line(number)
    going = Going(
        called=f"“{line.title}”, {pounds(line.planned)}",
        of=found.title,
        allowed=found.may_keep,
        back=reverse("funding:grant", args=[slug]),
        version=line.version,
    )

    def remove(**said: Any) -> str:
        grants.remove_line(slug=slug, line_id=number, **said)
        return going.back

    return _asked(request, going, remove)


@require_http_methods(FORM)
def remove_movement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = grant_queries.grant_page(viewer=request.actor, slug=slug, on=timezone.localdate())
    moved = found.movement(number)
    going = Going(
        called=f"{pounds(moved.amount)} {moved.kind} on {day(moved.on)}",
        of=found.title,
        allowed=found.may_keep,
        back=reverse("funding:grant", args=[slug]),
    )

    def remove(**said: Any) -> str:
        grants.remove_movement(slug=slug, number=number, **said)
        return going.back

    return _asked(request, going, remove)


@require_http_methods(FORM)
def remove_budget_line(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = budget_queries.budget_page(viewer=request.actor, slug=slug)
    line = found.line(number)
    going = Going(
        called=f"“{line.title}”",
        of=found.summary.title,
        allowed=found.may_keep,
        back=reverse("funding:budget", args=[slug]),
        version=line.version,
    )

    def remove(**said: Any) -> str:
        budgets.remove_line(slug=slug, line_id=number, **said)
        return going.back

    return _asked(request, going, remove)


@require_http_methods(FORM)
def remove_need(request: HttpRequest, slug: str, step: int) -> HttpResponse:
    found = budget_queries.budget_page(viewer=request.actor, slug=slug)
    need = found.need(step)
    going = Going(
        called=f"{need.people:,} people who need {STEPS[step].lower()}",
        of=found.summary.title,
        allowed=found.may_keep,
        back=reverse("funding:budget", args=[slug]),
        version=need.version,
    )

    def remove(**said: Any) -> str:
        budgets.remove_need(slug=slug, step=step, **said)
        return going.back

    return _asked(request, going, remove)


@require_http_methods(FORM)
def remove_commitment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = contract_queries.contract_page(viewer=request.actor, slug=slug, on=timezone.localdate())
    promise = found.promise(number)
    going = Going(
        called=f"“{promise.promise}”",
        of=found.summary.title,
        allowed=found.may_keep,
        back=reverse("funding:contract", args=[slug]),
        version=promise.version,
    )

    def remove(**said: Any) -> str:
        contracts.remove_commitment(slug=slug, commitment_id=number, **said)
        return going.back

    return _asked(request, going, remove)


@require_http_methods(FORM)
def remove_measurement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The newest measurement of a commitment goes; the one before it is the newest then."""
    found = contract_queries.contract_page(viewer=request.actor, slug=slug, on=timezone.localdate())
    promise = found.promise(number)
    if promise.measured_on is None:
        raise Missing("Nothing has been measured of this commitment.")
    on = promise.measured_on
    going = Going(
        called=f"what was measured on {day(on)}",
        of=promise.promise,
        allowed=found.may_keep,
        back=reverse("funding:contract", args=[slug]),
    )

    def remove(**said: Any) -> str:
        contracts.remove_measurement(slug=slug, commitment_id=number, on=on, **said)
        return going.back

    return _asked(request, going, remove)


def _asked(request: HttpRequest, going: Going, remove: Callable[..., str]) -> HttpResponse:
    """Ask why something goes, and let it go; `remove` does it and says which page to show."""
    going.allowed.enforce()
    form = RemoveForm(typed(request), initial={"seen_version": going.version})
    page = FormPage(
        title=f"Take out {going.called}",
        caption=going.of,
        lead="It leaves the page. What it said stays in the history, with your reason.",
        button="Take it out",
        button_style="warning",
        cancel_url=going.back,
    )

    def press(now: Now) -> Done:
        seen = {} if going.version is None else {"seen_version": form.version}
        back = remove(**now, **seen, reason=form.cleaned_data["reason"])
        return f"{going.called[:1].upper()}{going.called[1:]}: taken out.", back

    return done(request, form, page, press)
