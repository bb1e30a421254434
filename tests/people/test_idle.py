"""Being signed out for doing nothing, without losing what was typed."""

import html
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from marram.people.models import KeptTyping, Organisation
from marram.people.views import idle
from tests.people.conftest import PASSWORD


ADDRESS = "/organisations/millbrook-council/change/"
TYPED = {"name": "Millbrook Borough Council", "sector": "council", "seen_version": "1"}


@pytest.fixture(autouse=True)
def officers_need_no_second_step(db, monkeypatch):
    """These tests are about the session; those of the second step stand elsewhere."""
    monkeypatch.setattr("marram.people.vocabulary.second_step_roles", frozenset)
    cache.clear()


@pytest.fixture
def officer(open_account):
    return open_account("olu@millbrook.example", "board-officer")


@pytest.fixture
def other(open_account):
    return open_account("amina@millbrook.example", "board-officer")


def log_in(client, user, **more):
    return client.post("/account/login/", {"login": user.email, "password": PASSWORD, **more})


def leave_for(client, minutes):
    session = client.session
    session[idle.LAST_SEEN] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    session.save()


def kept_form(page):
    """Return where a kept form is sent, and what is sent with it, as a browser would."""
    text = page.content.decode()
    form = re.search(r'<form method="post" action="([^"]+)" enctype', text)
    assert form, text
    inside = text[form.end() : text.index("</form>", form.end())]
    fields = re.findall(r'<textarea hidden name="([^"]+)">\n(.*?)</textarea>', inside, re.S)
    number = re.search(r'name="kept_typing" value="(\d+)"', inside)
    sent = {name: html.unescape(value) for name, value in fields}
    return html.unescape(form[1]), sent | {"kept_typing": number[1]}


def test_a_form_sent_after_the_session_went_idle_is_kept_and_sent_again(client, council, officer):
    log_in(client, officer)
    leave_for(client, minutes=31)

    answer = client.post(ADDRESS, TYPED, follow=True)
    back = log_in(client, officer, next="/account/typed/")
    address, sent = kept_form(client.get(back.headers["Location"]))
    saved = client.post(address, sent)

    assert answer.redirect_chain[-1][0] == "/account/login/?next=/account/typed/"
    assert "What you typed is safe" in answer.content.decode()
    assert Organisation.objects.get().version == 2
    assert Organisation.objects.get().name == "Millbrook Borough Council"
    assert saved.headers["Location"] == "/organisations/millbrook-council/"
    assert not KeptTyping.unscoped.exists()


def test_what_was_typed_comes_back_to_the_letter(client, council, officer):
    words = "\nFirst <b>line</b> & “quotes”\r\nsecond"
    log_in(client, officer)
    leave_for(client, minutes=31)

    client.post(ADDRESS, TYPED | {"part_played": words})
    log_in(client, officer)

    _, sent = kept_form(client.get("/account/typed/"))
    assert sent["part_played"] == words


def test_a_session_within_the_limit_goes_on(client, council, officer):
    log_in(client, officer)
    leave_for(client, minutes=29)

    assert client.post(ADDRESS, TYPED).headers["Location"].startswith("/organisations/")


def test_using_the_site_keeps_the_session_alive(client, council, officer):
    log_in(client, officer)
    leave_for(client, minutes=29)
    client.get("/account/")

    seen = client.session[idle.LAST_SEEN]

    assert timezone.now().isoformat()[:16] <= seen[:16]


def test_a_page_asked_for_after_the_limit_is_shown_as_to_a_resident(client, council, officer):
    log_in(client, officer)
    leave_for(client, minutes=31)

    answer = client.get("/organisations/millbrook-council/", follow=True)

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_form_sent_without_its_session_cookie_is_kept_for_whoever_logs_in_next(
    client, council, officer
):
    log_in(client, officer)
    del client.cookies["sessionid"]

    answer = client.post(ADDRESS, TYPED)
    log_in(client, officer)
    address, sent = kept_form(client.get("/account/typed/"))
    client.post(address, sent)

    assert answer.headers["Location"] == "/account/typed/"
    assert Organisation.objects.get().name == "Millbrook Borough Council"


def test_what_somebody_claimed_is_not_shown_to_the_next_who_logs_in(
    client, council, officer, other
):
    client.post(ADDRESS, TYPED)
    log_in(client, officer)
    client.post("/account/logout/")

    log_in(client, other)

    assert "Nothing is kept for you" in client.get("/account/typed/").content.decode()
    assert KeptTyping.unscoped.get().user == officer


