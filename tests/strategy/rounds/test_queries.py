from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marram.foundation.verdicts import Missing
from marram.people.models import Organisation
from marram.strategy.actions import answers as answering
from marram.strategy.actions import plans, rounds
from marram.strategy.queries import answers as queries
from marram.strategy.queries import rounds as round_queries
from marram.strategy.rules.answers import Answer
from marram.strategy.vocabulary import Invited
from tests.strategy.rounds.conftest import NINE, RESIDENT, add, open_round, secret_in


LATER = NINE + timedelta(days=3)
TODAY = LATER.date()


@pytest.fixture
def secret(opened, mailoutbox):
    health = next(each for each in mailoutbox if each.to == ["health@millbrook.example"])
    return secret_in(health)


def report(contributor, code, text="Done with.", at=LATER):
    plans.report_progress(by=contributor, at=at, action_code=code, text=text)


# --- Rounds ---------------------------------------------------------------------------------


def test_the_page_tells_who_would_be_asked_and_whom_nobody_can_ask(lead, actions, plan):
    add(plan, 8)

    page = round_queries.rounds_page(viewer=lead, plan="hubs")

    assert [(each.name, each.email, each.actions) for each in page.leads] == [
        ("Carers' forum", "", ("hub-004",)),
        ("Millbrook Care Trust", "", ("hub-002",)),
        ("Millbrook Public Health", "", ("hub-001", "hub-002", "hub-003")),
    ]
    assert page.nobody_to_ask == (
        "hub-005: led by “Head of commissioning”, without an organisation",
        "hub-008: has no lead",
    )


def test_an_action_led_by_an_organisation_and_a_role_has_somebody_to_ask(lead, plan, health):
    add(plan, 1, "Head of commissioning", health)

    page = round_queries.rounds_page(viewer=lead, plan="hubs")

    assert page.nobody_to_ask == ()


def test_addresses_of_the_last_round_are_offered_again(lead, opened):
    rounds.close_round(by=lead, at=LATER, round_id=opened.pk)

    page = round_queries.rounds_page(viewer=lead, plan="hubs")

    assert {each.email for each in page.leads} == {
        "forum@millbrook.example",
        "trust@millbrook.example",
        "health@millbrook.example",
    }


def test_who_does_not_run_the_plan_sees_its_rounds_and_no_addresses(contributor, opened):
    page = round_queries.rounds_page(viewer=contributor, plan="hubs")
    one = round_queries.round_page(viewer=contributor, round_id=opened.pk, on=TODAY)

    assert [row.title for row in page.rounds] == ["Summer update"]
    assert page.leads == ()
    assert {each.email for each in one.leads} == {""}
    assert one.may_chase.reason == "Only plan leads may change Hubs for Millbrook."


def test_a_resident_sees_no_round_of_a_published_plan(opened, plan):
    plan.published_on = date(2025, 4, 1)
    plan.save()

    with pytest.raises(Missing):
        round_queries.rounds_page(viewer=RESIDENT, plan="hubs")
    with pytest.raises(Missing):
        round_queries.round_page(viewer=RESIDENT, round_id=opened.pk, on=TODAY)


def test_a_round_shows_who_waits_who_answered_in_part_and_who_in_full(
    lead, opened, contributor, secret
):
    holder = queries.link_holder(secret=secret)
    answering.answer(
        by=holder.actor,
        at=LATER,
        invitation_id=holder.invitation_id,
        answers=[Answer(action_code="hub-002", text="Well.")],
    )

    page = round_queries.round_page(viewer=lead, round_id=opened.pk, on=TODAY)

    states = {each.name: (each.state, each.answered, each.outstanding) for each in page.leads}
    assert states == {
        "Carers' forum": (Invited.WAITING, 0, ("hub-004",)),
        "Millbrook Care Trust": (Invited.ANSWERED, 1, ()),
        "Millbrook Public Health": (Invited.PART_ANSWERED, 1, ("hub-001", "hub-003")),
    }
    assert {each.name for each in page.leads if each.answered_at} == {"Millbrook Public Health"}


def test_a_word_said_before_the_round_opened_is_no_answer(lead, opened, contributor):
    report(contributor, "hub-001", at=NINE - timedelta(seconds=1))

    page = round_queries.round_page(viewer=lead, round_id=opened.pk, on=TODAY)

    assert "hub-001" in page.leads[-1].outstanding


def test_a_word_said_after_the_round_closed_is_no_answer(lead, opened, contributor):
    rounds.close_round(by=lead, at=LATER, round_id=opened.pk)
    report(contributor, "hub-001", at=LATER + timedelta(days=1))

    page = round_queries.round_page(viewer=lead, round_id=opened.pk, on=TODAY)

    assert "hub-001" in page.leads[-1].outstanding
    assert not page.may_close


def test_an_action_that_was_retired_is_waited_for_no_more(lead, opened):
    plans.retire_action(by=lead, at=LATER, action_code="hub-004", reason="No money.")

    page = round_queries.round_page(viewer=lead, round_id=opened.pk, on=TODAY)

    assert (page.leads[0].name, page.leads[0].asked) == ("Carers' forum", 0)


