"""The pages of update rounds, through the client, with the links read from the mails."""

import csv
import io
import logging
import re
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from marram.people.models import Appointment, RoleHeld, User
from marram.strategy.actions import plans, rounds
from marram.strategy.models import Action, Draft, Invitation, Round, Update
from marram.strategy.rules.answers import UNCHANGED
from marram.strategy.views import private_links
from tests.strategy.rounds.conftest import add, open_round, secret_in


@pytest.fixture(autouse=True)
def counting_starts_anew():
    private_links.misses.forget()
    private_links.posts.forget()


@pytest.fixture
def opened(lead, actions, django_capture_on_commit_callbacks):
    """A round that is open today, by the real clock, since pages read it."""
    at = timezone.now() - timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        return open_round(lead, at=at, closes_on=at.date() + timedelta(days=20))


@pytest.fixture
def secret(opened, mailoutbox):
    health = next(each for each in mailoutbox if each.to == ["health@millbrook.example"])
    return secret_in(health)


@pytest.fixture
def url(secret):
    return reverse("strategy:update-link", kwargs={"secret": secret})


def logged_in(client, actor, role, organisation=None):
    """Let the person behind an actor hold a role, speak for an organisation and log in."""
    user = User.objects.get(pk=actor.user_id)
    RoleHeld.objects.create(user=user, role=role, starts_on=date(2025, 1, 1))
    if organisation:
        Appointment.objects.create(
            user=user, organisation=organisation, post="Contributor", starts_on=date(2025, 1, 1)
        )
    client.force_login(user)
    return client


@pytest.fixture
def led(client, lead):
    return logged_in(client, lead, "plan-lead")


@pytest.fixture
def partner(contributor, health):
    return logged_in(Client(), contributor, "partner-contributor", health)


class Fields(HTMLParser):
    """What a browser would send of a page's forms, and where the tab key stops within them.

    Radios of one question are one stop. Boxes that a browser hides until they are wanted count.
    """

    def __init__(self, page):
        super().__init__()
        self.sent, self.stops = {}, []
        self._area, self._in_form = "", False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        self._in_form = self._in_form or tag == "form"
        if self._in_form and tag in ("input", "textarea", "button", "summary"):
            getattr(self, f"_{tag}")(has)

    def handle_data(self, text):
        if self._area:
            self.sent[self._area] = text.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = ""
        if tag == "form":
            self._in_form = False

    def _input(self, has):
        kind, name = has.get("type", "text"), has["name"]
        if kind == "radio":
            self.sent |= {name: has["value"]} if "checked" in has else {}
        else:
            self.sent.setdefault(name, []).append(has.get("value", ""))
        if kind != "hidden" and name not in self.stops:
            self.stops.append(name)

    def _textarea(self, has):
        self._area = has["name"]
        self.sent[self._area] = ""
        self.stops.append(self._area)

    def _button(self, has):
        if has.get("tabindex") != "-1":
            self.stops.append(has.get("value", "button"))

    def _summary(self, has):
        self.stops.append("summary")


def form_of(client, url):
    """Return what a browser would send from a page that nobody has touched."""
    return Fields(client.get(url).content.decode()).sent


def fill(client, url, do="all", **changed):
    """Open the page, change some fields ("hub_001_text") and press a button."""
    typed = {re.sub(r"^(\w+)_(\d+)_", r"\1-\2-", name): value for name, value in changed.items()}
    return client.post(url, {**form_of(client, url), **typed, "do": do}, follow=True)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# --- A mailed link --------------------------------------------------------------------------


def test_a_partner_answers_from_the_mail_without_logging_in(client, url, opened):
    answered = fill(
        client,
        url,
        hub_001_status="on-track",
        hub_001_text="The keys have come.",
        hub_002_status=UNCHANGED,
        hub_003_status="off-track",
        hub_003_reason="The roof leaks.",
    )

    assert "Sent: 3 actions updated." in text_of(answered)
    assert "Thank you. You have answered all 3." in text_of(answered)
    assert {each.action_id: (each.text, each.reason) for each in Update.objects.all()} == {
        "hub-001": ("The keys have come.", ""),
        "hub-002": ("Nothing has changed since the last update.", ""),
        "hub-003": ("The roof leaks.", "The roof leaks."),
    }


