"""Every page in a real browser: WCAG 2.2 AA by axe, with scripts and without, and on a phone."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from django.urls import resolve
from django.urls.exceptions import Resolver404

from tests.journeys.conftest import complaints
from tests.journeys.pages import ELSEWHERE, PAGES


pytestmark = pytest.mark.journey
ACCESS = Path(__file__).parents[1] / "site" / "access"


def test_every_page_of_the_site_is_looked_at():
    """A page is an address that answers a GET of some role with 200."""
    pages = {
        row["address"]
        for table in ACCESS.glob("*.csv")
        for row in csv.DictReader(table.read_text().splitlines())
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
def test_a_page_has_no_violation_and_fits_a_phone(role, path, script, pages, site, violations):
    """On a phone nothing but tables and pictures, each in a frame of its own, is wider than it."""
    page = pages(role, blocked=not script)

    with complaints(page) as heard:
        page.goto(site.address + path.format(**site.made))

        assert violations(page) == []
        assert heard == []
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_mailed_page_has_no_violation(contexts, site, violations):
    for script in (True, False):
        page = contexts(blocked=not script).new_page()
        page.goto(site.link)
        assert "North West Ambulance Service" in page.content()
        assert violations(page) == []
        page.close()
