"""A definition that changes is a new version; as YAML it goes out and comes back the same."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.indicators import actions, queries
from marram.indicators.models import Definition, Indicator
from marram.indicators.rules import exchange
from tests.world import indicators as world
from tests.world import millbrook as borough


ON = date(2025, 7, 10)
JUNE = datetime(2025, 6, 20, 9, 0, tzinfo=borough.LONDON)
pytestmark = pytest.mark.database


def changed(fields, *, slug="lonely", seen=1, by=borough.BUILDER):
    return actions.redefine(by=by, at=JUNE, slug=slug, seen_version=seen, fields=fields)


def test_a_changed_definition_is_a_new_version_and_the_old_one_stays(measures, heard):
    heard.clear()

    changed({"meaning": "Adults who often feel lonely", "polarity": "low is good"})

    newest, first = queries.history(viewer=measures.analyst, slug="lonely")
    assert (newest.number, first.number) == (2, 1)
    assert first.meaning.startswith("Adults who say in a survey")
    (event,) = heard
    assert set(event.after) == {"meaning"}
    assert event.before["meaning"].startswith("Adults who say in a survey")


def test_a_definition_that_says_what_it_said_stays_as_it_is(measures, heard):
    heard.clear()

    changed({"title": world.LONELY["title"]})

    assert Definition.objects.filter(indicator="lonely").count() == 1
    assert heard == []


def test_yesterdays_figure_is_told_by_yesterdays_definition(measures):
    changed({"highest": 9.0})

    now = queries.latest(viewer=borough.BUILDER, on=ON, indicators=["lonely"])
    before = queries.latest(
        viewer=borough.BUILDER, on=ON, indicators=["lonely"], as_at=borough.SPRING
    )

    assert now["lonely", world.MILLBROOK].estimate.value == 8.8
    assert now["lonely", world.MILLBROOK].keys.definition == "lonely/2"
    assert before["lonely", world.MILLBROOK].estimate.value == 9.3
    assert before["lonely", world.MILLBROOK].keys.definition == "lonely/1"


def test_two_people_who_change_a_definition_are_shown_both_texts(measures):
    changed({"meaning": "Mine"})

    with pytest.raises(Conflict) as conflict:
        changed({"meaning": "Yours"})

    assert conflict.value.theirs == {"meaning": "Mine"}
    assert conflict.value.version == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"measure": "guess"}, "“guess” is not a measure. Use one of: proportion"),
        ({"polarity": "not compared"}, "is not a polarity"),
        ({"title": " "}, "needs a title and a unit"),
        ({"lowest": 5.0, "highest": 4.0}, "must be above the lowest"),
        ({"interval": "Poisson, Byar from 10 events"}, "is not one of a proportion"),
        ({"unit": "weeks"}, "A proportion is stated in percent or per 1,000"),
    ],
)
def test_a_definition_that_does_not_hold_together_is_refused(measures, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        changed(fields)

    assert Definition.objects.filter(indicator="lonely").count() == 1


def test_only_analysts_define(measures):
    for act in (
        lambda: changed({"title": "Mine"}, by=measures.partner),
        lambda: actions.define(by=measures.partner, at=JUNE, slug="x", fields=world.LONELY),
        lambda: actions.withdraw_indicator(by=measures.partner, at=JUNE, slug="lonely"),
        lambda: actions.record_yaml(by=measures.partner, at=JUNE, text="[]"),
    ):
        with pytest.raises(Refused, match="Only analysts may change what an indicator means"):
            act()
    with pytest.raises(Missing):
        changed({"title": "Nobody's"}, slug="nobody")
    with pytest.raises(Refused, match="There already is an indicator lonely"):
        actions.define(by=borough.BUILDER, at=JUNE, slug="lonely", fields=world.LONELY)


def test_an_indicator_is_published_and_taken_back(measures, resident):
    actions.withdraw_indicator(by=borough.BUILDER, at=JUNE, slug="lonely")
    with pytest.raises(Missing):
        queries.definition(viewer=resident, slug="lonely")

    actions.publish_indicator(by=borough.BUILDER, at=JUNE, slug="lonely", on=ON)

    assert queries.definition(viewer=resident, slug="lonely").published_on == ON
    assert Indicator.objects.get(pk="lonely").version == 1


def test_definitions_go_out_as_yaml_and_coming_back_change_nothing(measures, heard):
    text = queries.definitions_yaml(viewer=borough.BUILDER)
    heard.clear()

    told = actions.record_yaml(by=borough.BUILDER, at=JUNE, text=text)

    assert told == (0, 0, 4)
    assert heard == []
    assert "title: Adults who feel lonely" in text


def test_a_yaml_file_adds_and_changes_definitions(measures):
    text = queries.definitions_yaml(viewer=borough.BUILDER, slugs=["lonely"])
    text = text.replace("Adults who feel lonely", "Lonely adults")
    text += text.replace("indicator_id: lonely", "indicator_id: isolated")

    told = actions.record_yaml(by=borough.BUILDER, at=JUNE, text=text)

    assert told == (1, 1, 0)
    assert queries.definition(viewer=borough.BUILDER, slug="lonely").title == "Lonely adults"
    isolated = queries.definition(viewer=borough.BUILDER, slug="isolated")
    assert (isolated.cycle, isolated.lag_days) == ("yearly", 180)


GOOD = "- indicator_id: x\n  title: X\n  measure: count\n  unit: people\n  polarity: low is good\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "must hold a list of definitions"),
        ("title: X", "must hold a list of definitions"),
        ("- [", "cannot be read as YAML: look at line"),
        ("- x", "Definition 1 is not a list of fields"),
        (GOOD.replace("title", "titel"), "has a field “titel”, which is none"),
        (GOOD.replace("  unit: people\n", ""), "Definition 1 lacks its unit"),
        (GOOD + GOOD, "defines x twice"),
        (GOOD + "  lowest: low\n", "does not say its lowest as it should"),
        (GOOD + "  published_on: soon\n", "does not say its published_on as it should"),
        (GOOD + "  title: [a, b]\n", "does not say its title as it should"),
        (GOOD + "  data_source: nobody\n", "no source of figures called nobody"),
        (GOOD.replace("count", "guess"), "“guess” is not a measure"),
        ("- &a !!python/object/apply:os.system [ls]\n", "cannot be read as YAML"),
        ("a: &a [x]\nb: [*a, *a]\n", "uses references"),
    ],
)
def test_a_yaml_file_that_cannot_be_right_is_refused_and_changes_nothing(measures, text, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.record_yaml(by=borough.BUILDER, at=JUNE, text=text)

    assert Indicator.objects.count() == 4


texts = st.text(min_size=1).filter(lambda text: text.strip() and text.isprintable())


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
def test_whatever_a_definition_says_survives_the_way_out_and_back(said):
    rows = [
        {"indicator_id": f"i{number}", "title": title, "measure": "count", "unit": "people",
         "polarity": "low is good", "meaning": meaning}
        for number, (title, meaning) in enumerate(said)
    ]  # fmt: skip

    assert exchange.read(exchange.written(rows)) == rows