def test_the_page_shows_what_when_and_the_last_word_of_each_action(client, url, contributor):
    plans.report_progress(
        by=contributor,
        at=timezone.now() - timedelta(days=30),
        action_code="hub-001",
        text="A room was found.",
        rating="at-risk",
    )

    page = text_of(client.get(url))

    assert "Open drop-in number 1 Due 31 March 2026. Status now: At risk ." in page
    assert "Partner of Public Health (At risk): A room was found." in page
    assert "Nothing has changed: still At risk" in page
    assert "Off track Will be late or not done" in page
    assert "Open drop-in number 4" not in page


def test_a_part_is_sent_now_and_the_rest_stays_waiting(client, url, opened):
    answered = fill(client, url, hub_001_text="The keys have come.")

    assert "1 of 3 answered." in text_of(answered)
    assert Update.objects.count() == 1


def test_one_action_is_sent_alone_and_the_words_about_others_are_kept(client, url):
    fill(client, url, do="one:hub-001", hub_001_text="The keys have come.", hub_002_text="Half a")

    assert [each.action_id for each in Update.objects.all()] == ["hub-001"]
    assert form_of(client, url)["hub-002-text"] == "Half a"


def test_a_missing_reason_is_asked_for_at_its_box_and_nothing_typed_is_lost(client, url):
    page = fill(
        client,
        url,
        hub_001_text="All well.",
        hub_003_status="complete",
        hub_003_evidence="Minute 4",
    )

    html = page.content.decode()
    assert page.status_code == 422
    assert "<title>Error: Summer update" in html
    assert 'href="#hub-003-reason"' in html
    assert "A3: Say in a sentence why the action moves to “Complete”." in text_of(page)
    sent = Fields(html).sent
    assert (sent["hub-001-text"], sent["hub-003-status"]) == ("All well.", "complete")
    assert sent["hub-003-evidence"] == ["Minute 4"]
    assert not Update.objects.exists()
    assert Draft.objects.count() == 2


def test_a_draft_is_saved_without_javascript_by_a_button(client, url):
    page = fill(client, url, do="draft", hub_001_text="Half a sent")

    assert "Nothing has been sent yet." in text_of(page)
    assert form_of(Client(), url)["hub-001-text"] == "Half a sent"
    assert not Update.objects.exists()


def test_enter_in_a_box_only_saves_a_draft(client, url):
    """Enter presses the first button of the form, whichever box it was pressed in."""
    html = client.get(url).content.decode()

    first = re.search(r"<button[^>]*>", html[html.index("data-autosave=") :]).group()
    assert 'value="draft"' in first
    assert 'tabindex="-1"' in first


def test_what_is_typed_is_saved_by_the_script(client, url, secret):
    sent = {**form_of(client, url), "hub-001-text": "As I type", "autosave": "1"}

    saved = client.post(
        reverse("strategy:link-drafts", kwargs={"secret": secret}),
        sent,
        headers={"x-requested-with": "fetch"},
    )

    assert re.fullmatch(r"\d\d:\d\d", saved.json()["saved_at"])
    assert Draft.objects.get().text == "As I type"


def test_the_script_says_when_another_window_gave_way(client, url, secret):
    drafts = reverse("strategy:link-drafts", kwargs={"secret": secret})
    first, second = form_of(client, url), form_of(client, url)
    client.post(drafts, {**first, "hub-001-text": "In the first"})

    saved = client.post(drafts, {**second, "hub-001-text": "In the second"})

    assert "Another window had saved “In the first” about hub-001" in saved.json()["note"]


def test_the_script_is_told_in_a_sentence_when_nothing_can_be_saved(client, url, secret, lead):
    sent = {**form_of(client, url), "hub-001-text": "Too late"}
    rounds.close_round(by=lead, at=timezone.now(), round_id=Round.objects.get().pk)

    saved = client.post(reverse("strategy:link-drafts", kwargs={"secret": secret}), sent)

    assert saved.status_code == 409
    assert saved.json()["reason"].startswith("This round was closed on")


def test_when_somebody_else_reported_meanwhile_both_texts_are_on_the_page(client, url, contributor):
    typed = {**form_of(client, url), "hub-001-text": "My words", "do": "all"}
    plans.report_progress(
        by=contributor, at=timezone.now(), action_code="hub-001", text="Their words"
    )

    page = client.post(url, typed)

    assert "Somebody reported on hub-001 while you were writing." in text_of(page)
    assert "Their words" in text_of(page)
    assert Fields(page.content.decode()).sent["hub-001-text"] == "My words"
    assert Update.objects.count() == 1


