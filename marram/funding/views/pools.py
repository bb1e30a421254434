"""Pages of pools and of the agreements behind them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage
from marram.design.forms.conflicts import settled
from marram.design.forms.sending import sent
from marram.funding.actions.returns import pools as actions
from marram.funding.actions.returns import returns
from marram.funding.forms import returns as forms
from marram.funding.presenters.returns import orphans as orphan_presenters
from marram.funding.presenters.returns import pools as presenters
from marram.funding.queries.returns import orphans as orphan_queries
from marram.funding.queries.returns import pools as queries
from marram.funding.vocabulary import Period, ReturnKind


FORM = ("GET", "HEAD", "POST")


@login_not_required
@require_safe
def every_pool(request: HttpRequest) -> HttpResponse:
    found = queries.pools(viewer=request.actor)
    page = presenters.pools_page(found, viewer=request.actor)
    return render(request, "funding/pools.html", {"page": page})


@login_not_required
@require_safe
def pool(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.pool_page(viewer=request.actor, slug=slug)
    page = presenters.pool_page(found, viewer=request.actor)
    return render(request, "funding/pool.html", {"page": page})


@login_not_required
@require_safe
def orphans(request: HttpRequest) -> HttpResponse:
    """Spend that hangs on nothing: no priority, no measure or no service."""
    found = orphan_queries.orphans(viewer=request.actor)
    rows = orphan_presenters.file_rows(found)
    if file := parameters.file(request, "orphans", orphan_presenters.HEADINGS, rows):
        return file
    page = orphan_presenters.orphans_page(found, here=request.path)
    return render(request, "funding/orphans.html", {"page": page})


@require_http_methods(FORM)
def add_pool(request: HttpRequest) -> HttpResponse:
    lists = queries.pool_lists(viewer=request.actor)
    lists.may_keep.enforce()
    form = forms.PoolForm(
        request.POST or None, areas=list(lists.areas), agreements=list(lists.agreements)
    )
    page = FormPage(
        title="Add a pool", button="Add the pool", breadcrumbs=BackLink(reverse("funding:pools"))
    )

    def add(typed: dict[str, Any]) -> HttpResponse:
        slug = slugify(typed["title"])[:60] or "pool"
        kept = actions.keep_pool(
            by=request.actor, at=timezone.localtime(), slug=slug, fields=_pool(typed)
        )
        messages.success(request, f"{kept.title} was added.")
        return redirect("funding:pool", kept.pk)

    return sent(request, form, page, add)


@require_http_methods(FORM)
def amend_pool(request: HttpRequest, slug: str) -> HttpResponse:
    lists = queries.pool_lists(viewer=request.actor)
    lists.may_keep.enforce()
    found = queries.pool_page(viewer=request.actor, slug=slug)
    now = {
        "title": found.line.title,
        "area": found.line.area,
        "year": found.line.year,
        "agreement": found.agreement.slug if found.agreement else "",
        "seen_version": found.version,
    }
    form = forms.PoolForm(
        settled(request.POST) if request.method == "POST" else None,
        areas=list(lists.areas),
        agreements=list(lists.agreements),
        initial=now,
    )
    back = BackLink(reverse("funding:pool", args=[slug]))
    page = FormPage(title="Change the pool", caption=found.line.title, breadcrumbs=back)

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.keep_pool(
            by=request.actor,
            at=timezone.localtime(),
            slug=slug,
            fields=_pool(typed),
            seen_version=typed["seen_version"] or 0,
        )
        messages.success(request, "The pool was changed.")
        return redirect("funding:pool", slug)

    return sent(request, form, page, amend)


@require_http_methods(FORM)
def open_return(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.pool_page(viewer=request.actor, slug=slug)
    found.may_open.enforce()
    earlier = queries.returns_of(viewer=request.actor, area=found.line.area)
    form = forms.OpenReturnForm(request.POST or None, earlier=list(earlier))
    page = FormPage(
        title="Open a return",
        caption=found.line.title,
        button="Open it",
        breadcrumbs=BackLink(reverse("funding:pool", args=[slug])),
    )

    def opened(typed: dict[str, Any]) -> HttpResponse:
        made = returns.open_return(
            by=request.actor,
            at=timezone.localtime(),
            pool=slug,
            kind=ReturnKind(typed["kind"]),
            period=Period(typed["period"]),
            due_on=typed["due_on"],
            begin_from=typed["begin_from"],
        )
        messages.success(request, "The return is open. Add its lines, or deliver them as a file.")
        return redirect("funding:return", made.pk)

    return sent(request, form, page, opened)


@require_http_methods(FORM)
def add_agreement(request: HttpRequest) -> HttpResponse:
    return _agreement(request, slug="", title="Add an agreement")


@require_http_methods(FORM)
def amend_agreement(request: HttpRequest, slug: str) -> HttpResponse:
    return _agreement(request, slug=slug, title="Change the agreement")


def _agreement(request: HttpRequest, *, slug: str, title: str) -> HttpResponse:
    found = queries.agreement_form(viewer=request.actor, slug=slug)
    found.may_keep.enforce()
    form = forms.AgreementForm(
        settled(request.POST) if request.method == "POST" else None,
        councils=list(found.councils),
        nhs=list(found.nhs),
        initial=dict(found.now),
    )
    page = FormPage(title=title, breadcrumbs=BackLink(reverse("funding:pools")))

    def keep(typed: dict[str, Any]) -> HttpResponse:
        fields = {name: typed[name] for name in actions.AGREEMENT_FIELDS if name in typed}
        kept = actions.keep_agreement(
            by=request.actor,
            at=timezone.localtime(),
            slug=slug or slugify(typed["title"])[:60] or "agreement",
            fields=fields,
            parties=[
                *((each, False) for each in typed["council"]),
                *((each, True) for each in typed["nhs"]),
            ],
            documents=form.papers(),
            seen_version=typed["seen_version"] if slug else None,
        )
        messages.success(request, f"{kept.title} was saved.")
        return redirect("funding:pools")

    return sent(request, form, page, keep)


def _pool(typed: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": typed["title"],
        "area": typed["area"],
        "year": typed["year"],
        "agreement": typed["agreement"] or None,
    }
