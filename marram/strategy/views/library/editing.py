"""How a form of the library is answered: kept, refused in a sentence, or shown beside theirs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from marram.design.forms import FormPage, conflict_shown, settled
from marram.foundation.verdicts import Conflict, Refused


@dataclass(frozen=True, kw_only=True)
class Editing:
    """One form: how it is made from what was typed, what it saves, and where it leads."""

    request: HttpRequest
    page: FormPage
    make: Callable[[QueryDict | None], forms.Form]
    save: Callable[[Any], object]
    done: Callable[[Any], str]
    said: str
    as_typed: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict

    def answer(self) -> HttpResponse:
        """Return the empty form, the form with what is wrong, or the way onwards."""
        if self.request.method != "POST":
            return self._shown(self.make(None))
        typed = settled(self.request.POST)
        form = self.make(typed)
        if not form.is_valid():
            return self._shown(form)
        try:
            self.save(form)
        except Conflict as conflict:
            return self._side_by_side(typed, conflict)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self._shown(form)
        messages.success(self.request, self.said)
        return redirect(self.done(form))

    def _shown(self, form: forms.Form, page: FormPage | None = None) -> HttpResponse:
        """Return the page with the form; 422 tells scripts that something in it is wrong."""
        return render(
            self.request,
            "design/form_page.html",
            {"form": form, "page": page or self.page},
            status=422 if form.errors else 200,
        )

    def _side_by_side(self, typed: QueryDict, conflict: Conflict) -> HttpResponse:
        """Return the form again with what was typed, and what the record says now beside it."""
        newer = typed.copy()
        newer["seen_version"] = str(conflict.version)
        again = self.make(newer)
        again.is_valid()
        again.add_error(None, str(conflict))
        theirs = Conflict(
            str(conflict), theirs=self.as_typed(conflict.theirs), version=conflict.version
        )
        return self._shown(again, replace(self.page, above=(conflict_shown(theirs, again),)))
