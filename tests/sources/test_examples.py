"""The examples in this room's docstrings are what happens."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize(
    "name",
    ["readers.cells", "readers.comma_separated", "readers.parts", "readers.sheets", "rules.values"],
)
def test_examples_in_docstrings_hold(name):
    failed, tried = doctest.testmod(importlib.import_module(f"marram.sources.{name}"))

    assert (failed, tried > 0) == (0, True)