def test_another_browser_claims_nothing(client, council, officer):
    client.post(ADDRESS, TYPED)
    elsewhere = Client()

    log_in(elsewhere, officer)

    assert "Nothing is kept for you" in elsewhere.get("/account/typed/").content.decode()


def test_a_stranger_has_an_hour_to_log_in(client, council, officer):
    client.post(ADDRESS, TYPED)
    KeptTyping.unscoped.update(kept_at=timezone.now() - timedelta(minutes=61))

    log_in(client, officer)

    assert "Nothing is kept for you" in client.get("/account/typed/").content.decode()


def test_what_is_kept_is_gone_after_seven_days(client, council, officer):
    log_in(client, officer)
    leave_for(client, minutes=31)
    client.post(ADDRESS, TYPED)
    KeptTyping.unscoped.update(kept_at=timezone.now() - timedelta(days=7, minutes=1))

    log_in(client, officer)

    assert "Nothing is kept for you" in client.get("/account/typed/").content.decode()


def test_it_can_be_thrown_away_by_its_owner_alone(client, council, officer, other):
    log_in(client, officer)
    leave_for(client, minutes=31)
    client.post(ADDRESS, TYPED)
    number = KeptTyping.unscoped.get().pk
    thief = Client()
    log_in(thief, other)

    assert thief.post(f"/account/typed/{number}/discard/").status_code == 404
    log_in(client, officer)
    client.post(f"/account/typed/{number}/discard/")

    assert not KeptTyping.unscoped.exists()


def test_a_file_is_not_kept_and_the_page_says_so(client, council, officer):
    log_in(client, officer)
    leave_for(client, minutes=31)
    client.post(ADDRESS, TYPED | {"file": SimpleUploadedFile("evidence.pdf", b"%PDF")})

    log_in(client, officer)
    page = client.get("/account/typed/").content.decode()

    assert "Not kept: the file evidence.pdf" in page


def test_passwords_are_never_kept(client, council, officer):
    log_in(client, officer)
    leave_for(client, minutes=31)

    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": "a", "password2": "a"})
    client.post(ADDRESS, TYPED | {"new_password": "secret"})

    assert not KeptTyping.unscoped.filter(path="/account/password/").exists()
    assert "secret" not in str(list(KeptTyping.unscoped.values_list("fields", flat=True)))


def test_a_script_that_saves_is_told_in_a_sentence_and_the_page_is_kept(client, council, officer):
    log_in(client, officer)
    leave_for(client, minutes=31)

    answer = client.post(
        ADDRESS,
        TYPED | {"autosave": "1"},
        headers={"X-Requested-With": "fetch", "Referer": f"http://testserver{ADDRESS}?tab=2"},
    )

    assert answer.status_code == 401
    assert "What you typed is kept." in answer.json()["reason"]
    assert KeptTyping.unscoped.get().path == f"{ADDRESS}?tab=2"


def test_a_form_from_before_a_new_log_in_is_kept_when_it_comes_from_our_own_page(council, officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)

    ours = client.post(ADDRESS, TYPED, headers={"Origin": "http://testserver"})
    forged = client.post(ADDRESS, TYPED, headers={"Origin": "http://evil.example"})
    silent = client.post(ADDRESS, TYPED)

    assert ours.headers["Location"] == "/account/typed/"
    assert (forged.status_code, silent.status_code) == (403, 403)
    assert "Go back, load the page again" in forged.content.decode()
    assert KeptTyping.unscoped.count() == 1
    assert Organisation.objects.get().version == 1


def test_the_ledger_learns_the_page_and_nothing_that_was_typed(client, council, officer, heard):
    log_in(client, officer)
    leave_for(client, minutes=31)
    heard.clear()

    client.post(ADDRESS, TYPED)

    [told] = heard
    assert told.after == {"path": ADDRESS}
    assert "Borough" not in repr(told)


def test_a_stranger_leaves_thirty_forms_an_hour_and_no_more(client, council):
    answers = [client.post(f"{ADDRESS}?{number}", TYPED) for number in range(31)]

    assert KeptTyping.unscoped.count() == 30
    assert answers[-1].headers["Location"].startswith("/account/login/")


def test_a_stranger_cannot_leave_an_endless_form(client, council):
    client.post(ADDRESS, TYPED | {"name": "x" * (idle.MOST_CHARACTERS + 1)})

    assert not KeptTyping.unscoped.exists()
