"""The published record of organisations and groups, as it is shipped."""

import csv
import re
from pathlib import Path

import pytest

from marram.people import actions, queries
from marram.people.models import Group, Membership, Organisation
from tests.people.conftest import AT


RECORD = Path(__file__).parents[2] / "marram" / "site" / "record"


def rows(name: str) -> list[dict[str, str]]:
    with (RECORD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def record(db, administrator):
    organisations = actions.record_organisations(
        by=administrator, at=AT, rows=rows("organisations.csv")
    )
    groups = actions.record_groups(by=administrator, at=AT, rows=rows("groups.csv"))
    return organisations, groups


def test_the_record_holds_245_organisations_and_114_groups(record):
    assert record == ((245, 0, 0), (114, 0, 0))
    assert Organisation.objects.count() == 245
    assert Group.objects.count() == 114


def test_recording_the_same_files_again_changes_nothing_and_tells_nothing(
    record, administrator, heard
):
    organisations = actions.record_organisations(
        by=administrator, at=AT, rows=rows("organisations.csv")
    )
    groups = actions.record_groups(by=administrator, at=AT, rows=rows("groups.csv"))

    assert organisations == (0, 0, 245)
    assert groups == (0, 0, 114)
    assert heard == []


def test_a_member_with_a_remark_is_known_and_keeps_the_remark(record):
    seat = Membership.objects.get(group="hwb", organisation="nhs_england")

    assert seat.words == "statutory"


def test_a_member_who_is_no_organisation_is_kept_in_words(record):
    words = Membership.objects.filter(group="hwb", organisation=None).values_list(
        "words", flat=True
    )

    assert list(words) == ["NHS acute provider sector representative"]


def test_the_tree_has_every_group_once(record, resident):
    tree = queries.group_tree(viewer=resident)

    def every(branches):
        for branch in branches:
            yield branch.slug
            yield from every(branch.branches)

    slugs = list(every(tree.roots))
    assert len(slugs) == len(set(slugs)) == tree.groups == 114


def test_the_findings_name_groups_without_chair_or_frequency(record, resident):
    tree = queries.group_tree(viewer=resident)

    found = {heading: {each.group for each in lines} for heading, lines in tree.findings}
    assert "hwb_exec" in found["No chair"] and "hwb" not in found["No chair"]
    assert "adults_forum" in found["No frequency"] and "hwb" not in found["No frequency"]
    assert {"vrp_cop_n", "vrp_cop_s"} <= found["Overlapping purpose"]
    assert "early_partners_2019" not in found["No frequency"]


def test_the_record_names_no_person_and_no_way_to_reach_one():
    text = (RECORD / "organisations.csv").read_text() + (RECORD / "groups.csv").read_text()

    assert not re.search(r"\S+@\S+\.\S+", text)
    assert not re.search(r"\b0\d{2,4} ?\d{3,4} ?\d{3,4}\b", text)
    assert not re.search(r"\b(Cllr|Councillor|Mr|Mrs|Ms|Dr|Prof)\.? [A-Z]", text)
