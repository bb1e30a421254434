"""A meeting of the record as a pack by one command, and its pages in a browser without a server."""

import subprocess
import sys

import pytest


pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory):
    """The public pack of the board's meeting of June 2021, as everybody makes it."""
    out = tmp_path_factory.mktemp("packs")
    words = [sys.executable, "-m", "marram", "pack", "hwb-2021-06-09", "--out", str(out)]
    subprocess.run(words, env=site.environment, check=True, stdout=-3)
    return out / "public"


def test_every_page_of_the_folder_passes_axe_and_fits_a_phone(folder, browser, violations):
    names = sorted(path.name for path in folder.glob("*.html"))
    page = browser.new_page(viewport={"width": 375, "height": 800})

    faults = []
    for name in names:
        page.goto((folder / name).as_uri())
        faults += [f"{name}: {fault}" for fault in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > 375:
            faults.append(f"{name}: wider than a phone")
    page.close()

    assert len(names) >= 12 and faults == []


def test_the_links_of_the_agenda_lead_through_the_pack(folder, browser):
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())

    row = page.get_by_role("row").filter(has_text="Mental health in Sefton schools").first
    link = row.get_by_role("link").first
    first = link.inner_text().split()[0]
    link.click()

    assert page.get_by_role("heading", level=1).inner_text() == "Mental Health in Sefton Schools"
    assert page.locator(f"#page-{first}").count() == 1
    page.close()


def test_an_appendix_is_reached_from_its_report(folder, browser):
    page = browser.new_page()
    page.goto((folder / "item-4.html").as_uri())

    page.get_by_role("link", name="Better Care Fund return 2020-21", exact=True).click()

    assert page.get_by_role("heading", level=1).inner_text() == "Better Care Fund return 2020-21"
    assert page.get_by_role("heading", name="8. iBCF").count() == 1
    page.close()