def test_after_reading_their_words_one_more_press_sends_mine(client, url, contributor):
    typed = {**form_of(client, url), "hub-001-text": "My words", "do": "all"}
    plans.report_progress(
        by=contributor, at=timezone.now(), action_code="hub-001", text="Their words"
    )
    again = Fields(client.post(url, typed).content.decode()).sent

    client.post(url, {**again, "do": "all"})

    assert {each.text for each in Update.objects.all()} == {"Their words", "My words"}


def test_a_closed_round_says_so_kindly_whom_to_ask_and_what_was_typed(client, url, lead):
    fill(client, url, do="draft", hub_001_text="Half a sent")
    rounds.close_round(by=lead, at=timezone.now(), round_id=Round.objects.get().pk)

    page = client.get(url)

    assert page.status_code == 200
    assert "This round was closed on" in text_of(page)
    assert "please write to Plan lead of Millbrook" in text_of(page)
    assert "hub-001: Half a sent" in text_of(page)
    assert "<form" not in page.content.decode().partition("<main")[2].partition("</main>")[0]


def test_what_is_sent_just_after_the_close_is_shown_to_be_copied(client, url, lead):
    typed = {**form_of(client, url), "hub-001-text": "Just too late", "do": "all"}
    rounds.close_round(by=lead, at=timezone.now(), round_id=Round.objects.get().pk)

    page = client.post(url, typed)

    assert "hub-001: Just too late" in text_of(page)
    assert not Update.objects.exists()


def test_a_wrong_link_says_what_to_do(client, opened):
    page = client.get(reverse("strategy:update-link", kwargs={"secret": "x" * 43}))

    assert page.status_code == 404
    assert "Use the link in the newest mail" in text_of(page)


def test_the_page_behind_a_link_is_not_kept_passed_on_or_found(client, url, secret):
    for page in (
        client.get(url),
        client.post(reverse("strategy:link-drafts", kwargs={"secret": secret}), {}),
        client.get(reverse("strategy:update-link", kwargs={"secret": "wrong"})),
    ):
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["Cache-Control"] == "no-store"
        assert page["X-Robots-Tag"] == "noindex"


def test_a_link_works_for_a_browser_that_sends_no_origin_and_no_token(url):
    """A page without referrer makes the browser send "Origin: null" with its forms."""
    strict = Client(enforce_csrf_checks=True)
    sent = form_of(strict, url)
    sent.pop("csrfmiddlewaretoken", None)

    page = strict.post(
        url, {**sent, "hub-001-text": "Well.", "do": "all"}, headers={"origin": "null"}
    )

    assert page.status_code == 302
    assert Update.objects.count() == 1


def test_opening_a_link_writes_nothing_so_that_a_mail_scanner_does_no_harm(client, url):
    before = Invitation.objects.values_list().get(email="health@millbrook.example")

    client.get(url)
    client.head(url)

    assert Invitation.objects.values_list().get(email="health@millbrook.example") == before


def test_the_secret_is_in_no_log(client, url, secret, lead, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get(f"/updates/{secret}x/")
        client.get(f"/updates/{secret}/nowhere/")
        client.put(url)

    assert len(caplog.records) >= 3
    assert secret not in caplog.text
    assert "/updates/..." in caplog.text


def test_the_secret_is_on_no_other_page(client, url, secret, led):
    for page in (
        led.get(reverse("strategy:plan-rounds", kwargs={"plan": "hubs"})),
        led.get(reverse("strategy:update-round", kwargs={"round_id": Round.objects.get().pk})),
        led.get(reverse("strategy:my-actions")),
    ):
        assert page.status_code == 200
        assert secret not in page.content.decode()


def test_guessing_is_slowed_down_and_a_right_link_still_works(client, url):
    wrong = reverse("strategy:update-link", kwargs={"secret": "guess"})
    statuses = [client.get(wrong).status_code for _ in range(private_links.MOST_MISSES + 1)]

    assert statuses[-2:] == [404, 429]
    assert client.get(url).status_code == 200


def test_a_flood_of_posts_on_one_link_is_slowed_down(client, secret):
    drafts = reverse("strategy:link-drafts", kwargs={"secret": secret})
    statuses = [client.post(drafts, {}).status_code for _ in range(private_links.MOST_POSTS + 1)]

    assert statuses[-2:] == [200, 429]


def test_the_page_of_a_link_may_not_be_put_or_deleted(client, url, secret):
    drafts = reverse("strategy:link-drafts", kwargs={"secret": secret})

    assert client.put(url).status_code == 405
    assert client.delete(url).status_code == 405
    assert client.get(drafts).status_code == 405


def test_what_was_typed_is_printed_as_text_and_never_as_markup(client, url):
    fill(client, url, do="draft", hub_001_text="<script>alert(1)</script>")

    assert "<script>alert(1)" not in client.get(url).content.decode()


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40])
def test_a_field_that_nobody_types_may_hold_anything(client, url, seen):
    sent = {**form_of(client, url), "hub-001-seen": seen, "hub-001-text": "Well.", "do": "all"}

    page = client.post(url, sent)

    assert page.status_code == 302


