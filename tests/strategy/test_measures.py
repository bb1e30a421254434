"""Measures that actions and statements name: what changed, what was told, and where it shows."""

import pytest
from allauth.mfa.models import Authenticator

from marram.foundation.verdicts import Missing, Refused
from marram.records.models import LedgerEntry
from marram.strategy.actions import measures
from marram.strategy.events.measures import MeasureNamed, MeasureTakenOff
from marram.strategy.models import Action, Element
from marram.strategy.queries import action_page, library
from marram.strategy.queries import measures as queries
from tests.design.markup import said
from tests.world import indicators as world


pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def place(millbrook):
    world.build()
    return millbrook


@pytest.fixture
def statement(place):
    return Element.objects.create(
        strategy_id="living_well", level="priority", ref="1", text="Nobody is lonely", position=1
    )


def words(answer) -> str:
    assert answer.status_code == 200
    return " ".join(str(each[1]) for each in said(answer.content.decode()) if each[0] == "words")


def name(by, now, code="lwm-003", **said):
    return measures.choose_for_action(by=by, at=now, action_code=code, **said)


def test_who_runs_a_plan_names_a_measure_and_it_is_told(place, now, heard):
    assert name(place.lead, now, add="falls")

    [told] = heard
    assert isinstance(told, MeasureNamed)
    assert (str(told.subject), told.after) == ("strategy.action/lwm-003", {"measure": "falls"})
    assert Action.objects.get(pk="lwm-003").changed_at == now


def test_naming_it_twice_changes_nothing(place, now, heard):
    name(place.lead, now, add="falls")
    version = Action.objects.get(pk="lwm-003").version

    assert not name(place.lead, now, add="falls")
    assert Action.objects.get(pk="lwm-003").version == version
    assert len(heard) == 1


def test_a_measure_is_taken_off_as_another_is_named(place, now, heard):
    name(place.lead, now, add="falls")

    name(place.lead, now, add="lonely", remove="falls")

    assert [type(each) for each in heard] == [MeasureNamed, MeasureTakenOff, MeasureNamed]
    found = queries.of_actions(viewer=place.lead, codes=["lwm-003"])["lwm-003"]
    assert [each.title for each in found] == ["Adults who feel lonely"]


def test_a_measure_that_is_not_there_cannot_be_named(place, now):
    with pytest.raises(Missing, match="There is no indicator happiness."):
        name(place.lead, now, add="happiness")


def test_who_does_not_run_the_plan_is_told_so(place, now):
    with pytest.raises(Refused, match="Only plan leads may change Living well action plan."):
        name(place.partner, now, add="falls")


def test_a_statement_is_changed_by_who_keeps_the_library(place, statement, now, heard):
    with pytest.raises(
        Refused, match="Only board officers and administrators may change the library"
    ):
        measures.choose_for_statement(
            by=place.partner, at=now, element_id=statement.pk, add="lonely"
        )

    measures.choose_for_statement(
        by=place.administrator, at=now, element_id=statement.pk, add="lonely"
    )

    [told] = heard
    assert str(told.subject) == f"strategy.element/{statement.pk}"


def test_the_action_links_to_its_measure(place, now, client):
    name(place.lead, now, add="falls")

    page = client.get("/actions/lwm-003/").content.decode()

    assert (
        '<a class="govuk-link" href="/measures/falls/">Emergency admissions for falls</a>' in page
    )


def test_the_framework_links_to_the_measure(place, statement, now, client):
    measures.choose_for_statement(
        by=place.administrator, at=now, element_id=statement.pk, add="lonely"
    )

    for page in ("/strategies/living_well/framework/", "/strategies/living_well/"):
        assert 'href="/measures/lonely/"' in client.get(page).content.decode()


def test_the_page_of_a_measure_shows_what_hangs_on_it(place, statement, now, client):
    name(place.lead, now, add="lonely")
    measures.choose_for_statement(
        by=place.administrator, at=now, element_id=statement.pk, add="lonely"
    )

    page = words(client.get("/measures/lonely/"))

    assert "1 statement of a strategy and 1 action hang on this measure" in page
    assert "1: Nobody is lonely" in page
    assert "LWM-003:" in page


def test_a_resident_sees_no_draft_hang_on_a_measure(place, resident, now):
    name(place.administrator, now, code="car-001", add="lonely")

    assert queries.hanging_on(viewer=place.partner, indicator="lonely").actions
    assert queries.hanging_on(viewer=resident, indicator="lonely").actions == ()


def test_a_resident_sees_no_unpublished_measure_on_an_action(place, resident, now):
    name(place.administrator, now, add="draft")

    found = action_page.action_page(viewer=resident, code="lwm-003", on=now.date())
    assert found.measures == ()
    partners = action_page.action_page(viewer=place.partner, code="lwm-003", on=now.date())
    assert [each.title for each in partners.measures] == ["A draft"]


@pytest.mark.parametrize("many", [1, 50])
def test_what_hangs_on_a_measure_costs_two_queries(
    many, place, statement, now, resident, django_assert_num_queries
):
    for number in range(many):
        element = Element.objects.create(
            strategy_id="living_well", level="priority", ref=f"p{number}", text="x", position=1
        )
        element.measures.create(indicator_id="lonely")
    name(place.lead, now, add="lonely")

    with django_assert_num_queries(2):
        found = queries.hanging_on(viewer=resident, indicator="lonely")
    assert len(found.statements) == many
    with django_assert_num_queries(4):
        library.framework(viewer=resident, slug="living_well")


def test_the_form_of_an_action_changes_and_leads_back(place, client):
    client.force_login(_user(place, "plan-lead"))

    sent = client.post("/actions/lwm-003/measures/", {"add": "falls"}, follow=True)
    empty = client.post("/actions/lwm-003/measures/", {"add": ""})

    assert "The measures of the action were changed." in words(sent)
    assert "Emergency admissions for falls" in words(sent)
    assert "Choose a measure to name, or one to take off." in empty.content.decode()
    told = LedgerEntry.objects.filter(fact="Named a measure that shows it")
    assert [each.subject_key for each in told] == ["lwm-003"]


def test_the_form_of_a_statement_changes_and_leads_back(place, statement, client):
    officer = _user(place, "board-officer")
    Authenticator.objects.create(user=officer, type="totp", data={"secret": "x"})
    client.force_login(officer)
    address = f"/strategies/living_well/framework/{statement.pk}/measures/"

    sent = client.post(address, {"add": "falls"}, follow=True)

    assert "The measures of the statement were changed." in words(sent)
    assert "Emergency admissions for falls" in words(sent)


def _user(place, role):
    from marram.people.models import User

    return User.objects.get(pk=place.user_ids[role])
