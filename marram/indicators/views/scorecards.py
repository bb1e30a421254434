"""Pages of scorecards: read by everybody, kept by those who may."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage, sent, settled
from marram.indicators import policies, queries
from marram.indicators.actions import scorecards as actions
from marram.indicators.forms import NewScorecardForm, NoteForm, ScorecardForm, WatchForm
from marram.indicators.presenters import exceptions as exception_presenters
from marram.indicators.presenters import scorecards as presenters
from marram.indicators.queries.cards import Card
from marram.indicators.views.asking import as_at, asker, file, page


@login_not_required
@require_safe
def scorecards(request: HttpRequest) -> HttpResponse:
    may_keep = bool(policies.may_keep_scorecards(asker(request)))
    lines = queries.scorecard_lines(viewer=asker(request))
    return page(request, presenters.scorecards(lines, may_keep=may_keep))


@login_not_required
@require_safe
def scorecard(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.scorecard(
        viewer=asker(request),
        slug=slug,
        on=parameters.day(request, "on", timezone.localdate()),
        as_at=as_at(request),
    )
    told = file(request, presenters.file(found))
    return told or page(request, presenters.scorecard(found, viewer=asker(request)))


@login_not_required
@require_safe
def exceptions(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.exception_report(
        viewer=asker(request),
        slug=slug,
        on=parameters.day(request, "on", timezone.localdate()),
        as_at=as_at(request),
    )
    told = file(request, exception_presenters.file(found))
    return told or page(request, exception_presenters.report(found))


@require_http_methods(["GET", "HEAD", "POST"])
def make_scorecard(request: HttpRequest) -> HttpResponse:
    policies.may_keep_scorecards(asker(request)).enforce()
    back = BackLink(reverse("indicators:scorecards"))
    shown = FormPage(title="Make a scorecard", button="Make it", breadcrumbs=back)

    def make(typed: dict[str, Any]) -> HttpResponse:
        slug = typed["slug"]
        fields = {name: typed[name] for name in actions.FIELDS}
        actions.make_scorecard(by=asker(request), at=timezone.localtime(), slug=slug, fields=fields)
        messages.success(request, "The scorecard was made. Now choose its measures.")
        return redirect("indicators:watch", slug)

    return sent(request, NewScorecardForm(request.POST or None), shown, make)


@require_http_methods(["GET", "HEAD", "POST"])
def amend_scorecard(request: HttpRequest, slug: str) -> HttpResponse:
    card = _kept(request, slug)
    shown = FormPage(title="Change this scorecard", caption=card.title, breadcrumbs=_back(slug))
    now = {name: getattr(card, name) for name in actions.FIELDS} | {"seen_version": card.version}
    typed = settled(request.POST) if request.method == "POST" else None

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_scorecard(
            by=asker(request),
            at=timezone.localtime(),
            slug=slug,
            seen_version=typed["seen_version"] or 0,
            fields={name: typed[name] for name in actions.FIELDS},
        )
        messages.success(request, "The scorecard was changed.")
        return redirect("indicators:scorecard", slug)

    return sent(request, ScorecardForm(typed, initial=now), shown, amend)


@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: HttpRequest, slug: str) -> HttpResponse:
    card = _kept(request, slug)
    names = {line.slug: line.title for line in queries.definitions(viewer=asker(request)).values()}
    standing = {each: names.get(each, each) for each in card.indicators}
    others = {each: title for each, title in names.items() if each not in standing}
    shown = FormPage(
        title="Choose measures",
        caption=card.title,
        lead=f"{len(standing)} stand on it now. Reports of before keep those that you take off.",
        breadcrumbs=_back(slug),
    )
    form = WatchForm(request.POST or None, others=others, standing=standing)

    def choose(typed: dict[str, Any]) -> HttpResponse:
        actions.choose(
            by=asker(request),
            at=timezone.localtime(),
            slug=slug,
            add=typed["add"],
            heading=typed["heading"],
            remove=typed["remove"],
        )
        messages.success(request, "The measures of the scorecard were changed.")
        return redirect("indicators:scorecard", slug)

    return sent(request, form, shown, choose)


@require_http_methods(["GET", "HEAD", "POST"])
def write_note(request: HttpRequest, slug: str, indicator: str) -> HttpResponse:
    card = _kept(request, slug)
    means = queries.definition(viewer=asker(request), slug=indicator)
    note = queries.notes(slug=slug).get(indicator, queries.Note())
    number = queries.note_number(slug=slug, indicator=indicator)
    shown = FormPage(
        title="What is said of this measure",
        caption=f"{card.title}: {means.title}",
        lead="It stands on every report until it is written anew.",
        breadcrumbs=BackLink(reverse("indicators:exceptions", args=[slug])),
    )
    now = {name: getattr(note, name, False) for name in actions.NOTE} | {"seen_version": number}
    typed = settled(request.POST) if request.method == "POST" else None

    def write(typed: dict[str, Any]) -> HttpResponse:
        actions.write_note(
            by=asker(request),
            at=timezone.localtime(),
            slug=slug,
            indicator=indicator,
            seen_version=typed["seen_version"] or 0,
            fields={name: typed[name] for name in actions.NOTE},
        )
        messages.success(request, f"What is said of {means.title} was written.")
        return redirect("indicators:exceptions", slug)

    return sent(request, NoteForm(typed, initial=now), shown, write)


def _kept(request: HttpRequest, slug: str) -> Card:
    """Return a scorecard that this person may keep."""
    card = queries.card(viewer=asker(request), slug=slug)
    card.may_keep.enforce()
    return card


def _back(slug: str) -> BackLink:
    return BackLink(reverse("indicators:scorecard", args=[slug]))
