"""The repository's own habits: actions tell, templates are used, nothing passes the ledger."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
ROOMS = ("board", "funding", "indicators", "people", "places", "records", "sources", "strategy")


def actions_of(room: str) -> Iterator[Path]:
    place = ROOT / "marram" / room / "actions"
    if place.is_dir():
        yield from sorted(place.rglob("*.py"))
    else:
        yield from place.parent.glob("actions.py")


def public_actions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for room in ROOMS:
        for path in actions_of(room):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    names = {argument.arg for argument in node.args.kwonlyargs}
                    if {"by", "at"} <= names:
                        yield f"{path.relative_to(ROOT / 'marram')}:{node.name}", node


ACTIONS = dict(public_actions())


def test_there_are_actions_to_look_at():
    assert len(ACTIONS) > 40


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_takes_keywords_only_and_says_what_it_does(name):
    node = ACTIONS[name]
    assert not node.args.args, "an action takes keywords only"
    assert ast.get_docstring(node), "an action says what it does"


def test_nothing_but_actions_and_migrations_writes():
    """Views, queries and presenters read: a write there would pass the ledger by."""
    writes = re.compile(
        r"\.objects\.create\(|\.save\((?:\)|update_fields|force_insert)|\.delete\(\)|bulk_create\(|get_or_create\("
    )
    found = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for part in ("views", "queries", "presenters", "policies", "rules", "forms", "panels")
        for path in (ROOT / "marram" / room).glob(f"{part}*")
        for path in ([path] if path.is_file() else path.rglob("*.py"))
        if writes.search(path.read_text())
    ]
    assert found == []


def test_the_clock_is_read_at_the_doors_as_the_time_here():
    """A moment in UTC has yesterday's date for an hour of every summer night."""
    anywhere = re.compile(r"timezone\.now\(\)|datetime\.now\(|date\.today\(")
    at_a_door = re.compile(r"timezone\.local(?:time|date)\(\)")
    doors = re.compile(r"/(?:views|api|management|panels|site)/|/(?:views|reactions)\.py")
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "marram").rglob("*.py")
        for text in [path.read_text()]
        if anywhere.search(text) or (at_a_door.search(text) and not doors.search(str(path)))
    ]
    assert found == []


def test_every_template_is_used():
    code = "\n".join(
        path.read_text() for path in (ROOT / "marram").rglob("*") if path.suffix in (".py", ".html")
    )
    unused = [
        name
        for path in (ROOT / "marram").glob("*/templates/**/*")
        if path.is_file()
        for name in [str(path).partition("/templates/")[2]]
        # The names of these are asked for by the packages whose pages they replace.
        if not name.startswith(("account/", "mfa/", "403", "404", "500")) and name not in code
    ]
    assert unused == []


def test_nothing_names_a_machine_or_an_index_host():
    tracked = [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and path.suffix in (".py", ".md", ".toml", ".lock", ".html", ".js", ".csv", "")
        and not any(
            part.startswith(".") or part == "node_modules" for part in path.parts[len(ROOT.parts) :]
        )
    ]
    hosts = (r"pypi\.", r"files\.python", r"registry\.npm", r"/wor", r"deb\.deb")
    ends = ("org", "hosted", "js", "k/", "ian")
    named = re.compile("|".join(first + last for first, last in zip(hosts, ends, strict=True)))
    assert [str(path) for path in tracked if named.search(path.read_text(errors="ignore"))] == []
