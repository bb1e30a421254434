import pytest

from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.people import actions
from marram.people.events import OrganisationAmended
from tests.people.conftest import AT


def amend(administrator, fields, *, seen_version=1, slug="millbrook-council"):
    return actions.amend_organisation(
        by=administrator, at=AT, slug=slug, seen_version=seen_version, fields=fields
    )


def test_changing_an_organisation_tells_only_the_fields_that_changed(council, administrator, heard):
    amend(administrator, {"name": "Millbrook Borough Council", "sector": "council"})

    [told] = heard
    assert isinstance(told, OrganisationAmended)
    assert told.before == {"name": "Millbrook Council"}
    assert told.after == {"name": "Millbrook Borough Council"}
    assert str(told.subject) == "people.organisation/millbrook-council"


def test_a_change_that_changes_nothing_is_not_told_and_counts_no_version(
    council, administrator, heard
):
    amended = amend(administrator, {"name": "Millbrook Council"})

    assert heard == []
    assert amended.version == 1


def test_the_second_of_two_editors_gets_both_texts(council, administrator):
    amend(administrator, {"name": "Millbrook Borough Council"})

    with pytest.raises(Conflict) as conflict:
        amend(administrator, {"name": "Council of Millbrook"})

    assert conflict.value.theirs == {"name": "Millbrook Borough Council"}
    assert conflict.value.version == 2


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"sector": "charity"}, "“charity” is not a sector. Use one of: council, NHS"),
        ({"part_of": "millbrook-council"}, "cannot be part of itself"),
        ({"part_of": "nowhere"}, "There is no organisation called nowhere"),
        ({"name": ""}, "Enter the name of the organisation millbrook-council"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_in_words(council, administrator, fields, reason):
    with pytest.raises(Refused, match=reason):
        amend(administrator, fields)


def test_a_resident_may_not_change_the_list(council, resident):
    with pytest.raises(Refused, match="Only a board officer or an administrator"):
        amend(resident, {"name": "Ours"})


def test_an_unknown_organisation_is_missing(db, administrator):
    with pytest.raises(Missing, match="There is no organisation nowhere"):
        amend(administrator, {"name": "Ours"}, slug="nowhere")


def test_a_key_is_taken_once(council, administrator):
    with pytest.raises(Refused, match="There already is an organisation called millbrook-council"):
        actions.add_organisation(
            by=administrator,
            at=AT,
            slug="millbrook-council",
            fields={"name": "Another", "sector": "council"},
        )


def test_a_row_may_be_part_of_an_organisation_further_down(db, administrator):
    rows = [
        {"slug": "service", "name": "A service", "sector": "council", "part_of": "council"},
        {"slug": "council", "name": "A council", "sector": "council", "part_of": ""},
    ]

    recorded = actions.record_organisations(by=administrator, at=AT, rows=rows)

    assert recorded == (2, 0, 0)


def test_a_row_leaves_alone_what_it_does_not_hold(council, administrator, heard):
    amend(administrator, {"kind": "unitary"})
    heard.clear()

    recorded = actions.record_organisations(
        by=administrator, at=AT, rows=[{"slug": "millbrook-council", "short_name": "MC"}]
    )

    assert recorded == (0, 1, 0)
    assert heard[0].after == {"short_name": "MC"}


@pytest.mark.database
def test_a_bad_row_keeps_the_good_ones_out_too(council, administrator):
    rows = [
        {"slug": "good", "name": "Good", "sector": "council"},
        {"slug": "Bad Key", "name": "Bad", "sector": "council"},
    ]

    with pytest.raises(Refused, match="“Bad Key” cannot be a key"):
        actions.record_organisations(by=administrator, at=AT, rows=rows)

    with pytest.raises(Missing):
        amend(administrator, {"name": "Good"}, slug="good")
