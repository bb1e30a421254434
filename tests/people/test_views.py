"""Each page once, through the client."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.urls import reverse

from marram.people import actions, queries
from marram.people.models import Organisation, RoleHeld, User
from tests.people.conftest import AT, ON, PASSWORD


@pytest.fixture(autouse=True)
def no_limit_reached(db):
    cache.clear()


def log_in(client, email="amina@millbrook.example", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.fixture
def officer(client, open_account):
    """A board officer who is logged in, with a second step set up."""
    user = open_account("olu@millbrook.example", "board-officer")
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    return user


@pytest.fixture
def logged_in_administrator(client, open_account):
    user = open_account("admin@millbrook.example", "administrator")
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    return user


def test_a_person_logs_in_and_reads_what_they_may_do_and_why(client, council, open_account):
    open_account("amina@millbrook.example", "plan-lead", organisations=("millbrook-council",))

    response = log_in(client)

    assert response.headers["Location"] == "/account/"
    page = client.get("/account/").content.decode()
    assert "Plan lead, since 2 March 2026" in page
    assert "Millbrook Council" in page
    assert "Strategy: run plans" in page


def test_the_case_of_an_address_does_not_matter(client, open_account):
    open_account("amina@millbrook.example")

    assert log_in(client, email="Amina@Millbrook.Example").status_code == 302


def test_a_wrong_password_says_what_to_do(client, open_account):
    open_account("amina@millbrook.example")

    page = log_in(client, password="wrong-wrong-wrong").content.decode()

    assert "The email address or the password is not right. Check both and try again." in page
    assert "<title>Error: Log in - Marram</title>" in page


def test_an_ended_account_does_not_log_in(client, open_account, administrator):
    open_account("admin@millbrook.example", "administrator")
    user = open_account("amina@millbrook.example")
    actions.end_account(by=administrator, at=AT, on=ON, user_id=user.pk)

    log_in(client)

    assert client.get("/account/").headers["Location"].startswith("/account/login/")


def test_an_account_that_ends_while_its_holder_is_at_work_is_out_at_once(
    client, open_account, administrator
):
    open_account("admin@millbrook.example", "administrator")
    user = open_account("amina@millbrook.example")
    log_in(client)
    actions.end_account(by=administrator, at=AT, on=ON, user_id=user.pk)

    assert client.get("/account/").headers["Location"].startswith("/account/login/")


def test_after_five_wrong_passwords_the_right_one_has_to_wait(client, open_account):
    open_account("amina@millbrook.example")

    for _ in range(5):
        log_in(client, password="wrong-wrong-wrong")

    assert "Wait five minutes" in log_in(client).content.decode()


def test_whoever_tries_too_often_from_one_place_is_told_to_wait(client, open_account, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [log_in(client, password="wrong-wrong-wrong") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Wait five minutes" in answers[-1].content.decode()


def test_logging_out_takes_a_button_and_not_a_link(client, open_account):
    open_account("amina@millbrook.example")
    log_in(client)

    assert client.get("/account/logout/").status_code == 200
    assert client.get("/account/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/account/").status_code == 302


def test_nobody_signs_up_by_themselves(client, db):
    page = client.get("/account/by-invitation/").content.decode()
    client.post(
        "/account/by-invitation/",
        {"email": "x@y.example", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert "Accounts are opened by invitation" in page
    assert not User.objects.exists()


def test_a_forgotten_password_is_reset_by_mail(client, open_account, mailoutbox, heard):
    open_account("amina@millbrook.example")

    client.post("/account/password/reset/", {"email": "amina@millbrook.example"})
    [link] = re.findall(r"http://testserver(/account/password/reset/\S+)", mailoutbox[0].body)
    form = client.get(client.get(link).headers["Location"])
    answer = client.post(
        form.request["PATH_INFO"], {"password1": "sand-sea-star-2", "password2": "sand-sea-star-2"}
    )

    assert answer.headers["Location"] == "/account/password/reset/done/"
    assert log_in(client, password="sand-sea-star-2").headers["Location"] == "/account/"
    assert "PasswordChanged" in [type(told).__name__ for told in heard]
    assert "no longer works" in client.get(link).content.decode()


def test_asking_for_an_unknown_address_looks_the_same(client, db, mailoutbox):
    answer = client.post("/account/password/reset/", {"email": "nobody@millbrook.example"})

    assert answer.headers["Location"] == "/account/password/reset/sent/"
    assert "There is no account with that address" in mailoutbox[0].body


def test_a_password_is_changed_by_whoever_knows_the_old_one(client, open_account):
    open_account("amina@millbrook.example")
    log_in(client)

    client.post(
        "/account/password/",
        {"oldpassword": PASSWORD, "password1": "sand-sea-star-2", "password2": "sand-sea-star-2"},
    )

    client.post("/account/logout/")
    assert log_in(client, password="sand-sea-star-2").headers["Location"] == "/account/"


PAGES_OF_THE_LOG_IN = [
    ("/account/login/", "Log in"),
    ("/account/by-invitation/", "Accounts are opened by invitation"),
    ("/account/password/reset/", "Get a new password"),
    ("/account/password/reset/sent/", "Look at your mail"),
    ("/account/password/reset/done/", "Your password is changed"),
    ("/account/inactive/", "This account has ended"),
]


@pytest.mark.parametrize(("address", "title"), PAGES_OF_THE_LOG_IN)
def test_a_page_of_the_log_in_opens_without_an_account(client, db, address, title):
    page = client.get(address).content.decode()

    assert f"<title>{title} - Marram</title>" in page


def test_somebody_invited_opens_their_account_and_logs_in(
    client, council, logged_in_administrator, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            "/people/invite/",
            {
                "name": "Bo",
                "email": "bo@millbrook.example",
                "roles": ["partner-contributor"],
                "organisation": "millbrook-council",
            },
        )
    [link] = re.findall(r"http://testserver(/join/\S+)", mailoutbox[0].body)
    client.logout()
    assert "You will log in as bo@millbrook.example" in client.get(link).content.decode()

    client.post(link, {"name": "Bo", "password": PASSWORD, "again": PASSWORD})

    assert log_in(client, email="bo@millbrook.example").headers["Location"] == "/account/"
    assert client.get(link).status_code == 404


def test_an_invitation_says_when_the_two_passwords_differ(client, administrator, db):
    tokens = []
    actions.invite(
        by=administrator,
        at=AT.replace(year=2090),
        email="bo@millbrook.example",
        name="Bo",
        roles=[],
        address_of=lambda token: tokens.append(token) or "",
    )

    page = client.post(
        f"/join/{tokens[0]}/", {"name": "Bo", "password": PASSWORD, "again": PASSWORD + "x"}
    ).content.decode()

    assert "The two passwords differ. Enter the same one twice." in page
    assert PASSWORD not in page


def test_an_administrator_changes_roles(client, logged_in_administrator, open_account):
    user = open_account("amina@millbrook.example", "analyst")

    client.post(f"/people/{user.pk}/roles/", {"roles": ["plan-lead"], "seen_version": 1})

    held = RoleHeld.objects.filter(user=user, ends_on=None).values_list("role", flat=True)
    assert list(held) == ["plan-lead"]


def test_the_second_of_two_administrators_sees_the_roles_the_first_gave(
    client, logged_in_administrator, open_account
):
    user = open_account("amina@millbrook.example", "analyst")
    client.post(f"/people/{user.pk}/roles/", {"roles": ["plan-lead"], "seen_version": 1})

    page = client.post(
        f"/people/{user.pk}/roles/", {"roles": ["schools-lead"], "seen_version": 1}
    ).content.decode()

    assert "Saved by somebody else in the meantime: plan-lead." in page
    assert re.search(r'value="schools-lead"[^>]* checked', page)
    assert re.search(r'name="seen_version" value="2"', page)


def test_an_administrator_sees_everybody_and_who_waits(
    client, logged_in_administrator, open_account
):
    user = open_account("amina@millbrook.example", "board-member")

    page = client.get("/people/?search=amina").content.decode()

    assert f'href="/people/{user.pk}/"' in page
    assert "Missing" in page
    assert "admin@millbrook.example" not in page


def test_an_administrator_ends_and_reopens_an_account(
    client, logged_in_administrator, open_account
):
    user = open_account("amina@millbrook.example", "analyst")

    client.post(f"/people/{user.pk}/end/")
    ended = client.get(f"/people/{user.pk}/").content.decode()
    client.post(f"/people/{user.pk}/reopen/")

    assert "Open the account again" in ended
    user.refresh_from_db()
    assert user.is_active


@pytest.mark.parametrize(
    "address",
    ["/people/", "/people/invite/", "/organisations/add/", "/groups/add/"],
)
def test_a_partner_may_not_enter_an_administrators_page(client, open_account, address):
    client.force_login(open_account("amina@millbrook.example", "partner-contributor"))

    response = client.get(address)

    assert response.status_code == 403
    assert "Only a" in response.content.decode()


def test_a_person_may_not_read_a_colleagues_account(client, open_account):
    client.force_login(open_account("amina@millbrook.example", "partner-contributor"))
    other = open_account("bo@millbrook.example")

    assert client.get(f"/people/{other.pk}/").status_code == 404


def test_a_resident_finds_an_organisation_by_words_and_sector(client, council):
    found = client.get("/organisations/?search=millbrook&sector=council").content.decode()
    none = client.get("/organisations/?search=millbrook&sector=fire").content.decode()

    assert "1 organisation<" in found and 'href="/organisations/millbrook-council/"' in found
    assert "No organisation fits." in none


def test_a_resident_reads_an_organisation_and_its_groups(client, board):
    page = client.get("/organisations/millbrook-council/").content.decode()

    assert "Millbrook Health and Wellbeing Board" in page
    assert "Change" not in re.sub(r"(?s)<header.*?</header>", "", page)


def test_an_officer_changes_an_organisation(client, council, officer):
    answer = client.post(
        "/organisations/millbrook-council/change/",
        {"name": "Millbrook Borough Council", "sector": "council", "seen_version": 1},
    )

    assert answer.headers["Location"] == "/organisations/millbrook-council/"
    assert Organisation.objects.get().name == "Millbrook Borough Council"


def test_an_officer_who_is_second_loses_nothing_and_sees_both_texts(
    client, council, officer, administrator
):
    actions.amend_organisation(
        by=administrator,
        at=AT,
        slug="millbrook-council",
        seen_version=1,
        fields={"name": "Millbrook Borough Council"},
    )
    address = "/organisations/millbrook-council/change/"
    mine = {"name": "Council of Millbrook", "sector": "council", "seen_version": "1"}

    page = client.post(address, mine).content.decode()
    client.post(address, mine | {"seen_version": "2", "keep-name": "yours"})

    assert re.search(r'name="seen_version" value="2"', page)
    assert "Millbrook Borough Council" in page and 'value="Council of Millbrook"' in page
    assert Organisation.objects.get().name == "Council of Millbrook"


def test_an_officer_who_is_second_may_keep_the_other_text_field_by_field(
    client, council, officer, administrator
):
    actions.amend_organisation(
        by=administrator,
        at=AT,
        slug="millbrook-council",
        seen_version=1,
        fields={"name": "Millbrook Borough Council", "sector": "fire", "ended_on": ON},
    )
    address = "/organisations/millbrook-council/change/"
    mine = {"name": "Council of Millbrook", "sector": "council", "seen_version": "1"}

    page = client.post(address, mine).content.decode()
    sent = dict(re.findall(r'name="(theirs-[a-z_]+)" value="([^"]*)"', page))
    kept = {name.replace("theirs-", "keep-"): "theirs" for name in sent}
    client.post(address, mine | sent | kept | {"seen_version": "2", "keep-name": "yours"})

    now = Organisation.objects.get()
    assert "2 March 2026" in page
    assert sent["theirs-ended_on"] == "2026-03-02"
    assert (now.name, now.sector, now.ended_on) == ("Council of Millbrook", "fire", ON)


def test_the_second_editor_of_a_group_chooses_between_two_lists_of_members(
    client, board, officer, administrator
):
    actions.amend_group(
        by=administrator,
        at=AT,
        slug="millbrook-board",
        seen_version=1,
        fields={},
        members=["millbrook-council", "a bishop"],
    )
    address = "/groups/millbrook-board/change/"
    mine = {"name": "Board", "members": "millbrook-council", "seen_version": "1"}

    page = client.post(address, mine).content.decode()
    sent = dict(re.findall(r'name="(theirs-members)" value="([^"]*)"', page))
    client.post(address, mine | sent | {"keep-members": "theirs", "seen_version": "2"})

    members = queries.group(viewer=administrator, slug="millbrook-board", on=ON).members
    assert [member.name for member in members] == ["Millbrook Council", "a bishop"]


@pytest.mark.parametrize("address", ["/organisations/", "/groups/"])
def test_a_list_can_be_taken_away_as_a_file(client, board, address):
    file = client.get(f"{address}?format=csv")
    book = client.get(f"{address}?format=xlsx")

    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "millbrook-" in file.content.decode("utf-8-sig")
    assert book.content.startswith(b"PK")


def test_an_officer_adds_a_group_and_appoints_its_chair(client, board, officer):
    client.post(
        "/groups/add/",
        {"slug": "executive", "name": "Executive", "parent": "millbrook-board", "members": "one"},
    )
    client.post(
        "/groups/executive/appoint/",
        {
            "post": "Chair",
            "holder_role": "Director of Public Health",
            "starts_on-day": "1",
            "starts_on-month": "4",
            "starts_on-year": "2025",
        },
    )

    page = client.get("/groups/executive/").content.decode()
    assert "Director of Public Health" in page
    assert re.search(r"Millbrook Health and Wellbeing Board</a>\s*→ Executive", page)
    assert "since 1 April 2025" in page


def test_a_circle_of_groups_is_refused_beside_the_form(client, board, officer):
    client.post("/groups/add/", {"slug": "executive", "name": "Ex", "parent": "millbrook-board"})

    page = client.post(
        "/groups/millbrook-board/change/",
        {"name": "Board", "parent": "executive", "seen_version": 1},
    ).content.decode()

    assert "the line upwards would run in a circle" in page


def test_a_resident_reads_the_tree_of_groups_and_what_is_not_settled(client, board):
    page = client.get("/groups/").content.decode()

    assert "1 group: boards" in page
    assert "No chair (1)" in page


def test_the_pages_ask_the_same_number_of_questions_however_long_they_are(
    client, administrator, db, django_assert_max_num_queries
):
    def grow(number):
        rows = [
            {"slug": f"o{each}", "name": f"Body {each}", "sector": "VCSE"} for each in range(number)
        ]
        actions.record_organisations(by=administrator, at=AT, rows=rows)
        groups = [
            {"slug": f"g{each}", "name": f"Group {each}", "parent": "", "members": "o0; o1"}
            for each in range(number)
        ]
        actions.record_groups(by=administrator, at=AT, rows=groups)

    for number in (2, 50):
        grow(number)
        with django_assert_max_num_queries(3):
            queries.organisations(viewer=administrator)
        with django_assert_max_num_queries(1):
            queries.group_tree(viewer=administrator)
        with django_assert_max_num_queries(4):
            queries.organisation(viewer=administrator, slug="o0", on=ON)
        with django_assert_max_num_queries(3):
            queries.group(viewer=administrator, slug="g0", on=ON)
        with django_assert_max_num_queries(5):
            queries.accounts(viewer=administrator, at=AT, on=ON)
