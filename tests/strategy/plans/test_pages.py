"""The pages of plans and actions through the client: what they show, what they refuse."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from marram.people.models import User
from marram.strategy.actions import plans
from marram.strategy.actions.plans import Lead
from marram.strategy.models import Action
from tests.world import millbrook as borough


ON = {"on": "2025-07-10"}


@pytest.fixture
def log_in(client, millbrook):
    def as_role(role):
        client.force_login(User.objects.get(email=millbrook.address(role)))
        return client

    return as_role


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_plan_shows_its_actions_under_their_headings(client, millbrook):
    page = client.get("/plans/living-well-actions/", ON)

    words = text(page)
    assert words.index("1 A good start") < words.index("Open three family hubs")
    assert words.index("2 Growing older") < words.index("A befriending line")
    assert "5 actions on 10 July 2025: 1 overdue, 1 due soon" in words


def test_a_resident_is_not_told_of_a_draft_plan(client, millbrook):
    assert "Carers" not in text(client.get("/plans/", ON))
    assert client.get("/plans/carers-actions/").status_code == 404
    assert client.get("/actions/car-001/").status_code == 404


def test_a_resident_reads_an_action_without_its_updates(client, millbrook):
    words = text(client.get("/actions/lwm-001/", ON))

    assert "Open three family hubs" in words
    assert "One hub is open" not in words
    assert "Only partners who are logged in may read leads' updates." in words.replace(
        "&#x27;", "'"
    )


def test_a_partner_reads_what_the_lead_has_said(log_in):
    words = text(log_in("analyst").get("/actions/lwm-001/", ON))
    assert "One hub is open" in words


def test_a_day_that_is_none_is_answered_with_a_sentence(client, millbrook):
    page = client.get("/actions/", {"on": "yesterday"})

    assert page.status_code == 400
    assert "“yesterday” is not a day. Write on in the address as 2016-03-31." in text(page)


@pytest.mark.parametrize("address", ["/actions/", "/plans/living-well-actions/"])
def test_a_list_is_taken_away_as_csv_and_as_a_workbook(address, client, millbrook):
    as_csv = client.get(address, {**ON, "format": "csv"})
    as_workbook = client.get(address, {**ON, "format": "xlsx"})

    lines = list(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(as_workbook.content)).active
    assert [line[0] for line in lines[1:]] == [f"lwm-00{number}" for number in range(1, 6)]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [line[0] for line in lines[1:]]
    assert lines[1][11] == "overdue"


def fields(page):
    """Return what the form on a page would send, untouched."""
    found = dict(
        re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page.content.decode())
    )
    form = page.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    due = typed.pop("due_on", "")
    typed |= {f"due_on-{part}": getattr(due, part, "") for part in ("day", "month", "year")}
    return {**typed, "base": found["base"].replace("&quot;", '"').replace("&#x27;", "'")}


def test_two_people_change_one_action_and_nothing_is_lost(log_in, millbrook, now):
    """The second sees both texts, chooses, and what each chose is on record."""
    client = log_in("plan-lead")
    opened = fields(client.get("/actions/lwm-002/change/"))
    plans.amend_action(
        by=millbrook.administrator,
        at=now,
        action_code="lwm-002",
        seen_version=1,
        fields={"what": "Their text", "section": "1 The best start"},
    )

    second = client.post("/actions/lwm-002/change/", {**opened, "what": "My text", "ref": "1.2"})

    assert second.status_code == 409
    words = text(second)
    assert "Their text" in words
    assert "My text" in second.content.decode()
    assert Action.objects.get(pk="lwm-002").what == "Their text"

    again = {**fields(second), "keep-what": "yours", "yours-what": "My text"}
    assert client.post("/actions/lwm-002/change/", again).status_code == 302
    action = Action.objects.get(pk="lwm-002")
    assert (action.what, action.ref, action.section) == ("My text", "1.2", "1 The best start")


def test_the_second_editor_may_keep_the_text_of_the_first(log_in, millbrook, now):
    client = log_in("plan-lead")
    opened = fields(client.get("/actions/lwm-002/change/"))
    plans.amend_action(
        by=millbrook.administrator, at=now, action_code="lwm-002", seen_version=1,
        fields={"what": "Their text"},
    )  # fmt: skip

    second = client.post("/actions/lwm-002/change/", {**opened, "what": "My text", "ref": "9"})
    again = {**fields(second), "keep-what": "theirs", "theirs-what": "Their text"}
    client.post("/actions/lwm-002/change/", again)

    action = Action.objects.get(pk="lwm-002")
    assert (action.what, action.ref) == ("Their text", "9")


def test_changes_to_different_fields_both_stay_without_a_question(log_in, millbrook, now):
    client = log_in("plan-lead")
    opened = fields(client.get("/actions/lwm-002/change/"))
    plans.amend_action(
        by=millbrook.administrator, at=now, action_code="lwm-002", seen_version=1,
        fields={"section": "1 The best start"},
    )  # fmt: skip

    assert client.post("/actions/lwm-002/change/", {**opened, "what": "Mine"}).status_code == 302

    action = Action.objects.get(pk="lwm-002")
    assert (action.what, action.section) == ("Mine", "1 The best start")


def test_a_partner_reports_from_the_page_of_an_action(log_in):
    client = log_in("partner-contributor")

    page = client.post(
        "/actions/lwm-003/report/", {"text": "Two new classes", "rating": "green"}, follow=True
    )

    assert "Your update is kept." in text(page)
    assert "Two new classes" in text(page)


def test_a_move_to_red_without_a_reason_is_explained_beside_what_was_typed(log_in):
    page = log_in("partner-contributor").post(
        "/actions/lwm-003/report/", {"text": "The hall has closed", "rating": "red"}
    )

    assert "Say in a sentence why the action moves to “Off track”." in text(page)
    assert "The hall has closed" in page.content.decode()


def test_a_partner_is_told_why_they_cannot_change_an_action(log_in):
    client = log_in("partner-contributor")

    shown = client.get("/actions/lwm-003/", ON)
    opened = client.get("/actions/lwm-003/change/")

    for page in (shown, opened):
        assert "Only plan leads may change Living well action plan." in text(page)
    assert (shown.status_code, opened.status_code) == (200, 403)


def test_only_who_runs_the_plan_may_change_its_actions(log_in):
    client = log_in("partner-contributor")

    page = client.post("/actions/lwm-003/change/", {"what": "Something else", "seen_version": 1})

    assert page.status_code == 403
    assert Action.objects.get(pk="lwm-003").what == "Classes that prevent falls"


MOST_QUERIES = {
    "/plans/": 8,
    "/plans/living-well-actions/": 12,
    "/actions/": 15,
    "/actions/board/": 18,
    "/actions/timeline/": 15,
    "/actions/leads/": 16,
    "/actions/lwm-003/": 24,
    "/": 8,
}


@pytest.mark.parametrize("address", MOST_QUERIES)
def test_a_page_costs_the_same_queries_at_1_and_50_rows(address, log_in, millbrook, now):
    client = log_in("plan-lead")
    client.get(address, ON)

    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address, ON)
    for number in range(50):
        plans.add_action(
            by=borough.BUILDER,
            at=now,
            plan_slug="living-well-actions",
            fields={"what": f"Thing {number}", "timescale": "June 2026"},
            leads=[Lead(organisation="council"), Lead(organisation="trust")],
        )
        plans.report_progress(
            by=borough.BUILDER, at=now, action_code="lwm-003", text=f"Word {number}"
        )
    with CaptureQueriesContext(connection) as many:
        client.get(address, ON)

    assert len(many) == len(few), [query["sql"][:90] for query in many][len(few) :]
    assert len(many) <= MOST_QUERIES[address], len(many)
