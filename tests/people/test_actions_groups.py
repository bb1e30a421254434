import pytest

from marram.foundation.verdicts import Conflict, Refused
from marram.people import actions, queries
from marram.people.events import GroupAmended
from tests.people.conftest import AT, ON


def add(administrator, slug, parent=None):
    fields = {"name": slug.capitalize(), "parent": parent}
    return actions.add_group(by=administrator, at=AT, slug=slug, fields=fields)


def amend(administrator, slug, fields, *, seen_version=1, members=None):
    return actions.amend_group(
        by=administrator,
        at=AT,
        slug=slug,
        seen_version=seen_version,
        fields=fields,
        members=members,
    )


def test_a_group_may_not_sit_under_one_of_its_own(board, administrator):
    add(administrator, "executive", parent="millbrook-board")
    add(administrator, "finance", parent="executive")

    with pytest.raises(Refused, match="the line upwards would run in a circle"):
        amend(administrator, "millbrook-board", {"parent": "finance"})


def test_rows_that_run_in_a_circle_are_refused_and_none_is_written(db, administrator, resident):
    rows = [
        {"slug": "one", "name": "One", "parent": "two"},
        {"slug": "two", "name": "Two", "parent": "one"},
    ]

    with pytest.raises(Refused, match="circle"):
        actions.record_groups(by=administrator, at=AT, rows=rows)

    assert queries.group_tree(viewer=resident).groups == 0


def test_a_parent_that_is_not_in_the_list_is_kept_in_words_and_found(db, administrator, resident):
    rows = [{"slug": "one", "name": "One", "parent": "lost_board", "members": ""}]

    actions.record_groups(by=administrator, at=AT, rows=rows)

    page = queries.group(viewer=resident, slug="one", on=ON)
    assert page.above == ()
    assert any("“lost_board”, which is not in the list" in each.sentence for each in page.findings)


def test_a_new_list_of_members_is_told_whole(board, administrator, heard):
    amend(administrator, "millbrook-board", {}, members=["millbrook-council (chair)"])

    [told] = heard
    assert isinstance(told, GroupAmended)
    assert told.before == {"members": ["millbrook-council", "two residents"]}
    assert told.after == {"members": ["millbrook-council (chair)"]}


def test_the_same_members_are_no_change(board, administrator, heard):
    amend(administrator, "millbrook-board", {}, members=["millbrook-council", "two residents"])

    assert heard == []


def test_the_second_of_two_editors_gets_both_lists_of_members(board, administrator):
    amend(administrator, "millbrook-board", {}, members=["millbrook-council"])

    with pytest.raises(Conflict) as conflict:
        amend(administrator, "millbrook-board", {"status": "active"}, members=["two residents"])

    assert conflict.value.theirs == {"status": "", "members": "millbrook-council"}


@pytest.mark.parametrize(("role", "sentence"), [("resident", "Only a board officer")])
def test_a_resident_may_not_change_groups(board, resident, role, sentence):
    with pytest.raises(Refused, match=sentence):
        amend(resident, "millbrook-board", {"name": "Ours"})
