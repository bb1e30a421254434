"""Both texts are shown in the words of a form; what is chosen is sent as the form sends it."""

import re
from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from marram.design.forms import DateField, Form, Radios, conflict_shown, settled
from marram.foundation.verdicts import Conflict


class Visit(Form):
    what = forms.CharField(label="What for")
    on = DateField(label="Day", required=False)
    kind = forms.ChoiceField(choices=[("home", "At home"), ("ward", "On a ward")], widget=Radios)


def typed(**fields):
    form = Visit({"what": "Mine", "on": "2025-03-31", "kind": "home", **fields})
    assert form.is_valid(), form.errors
    return form


def both(theirs):
    return conflict_shown(Conflict("Somebody was first.", theirs=theirs, version=2), typed())


def sent(conflict):
    page = str(conflict)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return page, hidden


def test_only_what_differs_is_shown_in_the_words_of_the_form():
    shown = both({"what": "Mine", "on": "2025-04-01", "kind": "ward"})

    assert [(clash.label, clash.theirs, clash.yours) for clash in shown.clashes] == [
        ("Day", "1 April 2025", "31 March 2025"),
        ("Kind", "On a ward", "At home"),
    ]


@pytest.mark.parametrize("chosen", [{"on", "kind"}, {"on"}, {"kind"}, set()])
def test_what_is_chosen_comes_back_as_the_form_reads_it(chosen):
    page, hidden = sent(both({"on": "2025-04-01", "kind": "ward"}))
    again = QueryDict(mutable=True)
    again.update({"what": "Mine", "on-day": "31", "on-month": "3", "on-year": "2025"})
    again.update({"kind": "home", **hidden})
    again.update({f"keep-{name}": "theirs" for name in chosen})

    form = Visit(settled(again))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2025, *((4, 1) if "on" in chosen else (3, 31)))
    assert form.cleaned_data["kind"] == ("ward" if "kind" in chosen else "home")
    assert 'name="seen_version" value="2"' in page


def test_a_day_that_they_took_out_can_be_kept_out():
    _, hidden = sent(both({"on": ""}))
    again = QueryDict(mutable=True)
    again.update({"what": "Mine", "on-day": "31", "on-month": "3", "on-year": "2025"})
    again.update({"kind": "home", "keep-on": "theirs", **hidden})

    form = Visit(settled(again))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] is None


def test_two_who_wrote_the_same_are_told_so():
    shown = both({"what": "Mine "})

    assert shown.clashes == ()
    assert "Both of you wrote the same." in str(shown)
