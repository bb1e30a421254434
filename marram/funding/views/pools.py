"""Pages of pools and of the spend that hangs on nothing."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage
from marram.funding.actions.returns import pools as actions
from marram.funding.actions.returns import returns
from marram.funding.forms import pools as forms
from marram.funding.presenters.returns import orphans as orphan_presenters
from marram.funding.presenters.returns import pools as presenters
from marram.funding.queries.returns import agreements
from marram.funding.queries.returns import orphans as orphan_queries
from marram.funding.queries.returns import pools as queries
from marram.funding.views.saving import FORM, Done, Now, done, typed


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
    form = _pool_form(request, now={})
    back = BackLink(reverse("funding:pools"))
    page = FormPage(title="Add a pool", button="Add the pool", breadcrumbs=back)

    def add(now: Now) -> Done:
        slug = slugify(form.cleaned_data["title"])[:60] or "pool"
        kept = actions.keep_pool(**now, slug=slug, fields=form.said())
        return f"{kept.title} was added.", _at(kept.pk)

    return done(request, form, page, add)


@require_http_methods(FORM)
def amend_pool(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.pool_page(viewer=request.actor, slug=slug)
    said = {
        "title": found.line.title,
        "area": found.line.area,
        "year": found.line.year,
        "agreement": found.agreement.slug if found.agreement else "",
        "seen_version": found.version,
    }
    form = _pool_form(request, now=said)
    back = BackLink(_at(slug))
    page = FormPage(title="Change the pool", caption=found.line.title, breadcrumbs=back)

    def amend(now: Now) -> Done:
        seen = form.cleaned_data["seen_version"] or 0
        actions.keep_pool(**now, slug=slug, fields=form.said(), seen_version=seen)
        return "The pool was changed.", _at(slug)

    return done(request, form, page, amend)


@require_http_methods(FORM)
def open_return(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.pool_page(viewer=request.actor, slug=slug)
    found.may_open.enforce()
    earlier = queries.returns_of(viewer=request.actor, area=found.line.area)
    form = forms.OpenReturnForm(typed(request), earlier=list(earlier))
    page = FormPage(
        title="Open a return",
        caption=found.line.title,
        button="Open it",
        breadcrumbs=BackLink(_at(slug)),
    )

    def opened(now: Now) -> Done:
        made = returns.open_return(**now, pool=slug, **form.said())
        sentence = "The return is open. Add its lines, or deliver them as a file."
        return sentence, reverse("funding:return", args=[made.pk])

    return done(request, form, page, opened)


def _pool_form(request: HttpRequest, *, now: dict[str, Any]) -> forms.PoolForm:
    lists = agreements.pool_lists(viewer=request.actor)
    lists.may_keep.enforce()
    return forms.PoolForm(
        typed(request), areas=list(lists.areas), agreements=list(lists.agreements), initial=now
    )


def _at(slug: str) -> str:
    return reverse("funding:pool", args=[slug])