# --- Twelve actions in two minutes ----------------------------------------------------------

# Card SK, Moran TP, Newell A. Comm ACM 1980;23:396-410: a key 0.28 s (an average typist who does
# not know the text), a thought before an action 1.35 s, pointing with a mouse 1.1 s, a mouse
# button 0.1 s each way.
KEY, THOUGHT, POINT, CLICK = 0.28, 1.35, 1.1, 0.2


@pytest.fixture
def twelve(client, plan, health, lead, opened, secret, url):
    """Public Health is asked about twelve actions, each on track."""
    invitation = opened.invitations.get(email="health@millbrook.example")
    for number in range(20, 29):
        invitation.asked.create(action=add(plan, number, health))
    rating = plan.scheme.ratings.get(code="on-track")
    Action.objects.filter(plan=plan).update(rating=rating)
    return Fields(client.get(url).content.decode())


def test_twelve_actions_take_less_than_two_minutes_by_keyboard(twelve):
    """Nothing has changed with nine; three get a status and forty letters each.

    Counted on the page itself: the skip link (two keys) and one stop before the form, a tab for
    every stop of the form, one key to choose a status (the space bar takes the first, "nothing
    has changed"; arrow keys go on from there), and Enter on the button. A thought is allowed for
    each action, and one before sending.
    """
    tabs = 2 + 1 + 1 + twelve.stops.index("all")
    choosing = 9 * 1 + 3 * 3
    typing = 3 * 40
    keys = tabs + choosing + typing + 1

    seconds = keys * KEY + 13 * THOUGHT

    assert sum(name.endswith("-status") for name in twelve.stops) == 12
    assert tabs == 4 + 12 * 6
    assert seconds < 120, f"{keys} keys take {seconds:.0f} seconds"


def test_twelve_actions_take_thirteen_clicks_when_nothing_has_changed(client, url, twelve):
    clicks = 12 + 1
    seconds = clicks * (POINT + CLICK) + clicks * THOUGHT

    unchanged = {f"{code}-status": UNCHANGED for code in twelve.sent["action"]}
    client.post(url, {**twelve.sent, **unchanged, "do": "all"})

    assert Update.objects.count() == 12
    assert seconds < 60


# --- Logged in ------------------------------------------------------------------------------


def test_a_contributor_finds_all_their_actions_on_one_page(partner, opened):
    url = reverse("strategy:my-actions")

    page = fill(partner, url, hub_001_status=UNCHANGED, hub_002_text="The lease is signed.")

    assert "Sent: 2 actions updated." in text_of(page)
    assert {each.round for each in Update.objects.all()} == {opened}


def test_drafts_of_a_contributor_are_found_at_the_next_login(partner, contributor, opened):
    url = reverse("strategy:my-actions")
    fill(partner, url, do="draft", hub_001_text="Half a sent")
    partner.logout()
    partner.force_login(User.objects.get(pk=contributor.user_id))

    assert form_of(partner, url)["hub-001-text"] == "Half a sent"


def test_the_script_saves_on_a_contributors_own_page(partner, opened):
    sent = {**form_of(partner, reverse("strategy:my-actions")), "hub-001-text": "As I type"}

    saved = partner.post(reverse("strategy:my-drafts"), sent)

    assert saved.status_code == 200
    assert Draft.objects.get().text == "As I type"


def test_whoever_leads_nothing_is_told_so(led, opened):
    page = led.get(reverse("strategy:my-actions"))

    assert "No action waits for an update from you." in text_of(page)


def test_a_resident_is_asked_to_log_in(client, opened):
    for address in (
        reverse("strategy:my-actions"),
        reverse("strategy:plan-rounds", kwargs={"plan": "hubs"}),
        reverse("strategy:update-round", kwargs={"round_id": opened.pk}),
    ):
        page = client.get(address)
        assert (page.status_code, page["Location"].partition("?")[0]) == (
            302,
            reverse("account_login"),
        )


