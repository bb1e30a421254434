"""The pages of the library that are only read; everybody may open them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marram.foundation.actors import Actor
from marram.strategy.presenters.library import (
    clashes as clash_presenters,
)
from marram.strategy.presenters.library import (
    frameworks,
    matrices,
    promises,
    sheet,
    strategies,
    strategy_page,
)
from marram.strategy.presenters.library import (
    strategy_map as map_presenters,
)
from marram.strategy.presenters.library.parts import Shown
from marram.strategy.queries import library as queries
from marram.strategy.views import parameters


@login_not_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    names = ("level", "life_span", "area", "population", "owner", "words")
    page = queries.library(
        viewer=asker(request),
        on=parameters.day(request, "on", timezone.localdate()),
        filters=queries.LibraryFilters(**_asked(request, names)),
    )
    return _page(request, strategies.library(page, asked_on=request.GET.get("on", "")))


@login_not_required
@require_safe
def strategy_map(request: HttpRequest) -> HttpResponse:
    page = queries.strategy_map(
        viewer=asker(request),
        on=parameters.day(request, "on", timezone.localdate()),
        focus=request.GET.get("focus", ""),
    )
    return _page(request, map_presenters.strategy_map(page, asked_on=request.GET.get("on", "")))


@login_not_required
@require_safe
def strategy(request: HttpRequest, slug: str) -> HttpResponse:
    page = queries.strategy_page(
        viewer=asker(request),
        slug=slug,
        on=parameters.day(request, "on", timezone.localdate()),
    )
    shown = strategy_page.strategy_page(page, viewer=asker(request))
    return render(request, "strategy/strategy.html", {"page": shown})


@login_not_required
@require_safe
def on_a_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = queries.on_a_page(
        viewer=asker(request),
        slug=slug,
        on=parameters.day(request, "on", timezone.localdate()),
    )
    return render(request, "strategy/strategy_sheet.html", {"page": sheet.on_a_page(page)})


@login_not_required
@require_safe
def framework(request: HttpRequest, slug: str) -> HttpResponse:
    page = queries.framework(viewer=asker(request), slug=slug)
    return _page(request, frameworks.framework(page))


@login_not_required
@require_safe
def priorities(request: HttpRequest) -> HttpResponse:
    names = ("level", "strategy", "life_stage", "words")
    page = queries.priority_list(
        viewer=asker(request),
        filters=queries.PriorityFilters(**_asked(request, names)),
        page=parameters.page(request),
    )
    return _page(request, frameworks.priorities(page))


@login_not_required
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    page = queries.matrices(viewer=asker(request))
    return _page(request, matrices.matrices(page))


@login_not_required
@require_safe
def clashes(request: HttpRequest) -> HttpResponse:
    page = queries.clash_list(
        viewer=asker(request), on=parameters.day(request, "on", timezone.localdate())
    )
    return _page(request, clash_presenters.clashes(page, asked_on=request.GET.get("on", "")))


@login_not_required
@require_safe
def promise_list(request: HttpRequest) -> HttpResponse:
    page = queries.promises(viewer=asker(request), theme=request.GET.get("theme", ""))
    return _page(request, promises.promises(page))


@login_not_required
@require_safe
def duty_list(request: HttpRequest) -> HttpResponse:
    page = queries.duties(viewer=asker(request))
    return _page(request, promises.duties(page))


def asker(request: HttpRequest) -> Actor:
    """Return who is asking."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def _asked(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip() for name in names}


def _page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Return the page, or the file that its address asks for; `table` names one of several."""
    wanted = 1 if request.GET.get("table") == "provision" else 0
    for found in shown.files[wanted : wanted + 1]:
        taken = parameters.file(request, found.title, found.header, found.rows)
        if taken is not None:
            return taken
    return render(request, "strategy/library_page.html", {"page": shown})
