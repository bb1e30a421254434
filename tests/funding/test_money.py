"""Money is exact: pounds and pence in the tables, in the code and in what is shown."""

import ast
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Sum
from hypothesis import given, settings
from hypothesis import strategies as st

from marram.funding.models import SchemeLine
from marram.funding.models.exact import Exact
from marram.funding.rules.shown import THOUSAND, shown
from tests.world import funding


ROOM = Path(__file__).parents[2] / "marram" / "funding"
# A picture is drawn in whole and broken pixels, a bar in hundredths of its width.
DRAWN = {"pictures.py"}


@pytest.mark.parametrize("path", sorted(ROOM.rglob("*.py")), ids=lambda path: path.name)
def test_no_float_anywhere(path):
    """A float literal, the type, or a number divided: each would turn pence into fractions."""
    tree = ast.parse(path.read_text())
    floats = [
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Attribute) and node.attr in ("FloatField", "FLOAT"))
    ]
    assert path.name in DRAWN or not floats, f"line {floats[0].lineno if floats else 0}"


@pytest.mark.database
def test_pence_add_up_to_the_penny_in_the_database(millbrook):
    plan = funding.fund()
    lines = SchemeLine.objects.filter(of=plan)
    for line in lines:
        line.planned = Decimal("0.10")
        line.save()

    total = lines.aggregate(total=Sum("planned"))["total"]

    assert total == Decimal("0.80")
    assert str(lines.first().planned) == "0.10"
    assert lines.filter(planned__gte=Decimal("0.10")).count() == len(funding.SCHEMES)


@pytest.mark.parametrize("wrong", [Decimal("0.001"), Decimal("NaN"), Decimal("Infinity")])
def test_a_column_of_pence_takes_pence(wrong):
    with pytest.raises(ValueError, match="takes 2 decimal places"):
        Exact(places=2).get_prep_value(wrong)


def test_shown_totals_say_when_they_are_not_the_sum_of_what_is_shown():
    exact = shown([Decimal("1.00"), Decimal("2.00")])
    rounded = shown([Decimal(1_499), Decimal(1_499)], unit=THOUSAND)

    assert (exact.total, exact.note) == (3, "")
    assert (rounded.parts, rounded.total) == ((1, 1), 3)
    assert rounded.note == "Rounded figures: those shown add up to 2."


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-(10**9), 10**9).map(lambda pence: Decimal(pence).scaleb(-2))))
def test_a_shown_total_equals_its_parts_or_says_why_not(amounts):
    told = shown(amounts)

    assert (sum(told.parts) == told.total) == (not told.note)
    assert abs(told.total - sum(amounts)) <= Decimal("0.5")
