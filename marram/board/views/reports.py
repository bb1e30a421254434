"""Pages of reports: the list, one to read, and the page its authors and officers work on."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.board.actions import reports as actions
from marram.board.forms import reports as forms
from marram.board.presenters import report_work
from marram.board.presenters import reports as presenters
from marram.board.presenters.charts import picture
from marram.board.queries import papers
from marram.board.queries import reports as queries
from marram.design.components import BackLink
from marram.design.forms import FormPage, sent
from marram.people.queries import account_choices


FORM = ["GET", "HEAD", "POST"]


@login_not_required
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    lines = queries.report_list(viewer=request.actor)
    page = presenters.report_list(lines, may_begin=queries.may_begin(viewer=request.actor))
    return render(request, "board/reports.html", {"page": page})


@login_not_required
@require_safe
def report(request: HttpRequest, number: int) -> HttpResponse:
    on = timezone.localdate()
    found = papers.paper(viewer=request.actor, number=number, on=on, draw=picture)
    works = bool(queries.may_work(viewer=request.actor, number=number))
    page = presenters.paper(found, works=works)
    return render(request, "board/report.html", {"page": page})


@require_safe
def work(request: HttpRequest, number: int) -> HttpResponse:
    queries.may_work(viewer=request.actor, number=number).enforce()
    found = queries.report_page(viewer=request.actor, number=number)
    files = papers.appendices(viewer=request.actor, number=number)
    page = report_work.work(found, files, viewer=request.actor)
    return render(request, "board/report_work.html", {"page": page})


@require_http_methods(FORM)
def begin(request: HttpRequest) -> HttpResponse:
    items = queries.open_items(viewer=request.actor, on=timezone.localdate())
    page = FormPage(
        title="Begin a report", button="Begin", breadcrumbs=BackLink(reverse("board:reports"))
    )
    form = forms.BeginForm(
        request.POST or None, items=items, initial={"item": request.GET.get("item", "")}
    )

    def add(typed: dict[str, Any]) -> HttpResponse:
        item = int(typed["item"]) if typed["item"] else None
        begun = actions.begin_report(
            by=request.actor,
            at=timezone.localtime(),
            title=typed["title"],
            report_of=typed["report_of"],
            item_id=item,
        )
        messages.success(request, "The report was begun. You are its author.")
        return redirect("board:work-on-report", begun.pk)

    return sent(request, form, page, add)


@require_http_methods(FORM)
def place(request: HttpRequest, number: int) -> HttpResponse:
    found = may_write(request, number)
    items = queries.open_items(viewer=request.actor, on=timezone.localdate())
    page = form_page(found, "Which agenda item is it for?")

    def put(typed: dict[str, Any]) -> HttpResponse:
        actions.place_report(
            by=request.actor,
            at=timezone.localtime(),
            number=number,
            item_id=int(typed["item"]),
        )
        return done(request, number, "The report is on that agenda.")

    return sent(request, forms.PlaceForm(request.POST or None, items=items), page, put)


@require_http_methods(FORM)
def add_author(request: HttpRequest, number: int) -> HttpResponse:
    found = may_write(request, number)
    page = form_page(found, "Name another author", button="Name them")

    def name(typed: dict[str, Any]) -> HttpResponse:
        actions.name_author(
            by=request.actor, at=timezone.localtime(), number=number, user_id=int(typed["user"])
        )
        return done(request, number, "They can write this report now.")

    people = account_choices()
    return sent(request, forms.AuthorForm(request.POST or None, people=people), page, name)


@require_http_methods(FORM)
def remove_author(request: HttpRequest, number: int, user: int) -> HttpResponse:
    found = may_write(request, number)
    name = found.authors.get(user, "this person")
    page = form_page(found, f"Take {name} off this report", button="Take off", style="warning")

    def take_off(typed: dict[str, Any]) -> HttpResponse:
        actions.stand_author_down(
            by=request.actor, at=timezone.localtime(), number=number, user_id=user
        )
        return done(request, number, f"{name} is no author of this report any more.")

    return sent(request, confirming(request), page, take_off)


# --- What the other pages of reports share --------------------------------------------------


def may_write(request: HttpRequest, number: int) -> queries.ReportPage:
    """Return a report, unless this person may not write it now."""
    found = queries.report_page(viewer=request.actor, number=number)
    found.may_write.enforce()
    return found


def form_page(
    found: queries.ReportPage, title: str, *, button: str = "Save", style: str = "", lead: str = ""
) -> FormPage:
    """Return a page with one form about a report, which leads back to it."""
    back = reverse("board:work-on-report", args=[found.number])
    return FormPage(
        title=title,
        caption=found.title,
        button=button,
        button_style=style,
        lead=lead,
        breadcrumbs=BackLink(back),
        cancel_url=back,
    )


def confirming(request: HttpRequest) -> forms.ConfirmForm:
    """Return the form of a page that only asks for a press of its button."""
    return forms.ConfirmForm(request.POST if request.method == "POST" else None)


def done(request: HttpRequest, number: int, said: str) -> HttpResponse:
    """Go back to the report and say what was done."""
    messages.success(request, said)
    return redirect("board:work-on-report", number)
