"""Forms print our markup, read dates kindly and say what to do."""

from datetime import date

import pytest
from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as any_of

from marram.design import forms
from marram.design.forms import dates
from tests.design.pages import elements, ids


class Report(forms.Form):
    text = django_forms.CharField(label="What changed", max_length=20, widget=forms.Textarea)
    met_on = forms.DateField(label="Date it was met", help_text="As the minutes say")
    status = django_forms.ChoiceField(
        label="Status",
        choices=[("on", "On track"), ("late", "Late")],
        widget=forms.Radios(hints={"late": "Say why"}, inline=True),
    )
    stages = django_forms.MultipleChoiceField(
        label="Life course",
        choices=[("start", "Starting well"), ("age", "Ageing well")],
        widget=forms.Checkboxes(small=True),
    )
    lead = django_forms.ChoiceField(label="Lead", choices=[("", "Choose"), ("council", "Council")])
    agreed = django_forms.BooleanField(label="The group has agreed this")
    cost = django_forms.DecimalField(label="Cost", required=False, min_value=0)
    count = django_forms.IntegerField(label="People helped", max_value=100)
    email = django_forms.EmailField(label="Email")
    password = django_forms.CharField(label="Password", widget=django_forms.PasswordInput)
    evidence = django_forms.FileField(label="Evidence")
    version = django_forms.IntegerField(widget=django_forms.HiddenInput)


RIGHT = {
    "text": "Triage began",
    "met_on-day": "31",
    "met_on-month": "March",
    "met_on-year": "2019",
    "status": "late",
    "stages": ["age"],
    "lead": "council",
    "agreed": "on",
    "cost": "12.50",
    "count": "40",
    "email": "lead@example.org",
    "password": "secret",
    "version": "3",
}
WRONG = {
    "text": "Triage began in the whole of the north",
    "met_on-day": "31",
    "met_on-month": "2",
    "met_on-year": "2019",
    "status": "gone",
    "cost": "-1",
    "count": "many",
    "email": "lead",
    "version": "3",
}


def test_what_was_typed_stands_in_the_boxes_again():
    page = str(Report(RIGHT))

    boxes = {each["id"]: each for _, each in elements(page) if "id" in each}
    assert "Triage began</textarea>" in page
    assert boxes["id_met_on-month"]["value"] == "March"
    assert "checked" in boxes["id_status-2"]
    assert "checked" in boxes["id_stages-2"]
    assert "checked" not in boxes["id_stages"]
    assert "checked" in boxes["id_agreed"]
    assert boxes["id_cost"]["value"] == "12.50"
    assert boxes["id_version"]["value"] == "3"
    assert '<option value="council" selected>' in page
    assert "value" not in boxes["id_password"]


def test_every_error_says_what_to_do():
    form = Report(WRONG)

    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "text": "What changed must be 20 characters or fewer. You have written 38.",
        "met_on": "Date it was met must be a real date: February 2019 has no day 31.",
        "status": "Status: choose one of the answers that are offered.",
        "stages": "Choose life course",
        "lead": "Choose lead",
        "agreed": "Tick “The group has agreed this” to go on",
        "cost": "Cost must be 0 or more.",
        "count": "People helped must be a whole number, like 12.",
        "email": "Email must look like name@example.org.",
        "password": "Enter password",
        "evidence": "Choose a file",
    }


def test_the_words_that_a_room_chose_come_before_ours():
    class Vote(forms.Form):
        why = django_forms.CharField(error_messages={"required": "Say why you voted so"})
        who = django_forms.CharField(label="Who voted?")
        nhs = django_forms.CharField(label="NHS number")

    errors = Vote({}).errors

    assert errors["why"] == ["Say why you voted so"]
    assert errors["who"] == ["Answer the question “Who voted?”"]
    assert errors["nhs"] == ["Enter NHS number"]


def test_every_line_of_the_summary_leads_to_a_box():
    page = str(Report(WRONG))

    targets = [
        attributes["href"].removeprefix("#")
        for tag, attributes in elements(page)
        if tag == "a" and attributes["href"].startswith("#")
    ]
    assert len(targets) == 11
    assert "id_met_on-day" in targets
    assert set(targets) <= set(ids(page))


def test_the_error_and_the_hint_describe_the_box():
    page = str(Report(WRONG))

    boxes = {each["id"]: each for _, each in elements(page) if "id" in each}
    assert boxes["id_text"]["aria-describedby"] == "id_text-info id_text-error"
    fieldsets = [each for tag, each in elements(page) if tag == "fieldset"]
    assert fieldsets[0]["aria-describedby"] == "id_met_on-hint id_met_on-error"
    described = {
        target for _, each in elements(page) for target in each.get("aria-describedby", "").split()
    }
    assert described <= set(ids(page))


def test_only_the_part_of_a_date_that_is_wrong_is_marked():
    page = str(Report({**RIGHT, "met_on-year": "19"}))

    boxes = {each["id"]: each for _, each in elements(page) if "id" in each}
    assert "govuk-input--error" in boxes["id_met_on-year"]["class"]
    assert "govuk-input--error" not in boxes["id_met_on-day"]["class"]
    assert 'href="#id_met_on-year"' in page


def test_a_browser_is_not_asked_to_judge_or_to_cut():
    """A box that cuts what is pasted into it loses words without telling anybody."""
    for _, attributes in elements(str(Report())):
        assert "required" not in attributes
        assert "maxlength" not in attributes


