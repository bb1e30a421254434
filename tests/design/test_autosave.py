"""A form that saves itself, in a real browser: what is typed is kept, or it says that it is not."""

import json
import re
from collections.abc import Iterator

import pytest
from django import forms as django_forms
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route, expect

from marram.design import forms
from tests.design import browser as browsers


pytestmark = pytest.mark.journey


class Update(forms.Form):
    text = django_forms.CharField(label="Update", widget=forms.Textarea)
    seen_version = django_forms.IntegerField(widget=django_forms.HiddenInput)


class Server:
    """Answers the browser: the page, our own files, and each save with the next of `answers`."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.saved: list[str] = []

    def answer(self, route: Route) -> None:
        if route.request.method == "POST":
            self._save(route)
        else:
            browsers.answer(route, self._page())

    def _save(self, route: Route) -> None:
        status = self.answers.pop(0) if self.answers else 200
        if status == 0:
            route.abort()
            return
        self.saved.append(route.request.post_data or "")
        said = {"saved_at": "14:02", "version": 8, "reason": "The round is closed."}
        route.fulfill(status=status, body=json.dumps(said), content_type="application/json")

    def _page(self) -> str:
        page = forms.FormPage("Update", autosave_url="/save/")
        form = Update(initial={"seen_version": 7})
        return render_to_string("design/form_page.html", {"page": page, "form": form})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.opened() as opened:
        yield opened


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    opened = browser.new_page()
    opened.route("**/*", server.answer)
    opened.clock.install()
    opened.goto(browsers.SITE)
    expect(opened.locator("body")).to_have_class(re.compile("js-enabled"))
    yield opened
    opened.close()


def type_into(page: Page, text: str) -> None:
    page.get_by_label("Update").fill(text)


def status(page: Page):
    return page.locator("[data-autosave-status]")


def test_what_is_typed_is_saved_after_two_quiet_seconds(page: Page, server: Server):
    type_into(page, "Triage began")
    page.clock.run_for(1900)
    assert server.saved == []

    page.clock.run_for(200)

    expect(status(page)).to_have_text("Saved at 14:02")
    assert len(server.saved) == 1
    assert "Triage began" in server.saved[0]


def test_the_next_save_counts_as_having_seen_the_last(page: Page):
    type_into(page, "Triage began")

    page.clock.run_for(2100)

    expect(status(page)).to_have_text("Saved at 14:02")
    assert page.locator("[name=seen_version]").input_value() == "8"


@pytest.mark.parametrize("trouble", [0, 500])
def test_when_saving_fails_it_says_so_and_tries_again(page: Page, server: Server, trouble: int):
    server.answers = [trouble]
    type_into(page, "Triage began")
    page.clock.run_for(2100)
    expect(status(page)).to_contain_text("we are trying again")

    page.clock.run_for(4100)

    expect(status(page)).to_have_text("Saved at 14:02")
    assert "Triage began" in server.saved[-1]


def test_a_save_that_is_refused_says_why_and_is_not_repeated(page: Page, server: Server):
    server.answers = [409]
    type_into(page, "Triage began")
    page.clock.run_for(2100)

    expect(status(page)).to_have_text("The round is closed.")
    page.clock.run_for(60000)

    assert len(server.saved) == 1


def test_what_is_typed_while_saving_is_saved_too(page: Page, server: Server):
    type_into(page, "Triage began")
    page.clock.run_for(2100)
    type_into(page, "Triage began in the north")
    page.clock.run_for(2100)
    expect(status(page)).to_have_text("Saved at 14:02")

    assert "in the north" in server.saved[-1]
