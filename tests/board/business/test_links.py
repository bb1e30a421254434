"""Resolutions are linked to what they changed, of whatever room, and found from there."""

import pytest
from django.test import Client

from marram.board.actions import links
from marram.board.models import Consequence
from marram.board.queries import links as queries
from marram.board.queries.linkables import LINKABLES
from marram.board.vocabulary.resolutions import Changed, Touched
from marram.foundation.verdicts import Missing, Refused
from tests.board.business.clients import browser
from tests.world import funding, indicators, money, scorecards
from tests.world.board import SECRETS
from tests.world.millbrook import NOW, TODAY


@pytest.fixture
def place(world, settings, tmp_path):
    """The key of a record of each kind, a word that finds it, and the page that shows it."""
    settings.HOME = tmp_path
    indicators.build()
    scorecards.build()
    plan, _ = funding.fund(), money.money()
    returned = f"/funding/returns/{plan.pk}"
    line = plan.schemes.order_by("position")[0].key
    return {
        Touched.ACTION: ("lwm-003", "prevent falls", "/actions/lwm-003/"),
        Touched.STRATEGY: ("living_well", "Living Well", "/strategies/living_well/"),
        Touched.SCHEME: (f"{plan.pk}/{line}", plan.pk, f"{returned}/lines/schemes/{line}/"),
        Touched.POOL: (plan.pool_id, "Better Care", f"/funding/pools/{plan.pool_id}/"),
        Touched.CONTRACT: ("befriending", "befriend", "/funding/contracts/befriending/"),
        Touched.MEASURE: ("waits", "18 weeks", "/measures/waits/"),
        Touched.SCORECARD: (scorecards.CARD, "board", f"/scorecards/{scorecards.CARD}/"),
        Touched.ORGANISATION: ("age_friends", "age friends", "/organisations/age_friends/"),
        Touched.GROUP: ("ageing_well", "ageing well", "/groups/ageing_well/"),
        Touched.RESOLUTION: (world.yearly.pk, "every year", f"/resolutions/{world.yearly.pk}/"),
    }  # fmt: skip


def link(by, resolution, kind, key, changed="changed"):
    if kind is Touched.RESOLUTION:
        changed = "amended"
    return links.tell_consequence(
        by=by, at=NOW, code=resolution.pk, kind=kind, key=key, changed=changed
    )


@pytest.mark.database
def test_a_record_of_every_kind_is_found_linked_and_shown_on_both_pages(place, world, officer):
    client = browser("board-officer")

    for kind, (key, words, address) in place.items():
        found = queries.to_link(viewer=officer, words=words, kind=kind.value, on=TODAY)
        assert key in [each.key for each in found], kind
        link(officer, world.falls, kind, key)
        assert world.falls.words in client.get(address).content.decode(), kind

    page = client.get(f"/resolutions/{world.falls.pk}/").content.decode()
    assert place.keys() == set(Touched)
    for kind, (_, _, address) in place.items():
        assert f'href="{address}"' in page, kind


@pytest.mark.parametrize("kind", Touched)
def test_what_is_not_there_is_not_linked(world, officer, kind):
    with pytest.raises(Missing, match="There is no .* nothing/0 that you see"):
        link(officer, world.falls, kind, "nothing/0")


def test_the_public_reads_of_a_link_no_more_than_it_may_know(place, world, officer, resident):
    for kind in (Touched.CONTRACT, Touched.POOL, Touched.SCHEME):
        link(officer, world.falls, kind, place[kind][0])

    found = queries.touched(viewer=resident, code=world.falls.pk)

    assert [each.title for each in found] == ["", "", ""]
    assert (
        queries.to_link(viewer=resident, words="befriend", kind="funding.contract", on=TODAY) == ()
    )


def test_an_exempt_resolution_is_found_and_named_for_members_alone(place, world, officer, partner):
    link(officer, world.secret, Touched.GROUP, "ageing_well")
    link(officer, world.falls, Touched.RESOLUTION, world.secret.pk)

    told = browser("partner-contributor").get("/groups/ageing_well/").content.decode()
    assert SECRETS[3] not in told
    assert SECRETS[3] in browser("board-member").get("/groups/ageing_well/").content.decode()
    assert [each.title for each in queries.touched(viewer=partner, code=world.falls.pk)] == [""]
    assert queries.to_link(viewer=partner, words="trust", kind="board.resolution", on=TODAY) == ()


