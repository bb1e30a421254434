"""The pages on which a strategy is written, chapter by chapter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.strategy.actions import library as actions
from marram.strategy.forms import library as forms
from marram.strategy.presenters.library import chapters as presenters
from marram.strategy.queries import library as queries
from marram.strategy.views.library.editing import Editing
from marram.strategy.views.library.reading import asker


@require_safe
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.draft(viewer=asker(request), slug=slug)
    return render(request, "strategy/strategy_draft.html", {"page": presenters.draft(found)})


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = queries.draft(viewer=asker(request), slug=slug)
    found.may_change.enforce()
    now = found.chapter(key)

    def save(form: forms.ChapterForm) -> None:
        actions.write_chapter(
            by=asker(request),
            at=timezone.localtime(),
            strategy=slug,
            key=key,
            seen_version=form.version,
            text=form.cleaned_data["text"],
        )

    return Editing(
        request=request,
        page=presenters.write(found, now),
        make=lambda typed: forms.ChapterForm(
            typed, initial={"text": now.text, "seen_version": now.version}
        ),
        save=save,
        done=lambda form: reverse("strategy:draft", args=[slug]),
        said=f"“{now.title}” is kept.",
    ).answer()
