"""The page that every room builds on."""

import pytest
from django import forms as django_forms
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from marram.design import forms
from marram.design.components import BackLink, Place, Shell, Tag
from tests.design.pages import elements


SHELL = Shell(
    navigation=(Place("Strategies", "/strategies/", current=True), Place("Actions", "/actions/")),
    account=(Place("Plan lead", "/account/"), Place("Log out", "/account/logout/")),
    phase="Beta",
    phase_text="This is new.",
    accessibility_url="/accessibility/",
    notices=(Tag("Saved"),),
)


class Update(forms.Form):
    text = django_forms.CharField(label="Update", widget=forms.Textarea)
    file = django_forms.FileField(label="Evidence", required=False)


def form_page(form: forms.Form, **page: object) -> str:
    shown = forms.FormPage("Report progress", **page)  # type: ignore[arg-type]
    return render_to_string("design/form_page.html", {"page": shown, "form": form})


def test_a_page_stands_without_a_shell():
    page = render_to_string("design/page.html")

    assert '<html lang="en-GB"' in page
    assert 'href="#main-content"' in page
    assert '<main class="govuk-main-wrapper" id="main-content"' in page
    assert "govuk-service-navigation" not in page


def test_a_page_shows_the_way_the_account_and_the_statement_of_its_shell():
    page = render_to_string("design/page.html", {"shell": SHELL})

    links = {attributes["href"] for tag, attributes in elements(page) if tag == "a"}
    assert {"/strategies/", "/actions/", "/account/logout/", "/accessibility/"} <= links
    assert '<nav aria-label="Your account"' in page or 'aria-label="Your account"' in page
    assert "This is new." in page
    assert "Saved" in page


def test_every_file_that_a_page_asks_for_is_there():
    page = render_to_string("design/page.html")

    asked = [
        attributes.get("src") or attributes["href"]
        for tag, attributes in elements(page)
        if tag in ("script", "link")
    ]
    assert len(asked) == 6
    for address in asked:
        assert finders.find(address.removeprefix("/static/")), address


@pytest.mark.parametrize("name", ["marram.js", "autosave.js", "govuk-frontend.min.js", "body.js"])
def test_our_scripts_are_served_and_point_at_nothing_that_is_not(name: str):
    path = finders.find(f"design/{name}")

    assert path
    with open(path, encoding="utf-8") as script:
        assert "sourceMappingURL" not in script.read()


def test_an_error_says_why():
    page = render_to_string(
        "design/error.html",
        {"title": "You may not do that", "reason": "Only plan leads may open a round."},
    )

    assert "<title>You may not do that - Marram</title>" in page
    assert "Only plan leads may open a round." in page


def test_a_form_that_is_wrong_says_so_in_the_title_and_before_the_heading():
    page = form_page(Update({}, {}))

    assert "<title>Error: Report progress - Marram</title>" in page
    assert page.index("There is a problem") < page.index("<h1")


def test_a_form_that_is_new_shows_no_errors():
    page = form_page(Update())

    assert "<title>Report progress - Marram</title>" in page
    assert "There is a problem" not in page


def test_a_form_with_a_file_is_sent_in_parts_and_judged_by_us():
    page = form_page(Update())

    form = next(attributes for tag, attributes in elements(page) if tag == "form")
    assert form["enctype"] == "multipart/form-data"
    assert "novalidate" in form


def test_a_form_that_saves_itself_says_so_where_those_who_listen_hear_it():
    page = form_page(Update(), autosave_url="/save/", breadcrumbs=BackLink("/"), cancel_url="/")

    form = next(attributes for tag, attributes in elements(page) if tag == "form")
    status = next(each for _, each in elements(page) if "data-autosave-status" in each)
    assert form["data-autosave"] == "/save/"
    assert status["aria-live"] == "polite"


def test_what_stands_above_the_fields_is_sent_with_the_form():
    page = form_page(Update(), above=(Tag("Theirs"),))

    assert page.index("<form") < page.index("Theirs") < page.index("</form>")