@pytest.mark.parametrize(
    ("kind", "key", "changed", "sentence"),
    [
        (Touched.RESOLUTION, "yearly", Changed.STARTED, "supersedes or amends another"),
        (Touched.GROUP, "ageing_well", Changed.AMENDED, "Only another resolution is superseded"),
        (Touched.RESOLUTION, "falls", Changed.AMENDED, "does not change itself"),
    ],
)
def test_the_words_of_a_link_fit_what_it_is_with(world, officer, kind, key, changed, sentence):
    key = getattr(world, key).pk if kind is Touched.RESOLUTION else key

    with pytest.raises(Refused, match=sentence):
        links.tell_consequence(
            by=officer, at=NOW, code=world.falls.pk, kind=kind, key=key, changed=changed
        )


def test_a_link_is_told_once_and_may_change_its_word(world, officer, heard):
    link(officer, world.falls, Touched.GROUP, "ageing_well")
    link(officer, world.falls, Touched.GROUP, "ageing_well")
    link(officer, world.falls, Touched.GROUP, "ageing_well", changed="funded")

    assert Consequence.objects.get().changed == "funded"
    assert [type(event).__name__ for event in heard].count("ConsequenceTold") == 2


@pytest.mark.database
def test_a_wrong_link_is_taken_back(world, officer, heard):
    made = link(officer, world.falls, Touched.GROUP, "ageing_well")
    back = {"by": officer, "at": NOW, "code": world.falls.pk, "number": made.pk}

    links.take_back_consequence(**back)

    assert not Consequence.objects.exists()
    assert heard[-1].after == {"taken_back": "changed: people.group/ageing_well"}
    with pytest.raises(Missing, match="has no such link"):
        links.take_back_consequence(**back)


def test_only_officers_link(world, member):
    with pytest.raises(Refused, match="Only board officers and administrators"):
        link(member, world.falls, Touched.GROUP, "ageing_well")


def test_a_room_that_is_to_come_needs_no_migration(world, resident):
    """The database takes any record that is named as the ledger names it."""
    Consequence.objects.create(
        resolution=world.falls, kind="directory.service", key="befriending", changed="started"
    )

    (touch,) = queries.touched(viewer=resident, code=world.falls.pk)

    assert (touch.noun, touch.title) == ("Service", "")


def test_what_changed_is_chosen_on_one_page_by_searching(world):
    office, here = browser("board-officer"), f"/resolutions/{world.falls.pk}/changed/"
    assert "Nothing that you may see" not in office.get(here).content.decode()

    nothing = office.get(f"{here}?words=zebra").content.decode()
    found = office.get(f"{here}?words=ageing").content.decode()
    assert "Nothing that you may see holds these words" in nothing
    assert 'value="people.group/ageing_well"' in found
    typed = {"record": "people.group/ageing_well", "changed": "started"}
    office.post(f"{here}?words=ageing", typed)
    made = Consequence.objects.get()
    office.post(f"{here}{made.pk}/take-back/", {"sent": "1"})

    assert not Consequence.objects.exists()


@pytest.mark.parametrize("client", [Client, lambda: browser("partner-contributor")])
def test_only_officers_see_the_page_to_link_on(world, client):
    assert client().get(f"/resolutions/{world.falls.pk}/changed/").status_code in (302, 403, 404)


@pytest.mark.database
def test_fifty_links_cost_as_many_queries_as_one(world, officer, django_assert_max_num_queries):
    def asked():
        with django_assert_max_num_queries(2) as found:
            queries.touched(viewer=officer, code=world.falls.pk)
        return len(found)

    def asked_back():
        with django_assert_max_num_queries(3) as found:
            queries.decided_about(viewer=officer, kind="people.group", key="board", on=TODAY)
        return len(found)

    def tell(number):
        Consequence.objects.create(
            resolution=world.falls, kind="people.group", key=f"g{number}", changed="started"
        )

    tell(0)
    link(officer, world.falls, Touched.GROUP, "board")
    few = asked(), asked_back()
    for number in range(1, 50):
        tell(number)
    link(officer, world.yearly, Touched.GROUP, "board")
    link(officer, world.secret, Touched.GROUP, "board")

    assert (asked(), asked_back()) == few


def test_a_search_costs_the_same_however_much_there_is(
    place, world, officer, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        queries.to_link(viewer=officer, words="a", kind="", on=TODAY)

    assert set(LINKABLES) == set(Touched)
