"""The page that says something broke needs nothing that may have broken."""

import pytest
from django.db import OperationalError
from django.test import Client

from marram.site.settings import MIDDLEWARE


EARLY = MIDDLEWARE[3 : MIDDLEWARE.index("marram.site.actors.Actors") + 1]


def breaking(*given, **named):
    raise OperationalError("the database is away")


def lacking(get_response):
    """A middleware that breaks on every request."""
    return breaking


@pytest.mark.parametrize("name", EARLY)
def test_a_middleware_that_breaks_still_gives_a_whole_page(name, settings):
    settings.MIDDLEWARE = [
        f"{__name__}.lacking" if each == name else each for each in settings.MIDDLEWARE
    ]

    answer = Client(raise_request_exception=False).get("/")

    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "the database is away" not in answer.text


def test_a_database_that_is_away_still_gives_a_whole_page():
    """No `db` mark: pytest-django refuses every query, the one for the account too."""
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a-session-that-cannot-be-read"

    answer = client.get("/")

    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