# --- The lead's pages -----------------------------------------------------------------------


def opening(**changed):
    closes_on = timezone.localdate() + timedelta(days=14)
    return {
        "title": "Autumn update",
        "message": "For the board.",
        "closes_on-day": closes_on.day,
        "closes_on-month": closes_on.month,
        "closes_on-year": closes_on.year,
        "address-organisation:public-health": "health@millbrook.example",
        **changed,
    }


def test_a_lead_opens_a_round_and_the_mails_leave(
    led, actions, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = led.post(
            reverse("strategy:plan-rounds", kwargs={"plan": "hubs"}), opening(), follow=True
        )

    assert "The round is open and its mails are on their way." in text_of(page)
    assert "0 of 1 lead has answered in full" in text_of(page)
    assert [message.to for message in mailoutbox] == [["health@millbrook.example"]]


def test_the_form_offers_every_lead_and_lists_whom_nobody_can_ask(led, actions):
    page = text_of(led.get(reverse("strategy:plan-rounds", kwargs={"plan": "hubs"})))

    assert "Millbrook Public Health (optional) Leads 3 unfinished actions" in page
    assert "hub-005: led by “Head of commissioning”, without an organisation" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "Enter title"),
        ({"closes_on-year": "2020"}, "which leaves no day to answer"),
        ({"closes_on-day": "31", "closes_on-month": "2"}, "must be a real date"),
        ({"address-organisation:public-health": "nowhere"}, "must look like name@example.org"),
        ({"address-organisation:public-health": ""}, "Nobody would be asked."),
    ],
)
def test_a_round_that_cannot_be_opened_says_why_on_its_form(led, actions, changed, sentence):
    page = led.post(reverse("strategy:plan-rounds", kwargs={"plan": "hubs"}), opening(**changed))

    assert sentence in text_of(page)
    assert "Error: Update rounds" in page.content.decode()
    assert not Round.objects.exists()


def test_while_a_round_is_open_the_page_says_why_no_other_can_be(led, opened):
    page = led.get(reverse("strategy:plan-rounds", kwargs={"plan": "hubs"}))

    assert "“Summer update” is still open for Hubs for Millbrook." in text_of(page)


def test_a_contributor_sees_how_the_round_goes_and_no_buttons_or_addresses(partner, opened):
    page = partner.get(reverse("strategy:update-round", kwargs={"round_id": opened.pk}))

    main = page.content.decode().partition("<main")[2]
    assert "0 of 3 leads have answered in full" in text_of(page)
    assert "@millbrook.example" not in main
    assert "<form" not in main.partition("</main>")[0]


def test_the_page_of_a_round_shows_each_lead_and_what_it_waits_for(led, opened):
    page = text_of(led.get(reverse("strategy:update-round", kwargs={"round_id": opened.pk})))

    assert "Millbrook Public Health Waiting 0 of 3 hub-001, hub-002, hub-003 Not yet None" in page
    assert "hub-005 Open drop-in number 5 led by “Head of commissioning”" in page


def test_the_button_that_reminds_says_why_it_cannot_be_pressed_yet(led, opened):
    page = text_of(led.get(reverse("strategy:update-round", kwargs={"round_id": opened.pk})))

    assert "Millbrook Public Health was last written to on" in page
    assert "Wait 2 days between mails." in page


def test_a_lead_reminds_the_silent_by_a_button(
    led, opened, mailoutbox, django_capture_on_commit_callbacks
):
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=5))
    mailoutbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        page = led.post(
            reverse("strategy:chase-round", kwargs={"round_id": opened.pk}), follow=True
        )

    assert "3 reminders are on the way." in text_of(page)
    assert len(mailoutbox) == 3


def test_reminding_too_early_is_refused_with_the_same_sentence(led, opened):
    page = led.post(reverse("strategy:chase-round", kwargs={"round_id": opened.pk}))

    assert page.status_code == 403
    assert "Wait 2 days between mails." in text_of(page)


def test_a_lead_closes_a_round(led, opened):
    page = led.post(reverse("strategy:close-round", kwargs={"round_id": opened.pk}), follow=True)

    assert "The round is closed. Its links no longer work." in text_of(page)


def test_a_lead_sends_a_new_link_to_another_address(
    led, opened, mailoutbox, django_capture_on_commit_callbacks
):
    invitation = opened.invitations.get(email="health@millbrook.example")
    mailoutbox.clear()
    address = reverse("strategy:renew-link", args=[opened.pk, invitation.pk])

    with django_capture_on_commit_callbacks(execute=True):
        page = led.post(address, {"email": "wellbeing@millbrook.example"}, follow=True)

    assert "A new link is on its way." in text_of(page)
    assert [message.to for message in mailoutbox] == [["wellbeing@millbrook.example"]]


