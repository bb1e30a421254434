"""The walls an import graph cannot see: foreign keys, reverse accessors and names in templates."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models


ROOT = Path(__file__).parents[2]
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
][0]
FLOOR = {
    room.strip().strip("()"): -depth
    for depth, floor in enumerate(CONTRACT["layers"])
    for room in floor.split("|")
}
LINKS = [
    field
    for model in apps.get_models()
    if model._meta.app_label in FLOOR
    for field in model._meta.get_fields()
    if field.is_relation and not field.auto_created and field.related_model
    if field.related_model._meta.app_label in FLOOR
    if field.related_model._meta.app_label != model._meta.app_label
]
TEMPLATES = sorted((ROOT / "marram").glob("*/templates/**/*.html"))


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "marram").parts[0]


def reaches_up(room: str, text: str) -> list[str]:
    """Return the rooms above `room` that a template links to or takes in."""
    linked = re.findall(r"{%\s*url\s+['\"](\w+):", text)
    included = re.findall(r"{%\s*(?:include|extends)\s+['\"](\w+)/", text)
    return [name for name in linked + included if FLOOR.get(name, 0) > FLOOR[room]]


@pytest.mark.parametrize("field", LINKS, ids=str)
def test_foreign_keys_point_down_and_leave_no_way_back(field):
    assert FLOOR[field.related_model._meta.app_label] < FLOOR[field.model._meta.app_label]
    assert field.remote_field.hidden, (
        f"{field} needs related_name='+': a reverse accessor is an import upwards"
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_link_and_include_downwards_only(path):
    assert reaches_up(room_of(path), path.read_text()) == []


def test_a_template_that_reaches_up_is_found():
    assert reaches_up("people", "{% url 'strategy:plans' %}") == ["strategy"]
    assert reaches_up("design", '{% include "people/account.html" %}') == ["people"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_have_no_script_or_style_of_their_own(path):
    """The content security policy would stop them, and the page would look broken."""
    text = path.read_text()
    assert not re.search(r"<style\b|\sstyle=|\son\w+=", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


def test_every_table_that_names_another_room_is_of_a_room():
    labels = {model._meta.app_label for model in apps.get_models() if "marram" in model.__module__}
    assert labels <= FLOOR.keys()


def test_every_model_has_an_order_of_its_own():
    ours = [model for model in apps.get_models() if model.__module__.startswith("marram.")]
    unordered = [
        model.__name__
        for model in ours
        if not model._meta.ordering
        and not any(isinstance(field, models.OneToOneField) for field in model._meta.fields)
        and not model._meta.auto_created
    ]
    assert unordered == []
