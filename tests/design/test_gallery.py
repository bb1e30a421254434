"""The gallery shows everything, and keeps the rules that every page must keep."""

import pytest
from django.template.loader import render_to_string

from marram.design import components, gallery
from marram.design.gallery.exhibits import exhibit
from tests.design.pages import elements, every_component, exhibited, ids


@pytest.fixture(scope="module")
def page() -> str:
    return render_to_string("design/gallery.html", {"page": gallery.page()})


def test_every_component_hangs_in_the_gallery():
    missing = {kind.__name__ for kind in every_component() - exhibited()}

    assert missing == set()


def test_every_component_says_in_a_sentence_what_it_is_for():
    for each in gallery.exhibits():
        assert each.purpose.endswith("."), each.name


def test_an_exhibit_shows_one_kind_of_component():
    with pytest.raises(ValueError, match="got Link, Tag"):
        exhibit(one=components.Tag("Late"), other=components.Link("Plan", "#"))


def test_nothing_in_the_page_is_styled_or_run_inline(page: str):
    """The policy of the page allows no styles and no scripts but those in files of our own."""
    for tag, attributes in elements(page):
        assert tag != "style"
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert tag != "script" or attributes["src"].startswith("/static/")


def test_no_two_elements_have_the_same_id(page: str):
    repeated = {name for name, times in ids(page).items() if times > 1}

    assert repeated == set()


def test_whatever_is_described_or_labelled_is_there(page: str):
    known = ids(page)
    for _, attributes in elements(page):
        for name in ("aria-describedby", "aria-labelledby", "aria-controls", "for"):
            for target in attributes.get(name, "").split():
                assert target in known, f"{name} points at {target}, which is not there"


def test_every_drawing_is_named_or_hidden(page: str):
    for tag, attributes in elements(page):
        if tag == "svg":
            named = attributes.get("aria-label") or attributes.get("aria-labelledby")
            assert attributes.get("aria-hidden") == "true" or named


def test_the_page_loads_nothing_from_elsewhere(page: str):
    for tag, attributes in elements(page):
        for name in ("src", "href", "action"):
            if tag != "a" and name in attributes:
                assert not attributes[name].startswith(("http:", "https:", "//"))
