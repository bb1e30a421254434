"""Who may see exempt papers or families' records logs in with two steps."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from marram.people import actions, queries
from tests.people.conftest import AT, ON, PASSWORD


@pytest.fixture(autouse=True)
def no_limit_reached(db):
    cache.clear()


def code_for(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def log_in(client, user):
    return client.post("/account/login/", {"login": user.email, "password": PASSWORD})


def set_up(client):
    """Set up a second step as a person does; return its secret."""
    client.get("/account/second-step/set/")
    secret = client.session["mfa.totp.secret"]
    client.post("/account/second-step/set/", {"code": code_for(secret)})
    return secret


def shown_codes(client):
    page = client.post("/account/second-step/recovery/").content.decode()
    return set(re.findall(r"<code>(\d{8})</code>", page))


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("board-member", "/account/second-step/set/"),
        ("early-help-worker", "/account/second-step/set/"),
        ("administrator", "/account/second-step/set/"),
        ("plan-lead", None),
        ("partner-contributor", None),
    ],
)
def test_whoever_needs_a_second_step_sets_it_up_before_anything_opens(
    client, open_account, role, address
):
    log_in(client, open_account("amina@millbrook.example", role))

    answers = [client.get(page) for page in ("/account/", "/organisations/", "/groups/")]

    assert [answer.headers.get("Location") for answer in answers] == [address] * 3


def test_setting_it_up_opens_the_site_and_shows_recovery_codes(client, open_account, heard):
    user = open_account("amina@millbrook.example", "board-member")
    log_in(client, user)

    set_up(client)

    asked = client.get("/account/second-step/recovery/").content.decode()
    page = client.post("/account/second-step/recovery/").content.decode()
    assert "Show my recovery codes" in asked
    assert "10 of 10 are left" in page
    assert client.get("/account/").status_code == 200
    assert "SecondStepSet" in [type(told).__name__ for told in heard]
    assert not queries.second_step_due(user_id=user.pk, on=ON)


def test_the_picture_comes_with_the_key_in_letters(client, open_account):
    log_in(client, open_account("amina@millbrook.example", "board-member"))

    page = client.get("/account/second-step/set/").content.decode()

    assert 'src="data:image/svg+xml;base64,' in page
    assert client.session["mfa.totp.secret"] in page


def test_a_wrong_code_says_what_to_do(client, open_account):
    log_in(client, open_account("amina@millbrook.example", "board-member"))

    page = client.post("/account/second-step/set/", {"code": "000000"}).content.decode()

    assert "That code is not right. Wait for the next one and enter it." in page


def test_the_next_log_in_asks_for_the_code(client, open_account):
    user = open_account("amina@millbrook.example", "board-member")
    log_in(client, user)
    secret = set_up(client)
    client.post("/account/logout/")
    cache.clear()

    answer = log_in(client, user)
    before = client.get("/account/")
    client.post("/account/second-step/code/", {"code": code_for(secret)})

    assert answer.headers["Location"] == "/account/second-step/code/"
    assert before.headers["Location"].startswith("/account/login/")
    assert client.get("/account/").status_code == 200


def test_a_recovery_code_opens_the_account_once(client, open_account):
    user = open_account("amina@millbrook.example", "board-member")
    log_in(client, user)
    set_up(client)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    client.post("/account/logout/")

    log_in(client, user)
    client.post("/account/second-step/code/", {"code": codes[0]})
    opened = client.get("/account/").status_code
    client.post("/account/logout/")
    log_in(client, user)
    client.post("/account/second-step/code/", {"code": codes[0]})

    assert opened == 200
    assert client.get("/account/").status_code == 302


def test_the_secret_is_not_kept_in_the_clear(client, open_account):
    log_in(client, open_account("amina@millbrook.example", "board-member"))

    secret = set_up(client)

    kept = Authenticator.objects.get(type="totp")
    assert secret not in str(kept.data)
    assert kept.wrap().validate_code(code_for(secret))


def test_a_secret_that_no_key_opens_fits_no_code(client, open_account, settings):
    log_in(client, open_account("amina@millbrook.example", "board-member"))
    secret = set_up(client)
    cache.clear()

    settings.SECRET_KEY = "another-key-altogether"

    assert not Authenticator.objects.get(type="totp").wrap().validate_code(code_for(secret))


def test_an_earlier_key_of_the_site_still_opens_it(client, open_account, settings):
    log_in(client, open_account("amina@millbrook.example", "board-member"))
    secret = set_up(client)
    cache.clear()

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-altogether"

    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_for(secret))


def test_an_administrator_takes_away_a_lost_second_step(client, open_account, administrator, heard):
    user = open_account("amina@millbrook.example", "board-member")
    log_in(client, user)
    set_up(client)
    heard.clear()

    actions.reset_second_step(by=administrator, at=AT, user_id=user.pk)

    assert queries.second_step_due(user_id=user.pk, on=ON)
    assert [type(told).__name__ for told in heard] == ["SecondStepRemoved"]
    assert client.get("/account/").headers["Location"] == "/account/second-step/set/"


def test_whoever_takes_theirs_away_is_asked_to_set_up_a_new_one(client, open_account):
    log_in(client, open_account("amina@millbrook.example", "board-member"))
    set_up(client)

    assert (
        "Take away your second step" in client.get("/account/second-step/remove/").content.decode()
    )
    client.post("/account/second-step/remove/")

    assert client.get("/account/").headers["Location"] == "/account/second-step/set/"


def test_new_recovery_codes_take_the_place_of_the_old(client, open_account):
    log_in(client, open_account("amina@millbrook.example", "board-member"))
    set_up(client)
    old = shown_codes(client)

    client.post("/account/second-step/recovery/new/")

    new = shown_codes(client)
    assert len(old) == len(new) == 10
    assert not old & new