def test_a_new_link_to_no_address_says_what_is_wrong(led, opened):
    invitation = opened.invitations.first()

    page = led.post(
        reverse("strategy:renew-link", args=[opened.pk, invitation.pk]),
        {"email": "nowhere"},
        follow=True,
    )

    assert "must look like name@example.org" in text_of(page)


def test_a_lead_gives_a_round_more_time(led, opened):
    url = reverse("strategy:amend-round", kwargs={"round_id": opened.pk})
    later = opened.closes_on + timedelta(days=7)

    led.post(url, {"title": "Summer update", "closes_on": later.isoformat(), "seen_version": 1})

    opened.refresh_from_db()
    assert opened.closes_on == later


def test_a_lead_who_is_second_to_change_a_round_sees_both_texts_and_may_save_again(led, opened):
    url = reverse("strategy:amend-round", kwargs={"round_id": opened.pk})
    closes_on = opened.closes_on.isoformat()
    led.post(url, {"title": "June", "closes_on": closes_on, "seen_version": 1})

    page = led.post(url, {"title": "July", "closes_on": closes_on, "seen_version": 1})

    sent = Fields(page.content.decode()).sent
    assert (sent["title"], sent["theirs-title"]) == (["July"], ["June"])
    led.post(url, {**sent, "title": "July", "keep-title": "yours"})
    opened.refresh_from_db()
    assert (opened.title, opened.version) == ("July", 3)


@pytest.mark.parametrize("name", ["chase-round", "close-round", "amend-round"])
def test_a_contributor_does_not_run_a_round(partner, opened, name):
    page = partner.post(reverse(f"strategy:{name}", kwargs={"round_id": opened.pk}))

    assert page.status_code == 403
    assert "Only plan leads may change Hubs for Millbrook." in text_of(page)


def test_a_contributor_opens_no_round(partner, actions):
    page = partner.post(reverse("strategy:plan-rounds", kwargs={"plan": "hubs"}), opening())

    assert page.status_code == 403
    assert not Round.objects.exists()


def test_who_has_answered_can_be_taken_away_as_csv(led, opened):
    page = led.get(f"{reverse('strategy:update-round', args=[opened.pk])}?format=csv")

    rows = list(csv.reader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert page["Content-Type"] == "text/csv; charset=utf-8"
    assert rows[0][:5] == ["Lead", "State", "Actions asked about", "Answered", "Waiting for"]
    assert rows[3][:5] == [
        "Millbrook Public Health",
        "waiting",
        "3",
        "0",
        "hub-001, hub-002, hub-003",
    ]


def test_every_table_of_rounds_can_be_taken_away(led, opened):
    one = reverse("strategy:update-round", args=[opened.pk])
    files = {
        f"{reverse('strategy:plan-rounds', args=['hubs'])}?format=csv": "Summer update,",
        f"{one}?table=unasked&format=csv": "hub-005,Open drop-in number 5,",
    }

    for address, line in files.items():
        assert line in led.get(address).content.decode()


def test_a_round_can_be_looked_at_on_another_day(led, opened):
    page = led.get(
        reverse("strategy:update-round", args=[opened.pk]),
        {"on": (timezone.localdate() + timedelta(days=5)).isoformat()},
    )

    assert "Wait 2 days between mails." not in text_of(page)


def test_a_day_that_is_none_is_answered_with_a_sentence(led, opened):
    page = led.get(reverse("strategy:update-round", args=[opened.pk]), {"on": "yesterday"})

    assert page.status_code == 400


def test_who_has_answered_can_be_taken_away_as_a_workbook(led, opened):
    page = led.get(f"{reverse('strategy:update-round', args=[opened.pk])}?format=xlsx")

    sheet = load_workbook(io.BytesIO(page.content)).active
    assert [cell.value for cell in sheet["A"]] == [
        "Lead",
        "Carers' forum",
        "Millbrook Care Trust",
        "Millbrook Public Health",
    ]


def test_a_round_that_is_not_there_is_not_found(led, actions):
    assert led.get(reverse("strategy:update-round", args=[9999])).status_code == 404
    assert led.get(reverse("strategy:plan-rounds", args=["nowhere"])).status_code == 404
