"""The published record, loaded by the command that everybody uses."""

import re
from importlib import resources

import pytest

from marram.people.models import Group, Organisation
from marram.records import queries as ledger
from marram.records.models import LedgerEntry
from marram.site import demo
from marram.sources.models import ProposedRow
from marram.strategy import models


FOLDER = resources.files("marram.site") / "record"
FILES = sorted(path.name for path in FOLDER.iterdir())
LOADED = {
    Organisation: 245,
    Group: 114,
    models.Strategy: 76,
    models.StrategyLink: 76,
    models.Element: 271,
    models.Coverage: 20,
    models.Promise: 19,
    models.Plan: 29,
    models.Action: 415,
    models.Update: 68,
    models.Question: 22,
    models.Answer: 13,
}


@pytest.fixture
def said(db):
    lines = []
    demo.load_record(say=lines.append)
    return lines


@pytest.mark.database
def test_the_record_comes_in_whole_and_twice_changes_nothing(said):
    counts = {model.__name__: model.objects.count() for model in LOADED}
    entries = LedgerEntry.objects.count()

    assert counts == {model.__name__: number for model, number in LOADED.items()}
    assert not any("set aside" in line for line in said)
    assert len(said) == len(demo.RECORD)

    demo.load_record(say=said.append)

    assert {model.__name__: model.objects.count() for model in LOADED} == counts
    assert LedgerEntry.objects.count() == entries
    assert ledger.verify().whole


def test_the_crisis_plan_has_its_actions_and_nearly_all_leads_are_known(said):
    assert models.Action.objects.filter(plan="crisis-care-concordat").count() == 42
    leads = models.ActionLead.objects
    assert leads.filter(organisation=None, group=None).count() < leads.count() / 4


def test_every_file_of_the_record_is_loaded():
    assert set(FILES) == set(demo.RECORD)


@pytest.mark.parametrize("name", FILES)
def test_the_record_names_no_person_and_no_way_to_reach_one(name):
    """Roles stand for people. What looks like an address, a number or a title is looked for."""
    text = (FOLDER / name).read_text()
    assert re.findall(r"[\w.]+@[\w.]+|\b0\d{3,4} ?\d{3} ?\d{3,4}\b", text) == []
    assert re.findall(r"\b(?:Mr|Mrs|Ms|Dr|Cllr|Councillor|Professor) [A-Z]\w+", text) == []


def test_what_is_set_aside_is_a_fault_of_the_record(said):
    assert not ProposedRow.objects.filter(state="quarantined").exists()
