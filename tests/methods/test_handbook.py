"""The handbook holds every method, and the printed one says what the tests say."""

from pathlib import Path

from marram.methods import catalogue
from tests.methods import handbook


DOCS = Path(__file__).parents[2] / "docs" / "methods"


def test_every_method_has_a_page():
    written = {page.method for members in handbook.pages().values() for page, _ in members.values()}
    assert written == set(catalogue.METHODS)


def test_the_printed_handbook_is_up_to_date():
    """If this fails: python -m tools.print_methods_handbook"""
    for name, text in handbook.printed().items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, name


def test_every_page_tells_its_source():
    for members in handbook.pages().values():
        for page, _ in members.values():
            terms = handbook.documented(catalogue.METHODS[page.method])["terms"]
            assert "Source" in terms, page.method


def test_every_picture_says_in_words_what_it_shows():
    for members in handbook.pages().values():
        for page, _ in members.values():
            assert f"<title>{handbook.escaped(page.alternative())}</title>" in page.picture()
