"""Every page in a real browser: WCAG 2.2 AA by axe, with scripts and without, and on a phone."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from django.urls import resolve
from django.urls.exceptions import Resolver404

from tests.journeys.pages import ELSEWHERE, PAGES


pytestmark = pytest.mark.journey
ACCESS = Path(__file__).parents[1] / "site" / "access.csv"


def test_every_page_of_the_site_is_looked_at():
    """A page is an address that answers a GET of some role with 200."""
    with ACCESS.open() as file:
        pages = {
            row["address"]
            for row in csv.DictReader(file)
            if row["verb"] == "GET" and "200" in row.values()
        }
    seen = set()
    for _, path in PAGES:
        plain = path.partition("?")[0].format_map(defaultdict(lambda: 1))
        try:
            seen.add(resolve(plain).view_name)
        except Resolver404:
            continue
    assert pages - seen - ELSEWHERE.keys() == set()


@pytest.mark.parametrize("script", [True, False], ids=["scripts-on", "no-scripts"])
@pytest.mark.parametrize(("role", "path"), PAGES, ids=lambda value: value)
def test_a_page_has_no_violation_and_fits_a_phone(role, path, script, contexts, site, violations):
    """On a phone nothing but tables and pictures, each in a frame of its own, is wider than it."""
    page = contexts(role, blocked=not script).new_page()
    errors = []
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(site.address + path.format(**site.made))

    assert violations(page) == []
    # The browser reports the answers 400 to 404, and the scripts that are kept from loading.
    known = ("status of 4", "net::ERR_FAILED")
    assert [error for error in errors if not any(words in error for words in known)] == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_the_mailed_page_has_no_violation(contexts, site, violations):
    for script in (True, False):
        page = contexts(blocked=not script).new_page()
        page.goto(site.link)
        assert "North West Ambulance Service" in page.content()
        assert violations(page) == []
        page.close()
