"""The workbook of a return: everything has its place, and reading it back gives the same return."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from marram.foundation.verdicts import Refused
from marram.funding.presenters.workbooks import workbook_bytes
from marram.funding.rules import values
from marram.funding.rules.workbooks.drawing import LONGEST
from marram.funding.rules.workbooks.layout import BLOCKS, Fact, Table
from marram.funding.rules.workbooks.reading import read
from marram.sources import queries as sources
from tests.funding.returned import returns


SCHEME = values.Scheme(
    key="1.1",
    scheme_id=1,
    name="Virtual ward",
    scheme_type="Community Based Schemes",
    area="Community Health",
    commissioner="nhs",
    provider="community",
    source="minimum-nhs",
    planned=Decimal("1381364.25"),
    standing="Existing",
)
RETURN = values.ReturnValues(
    year=2020,
    kind="year-end",
    period="outturn",
    area="Millbrook",
    council="Millbrook Council",
    nhs="NHS Millbrook",
    minimums={"out-of-hospital": Decimal(100), "social-care": None},
    schemes=(SCHEME,),
)


def sent_back(sent: values.ReturnValues, *, ours: values.ReturnValues | None = None):
    return read(sources.lines(content=workbook_bytes(sent)), ours=ours or sent)


@given(returns())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_reading_a_workbook_back_gives_an_identical_return(sent):
    taken = sent_back(sent)

    assert taken.findings == ()
    assert taken.values == sent


def test_every_field_of_a_return_has_its_place():
    kept = {f"{block.part}.{column.name}" for block in tables() for column in block.columns}
    kept |= {fact.path for fact in facts()}
    lines = {
        "income": values.Income,
        "schemes": values.Scheme,
        "conditions": values.Condition,
        "statements": values.Statement,
        "enablers": values.Enabler,
        "fees": values.Fee,
        "metrics": values.Metric,
    }
    not_said = {"number", "version", "actuals"}
    said = {
        f"{part}.{each.name}"
        for part, kind in {**lines, "cover": values.Cover, "answers": values.Answers}.items()
        for each in fields(kind)
        if each.name not in not_said
    }
    said |= {each.name for each in fields(values.ReturnValues)} - {
        "cover", "answers", "minimums", *lines,
    }  # fmt: skip
    assert said <= kept


def test_sheets_stand_in_the_order_of_the_template():
    tabs = dict.fromkeys(line.sheet for line in sources.lines(content=workbook_bytes(RETURN)))
    assert list(tabs)[:4] == ["2. Cover", "3. National Conditions", "4. Income", "5. Expenditure"]
    assert list(tabs)[-1] == "Lists"


def test_a_text_that_no_cell_can_hold_is_refused_and_not_cut():
    long = replace(RETURN, schemes=(replace(SCHEME, description="a" * (LONGEST + 1)),))
    with pytest.raises(Refused, match="32,768 characters"):
        workbook_bytes(long)


def test_a_workbook_of_another_return_is_told_apart():
    taken = sent_back(replace(RETURN, area="Elsewhere"), ours=RETURN)
    assert [(each.sheet, each.cell, each.sentence) for each in taken.findings] == [
        ("2. Cover", "B3", "Health and Wellbeing Board is Millbrook.")
    ]


def tables() -> list[Table]:
    return [block for blocks in BLOCKS.values() for block in blocks if isinstance(block, Table)]


def facts() -> list[Fact]:
    return [block for blocks in BLOCKS.values() for block in blocks if isinstance(block, Fact)]
