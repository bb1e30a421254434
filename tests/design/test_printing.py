"""On paper and on small screens, in a real browser."""

from collections.abc import Iterator

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from playwright.sync_api import Browser, expect

from marram.design import components as c
from marram.design import gallery
from tests.design import browser as browsers


pytestmark = pytest.mark.journey
PAGE = Template(
    '{% extends "design/page.html" %}{% block title %}Plan{% endblock %}'
    "{% block main %}{{ shown }}{% endblock %}"
)
WORDS = "more people say that they feel able to ask for help early, and know where to turn"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.opened() as opened:
        yield opened


def printed(browser: Browser, shown: c.Component) -> int:
    """Return how many sides of paper the page takes."""
    html = PAGE.render(Context({"shown": shown}))
    page = browser.new_page()
    page.route("**/*", lambda route: browsers.answer(route, html))
    page.goto(browsers.SITE)
    sides = page.pdf(prefer_css_page_size=True, print_background=True).count(b"/Type /Page\n")
    page.close()
    return sides


def sheet(*, boxes: int, lines: int) -> c.Sheet:
    """Return a sheet that takes as near to `lines` lines as whole texts allow."""
    each = (lines // boxes - 2) // 2
    return c.Sheet(
        "Mental health strategic plan",
        tuple(c.Box(f"Part {number}", (WORDS,) * each) for number in range(boxes)),
        caption="2015 to 2020",
        footnote="Agreed by the board.",
    )


@pytest.mark.parametrize("boxes", [3, 12])
@pytest.mark.parametrize(("lines", "density"), [(60, "roomy"), (120, "close"), (210, "tight")])
def test_a_strategy_fits_one_side_of_paper(browser: Browser, boxes: int, lines: int, density: str):
    full = sheet(boxes=boxes, lines=lines)

    assert full.density == density
    assert printed(browser, full) == 1


def test_a_sheet_of_too_many_lines_runs_on_rather_than_lose_words(browser: Browser):
    assert printed(browser, sheet(boxes=6, lines=600)) > 1


def test_what_cannot_be_pressed_on_paper_is_not_printed(browser: Browser):
    html = PAGE.render(Context({"shown": c.Button("Report progress")}))
    page = browser.new_page()
    page.route("**/*", lambda route: browsers.answer(route, html))
    page.goto(browsers.SITE)
    button = page.get_by_role("button", name="Report progress")
    expect(button).to_be_visible()

    page.emulate_media(media="print")

    expect(button).to_be_hidden()
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_its_screen(browser: Browser, width: int):
    """Source: WCAG 2.2, 1.4.10: a page is read at 320 pixels without scrolling sideways."""
    html = render_to_string("design/gallery.html", {"page": gallery.page()})
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.route("**/*", lambda route: browsers.answer(route, html))
    page.goto(browsers.SITE)

    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
