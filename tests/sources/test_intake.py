"""Files of the rooms below: what they say ends up where it belongs."""

from decimal import Decimal
from importlib import resources

import pytest

from marram.people.models import Group, Organisation
from marram.places.models import Area, AreaSuccession, AreaWithin, BestFit, Population
from marram.sources import actions
from marram.sources.intake import LAYOUTS
from marram.sources.vocabulary import Counts, offered


pytestmark = pytest.mark.django_db

AREAS = """code,name,kind,starts_on,ends_on,basis,source
E08000099,Millbrook,metropolitan district,1974-04-01,,invented,
E05000099,Dukes,ward,2004-05-01,,invented,
E05000098,Norwood,ward,2004-05-01,2023-05-01,invented,
"""


@pytest.fixture
def take_in(keeper, at):
    def take_in(layout, text):
        delivery = actions.receive_delivery(
            by=keeper, at=at, layout=layout, file_name=f"{layout}.csv", content=text.encode()
        )
        return actions.accept_delivery(by=keeper, at=at, delivery_id=delivery.pk), delivery

    return take_in


def test_every_layout_of_the_rooms_below_is_on_offer():
    assert {layout.slug for layout in LAYOUTS} <= set(offered())


def test_areas_their_place_their_successors_and_their_people_come_in(take_in):
    take_in("areas", AREAS)
    take_in(
        "areas-within",
        "area,parent,starts_on,ends_on,source\nE05000099,E08000099,2004-05-01,,a map\n",
    )
    take_in("area-successions", "area,successor,on,source\nE05000098,E05000099,2023-05-01,\n")
    take_in("best-fits", "from_area,to_area,share,source\nE05000098,E05000099,1,\n")
    take_in(
        "populations",
        "area,year,age_start,age_end,sex,count,source\n"
        'E05000099,2021,0,5,female,"1,200",invented\nE05000099,2021,5,,female,9000,invented\n',
    )

    assert Area.objects.count() == 3
    assert AreaWithin.objects.get().parent_id == "E08000099"
    assert AreaSuccession.objects.get().successor_id == "E05000099"
    assert BestFit.objects.get().share == Decimal(1)
    assert list(Population.objects.order_by("age_start").values_list("age_end", "count")) == [
        (5, 1200),
        (None, 9000),
    ]


def test_an_area_that_nobody_knows_is_set_aside_before_anybody_accepts(take_in, keeper, at):
    delivery = actions.receive_delivery(
        by=keeper,
        at=at,
        layout="areas-within",
        file_name="x.csv",
        content=b"area,parent,starts_on,ends_on,source\nE05000001,E08000099,,,\n",
    )

    assert [finding.column for finding in delivery.rows.get().findings.all()] == ["area", "parent"]


def test_an_empty_cell_clears_what_was_there(take_in):
    take_in("areas", AREAS)

    counts, _ = take_in("areas", AREAS.replace("2023-05-01", ""))

    assert counts == Counts(changed=1, unchanged=2)
    assert Area.objects.get(pk="E05000098").ends_on is None


@pytest.mark.database
def test_the_published_organisations_and_groups_come_in_whole_and_once(take_in):
    record = resources.files("marram.site") / "record"
    for layout, model, count in (
        ("organisations", Organisation, 245),
        ("groups", Group, 114),
    ):
        text = (record / f"{layout}.csv").read_text(encoding="utf-8")

        counts, delivery = take_in(layout, text)
        again, same = take_in(layout, text)

        assert counts == Counts(created=count)
        assert (again, same.pk) == (Counts(unchanged=count), delivery.pk)
        assert model.objects.count() == count