def test_a_field_that_may_be_left_empty_says_so():
    assert "Cost (optional)" in str(Report())

    class Search(forms.Form):
        marks_optional = False
        words = django_forms.CharField(required=False)

    assert "optional" not in str(Search())


def test_words_can_be_counted_instead_of_characters():
    class Foreword(forms.Form):
        text = django_forms.CharField(widget=forms.Textarea(max_words=150, threshold=75))

    group = next(each for _, each in elements(str(Foreword())) if "data-maxlength" in each)

    assert (group["data-maxlength"], group["data-count-type"]) == ("150", "words")


def test_a_box_may_have_a_width_and_a_unit():
    class Spend(forms.Form):
        cost = django_forms.DecimalField(widget=forms.Input(width=5, prefix="£", suffix="a year"))

    page = str(Spend())

    box = next(each for tag, each in elements(page) if tag == "input")
    assert box["inputmode"] == "decimal"
    assert "govuk-input--width-5" in box["class"]
    assert "£" in page and "a year" in page


def test_forms_of_others_print_our_markup_too():
    """Django's own forms, such as those that log people in, know nothing of ours."""

    class LogIn(django_forms.Form):
        login = django_forms.EmailField(
            widget=django_forms.EmailInput(attrs={"autocomplete": "email", "placeholder": "Mail"})
        )
        password = django_forms.CharField(
            widget=django_forms.PasswordInput(attrs={"autocomplete": "new-password"})
        )
        remember = django_forms.BooleanField(required=False)

    page = str(LogIn({}))

    boxes = {each["name"]: each for _, each in elements(page) if "name" in each}
    assert boxes["login"]["autocomplete"] == "email"
    assert boxes["login"]["placeholder"] == "Mail"
    assert boxes["password"]["autocomplete"] == "new-password"
    assert "govuk-checkboxes__input" in boxes["remember"]["class"]
    assert "govuk-error-summary" in page


def test_a_widget_that_no_component_prints_is_a_mistake_we_hear_of():
    class Odd(django_forms.Form):
        when = django_forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="no component prints SplitDateTimeWidget"):
        str(Odd())


def test_a_set_of_forms_has_one_summary():
    class Line(forms.Form):
        text = django_forms.CharField(label="Update", max_length=4)

    sent = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    filled = formset_factory(Line, extra=0)(
        {**sent, "form-0-text": "Not yet", "form-1-text": "Nothing"}
    )

    page = str(filled)

    assert page.count("There is a problem") == 1
    assert 'href="#id_form-0-text"' in page
    assert 'href="#id_form-1-text"' in page


def test_the_fields_can_be_printed_without_the_summary():
    template = Template("{% load design %}{{ form|error_summary }}<h1>Report</h1>{{ form|fields }}")

    page = template.render(Context({"form": Report(WRONG)}))

    assert page.count("There is a problem") == 1
    assert page.index("There is a problem") < page.index("<h1>") < page.index("<textarea")


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence", "part"),
    [
        ("", "3", "2019", "Due must include a day.", "day"),
        ("31", "", "", "Due must include a month and year.", "month"),
        ("32", "3", "2019", "The day in “Due” must be a number from 1 to 31.", "day"),
        ("x", "3", "2019", "The day in “Due” must be a number from 1 to 31.", "day"),
        ("3", "13", "2019", "The month in “Due” must be a number from 1 to 12", "month"),
        ("3", "ma", "2019", "The month in “Due” must be a number from 1 to 12", "month"),
        ("3", "3", "19", "The year in “Due” must have 4 numbers, like 2026.", "year"),
        ("3", "3", "3019", "The year in “Due” must be between 1800 and 2299.", "year"),
        ("30", "2", "2020", "Due must be a real date: February 2020 has no day 30.", "day"),
        ("²", "3", "2019", "The day in “Due” must be a number from 1 to 31.", "day"),
    ],
)
def test_a_date_that_cannot_be_read_is_refused_in_a_sentence(
    day: str, month: str, year: str, sentence: str, part: str
):
    with pytest.raises(ValidationError) as refused:
        dates.read_date(dates.Typed(day, month, year), name="Due")

    assert refused.value.message.startswith(sentence)
    assert refused.value.code == part


@pytest.mark.parametrize("month", ["3", "03", "mar", "March", "MARCH"])
def test_a_month_may_be_a_number_or_a_name(month: str):
    assert dates.read_date(dates.Typed("5", month, "2026"), name="Due") == date(2026, 3, 5)


@given(any_of.dates(min_value=date(1800, 1, 1), max_value=date(2299, 12, 31)))
def test_a_date_that_is_shown_is_read_as_the_same_date(on: date):
    assert dates.read_date(dates.typed(on), name="Due") == on
    assert dates.read_date(dates.typed(on.isoformat()), name="Due") == on


def test_a_date_may_come_as_one_text_or_not_at_all():
    class Since(forms.Form):
        since = forms.DateField(required=False)

    assert Since({"since": "2019-03-31"}).is_valid()
    whole, empty = Since({"since": "2019-03-31"}), Since({"since-day": "", "since-year": ""})
    assert whole.is_valid() and whole.cleaned_data["since"] == date(2019, 3, 31)
    assert empty.is_valid() and empty.cleaned_data["since"] is None


def test_a_date_that_did_not_change_is_known_not_to_have():
    class Due(forms.Form):
        due = forms.DateField(initial=date(2019, 3, 31))

    same = Due({"due-day": "31", "due-month": "3", "due-year": "2019"})
    other = Due({"due-day": "30", "due-month": "3", "due-year": "2019"})

    assert not same.has_changed()
    assert other.has_changed()