def test_actions_that_nobody_was_asked_about_say_why(lead, actions, plan, health):
    opened = open_round(lead, addresses={"group:forum": "forum@millbrook.example"})
    add(plan, 8)
    late = add(plan, 9, health)
    late.added_on = date(2025, 6, 4)
    late.save()

    page = round_queries.round_page(viewer=lead, round_id=opened.pk, on=TODAY)

    assert [(each.code, each.why) for each in page.unasked] == [
        ("hub-001", "no address was given for Millbrook Public Health"),
        (
            "hub-002",
            "no address was given for Millbrook Public Health or Millbrook Care Trust",
        ),
        ("hub-003", "no address was given for Millbrook Public Health"),
        ("hub-005", "led by “Head of commissioning”, without an organisation"),
        ("hub-008", "has no lead"),
        ("hub-009", "added after the round opened"),
    ]


# --- The page of answers --------------------------------------------------------------------


def test_a_link_opens_the_actions_of_its_lead_with_their_last_word(secret, contributor):
    report(contributor, "hub-001", at=NINE - timedelta(days=40))

    page = queries.linked_page(secret=secret, on=TODAY)

    assert page.lead == "Millbrook Public Health"
    assert [(each.code, each.reported) for each in page.actions] == [
        ("hub-001", False),
        ("hub-002", False),
        ("hub-003", False),
    ]
    assert page.actions[0].last_word.text == "Done with."
    assert page.actions[0].last_word.author == "Partner of Public Health"
    assert [choice.code for choice in page.actions[0].choices if choice.needs_reason] == [
        "off-track",
        "complete",
    ]


def test_the_latest_of_several_words_shows(secret, contributor):
    for day, text in enumerate(("First", "Second", "Third")):
        report(contributor, "hub-001", text=text, at=LATER + timedelta(days=day))

    page = queries.linked_page(secret=secret, on=TODAY)

    assert page.actions[0].last_word.text == "Third"
    assert page.actions[0].reported


def test_what_was_typed_comes_back_from_any_machine(secret):
    holder = queries.link_holder(secret=secret)
    typed = Answer(
        action_code="hub-001", rating="off-track", text="No keys", reason="Flood", evidence="Minute"
    )
    answering.save_drafts(
        by=holder.actor,
        at=LATER,
        window="one",
        drafts=[typed],
        shown={},
        invitation_id=holder.invitation_id,
    )

    page = queries.linked_page(secret=secret, on=TODAY)

    assert page.actions[0].draft == typed
    assert page.actions[0].draft_saved_at == LATER


def test_a_wrong_secret_opens_nothing(opened):
    with pytest.raises(Missing):
        queries.linked_page(secret="not-the-secret", on=TODAY)


def test_the_page_of_a_closed_round_says_whom_to_ask(secret, lead, opened):
    rounds.close_round(by=lead, at=LATER, round_id=opened.pk)

    page = queries.linked_page(secret=secret, on=TODAY)

    assert page.takes_answers.reason == "This round was closed on 5 June 2025."
    assert page.whom_to_ask == ("Plan lead of Millbrook",)


def test_people_find_their_own_organisations_unfinished_actions_of_all_plans(
    contributor, opened, health, plan
):
    add(plan, 8, health, finished_on=date(2025, 5, 1))

    page = queries.own_page(viewer=contributor)

    assert [each.code for each in page.actions] == ["hub-001", "hub-002", "hub-003"]


def test_people_see_which_of_their_actions_the_open_round_has_an_answer_for(contributor, opened):
    report(contributor, "hub-002")

    page = queries.own_page(viewer=contributor)

    assert [each.code for each in page.actions if each.reported] == ["hub-002"]


def test_whoever_speaks_for_nobody_has_no_actions(lead, opened):
    assert queries.own_page(viewer=lead).actions == ()


# --- How many questions are asked of the database -------------------------------------------


def counted(question):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        question()
    return len(captured)


@pytest.fixture
def pages(lead, contributor, opened, secret):
    return {
        "rounds of a plan": lambda: round_queries.rounds_page(viewer=lead, plan="hubs"),
        "one round": lambda: round_queries.round_page(viewer=lead, round_id=opened.pk, on=TODAY),
        "mailed link": lambda: queries.linked_page(secret=secret, on=TODAY),
        "own actions": lambda: queries.own_page(viewer=contributor),
    }


def test_pages_ask_the_database_as_often_for_fifty_actions_as_for_three(
    pages, plan, health, opened
):
    before = {name: counted(page) for name, page in pages.items()}
    invitation = opened.invitations.get(email="health@millbrook.example")
    for number in range(10, 60):
        body = Organisation.objects.create(
            slug=f"body-{number}", name=f"Body {number}", sector="VCSE"
        )
        action = add(plan, number, health, body)
        invitation.asked.create(action=action)
        other = opened.invitations.create(
            organisation=body, email=f"body-{number}@millbrook.example", sent_at=NINE
        )
        other.asked.create(action=action)

    after = {name: counted(page) for name, page in pages.items()}

    assert after == before
    assert before == {
        "rounds of a plan": 6,
        "one round": 6,
        "mailed link": 8,
        "own actions": 5,
    }
