"""Our components print what GOV.UK Frontend prints: each is compared with its own examples."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.design.markup import said
from tests.design.upstream import OURS


FIXTURES = Path(__file__).parent / "fixtures"
EXAMPLES = [
    pytest.param(path.stem, example, id=f"{path.stem}: {example['name']}")
    for path in sorted(FIXTURES.glob("*.json"))
    for example in json.loads(path.read_text(encoding="utf-8"))
]

# What we decided not to have, with the reason. A line that starts to pass must leave this list.
GAP = "our tuples hold no gaps, so nothing is counted for one"
EMPTY = "an element with nothing in it helps nobody"
NOT_OURS = {
    ("accordion", "with falsy values"): GAP,
    ("checkboxes", "with falsy values"): GAP,
    ("radios", "with falsy items"): GAP,
    ("task-list", "with empty values"): GAP,
    ("footer", "with empty meta"): EMPTY,
    ("footer", "with empty meta items"): EMPTY,
    ("character-count", "with maxwords"): "maxwords is on its way out upstream; we count words",
    ("panel", "interruption, no actions items"): EMPTY,
}


def without_the_crown(html: str) -> str:
    """Return a footer without the crown, the licence and the copyright: not ours to show."""
    html = re.sub(r'<svg\s[^>]*class="govuk-footer__crown".*?</svg>', "", html, flags=re.DOTALL)
    html = re.sub(
        r'<svg\s+aria-hidden="true"\s+focusable="false"\s+class="govuk-footer__licence-logo".*?</svg>\s*'
        r'<span class="govuk-footer__licence-description">.*?</span>\s*(?=</div>)',
        "",
        html,
        flags=re.DOTALL,
    )
    return re.sub(
        r'<div class="govuk-footer__meta-item">\s*<a\s+class="govuk-footer__link '
        r'govuk-footer__copyright-logo".*?</a>\s*</div>',
        "",
        html,
        flags=re.DOTALL,
    )


def expected(kind: str, example: dict[str, Any]) -> list[tuple[object, ...]]:
    html = example["html"]
    return said(without_the_crown(html) if kind == "footer" else html)


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_a_component_prints_what_the_example_prints(kind: str, example: dict[str, Any]):
    component = OURS[kind](example["options"])

    printed = said(str(component))

    if (kind, example["name"]) in NOT_OURS:
        assert printed != expected(kind, example), "this example passes now: take it off the list"
    else:
        assert printed == expected(kind, example)


def test_every_example_left_out_exists():
    names = {(param.values[0], param.values[1]["name"]) for param in EXAMPLES}

    assert NOT_OURS.keys() <= names


def test_a_wrong_class_or_word_is_noticed():
    """The comparison itself can fail."""
    tag = '<strong class="govuk-tag">Late</strong>'

    assert said(tag) != said('<strong class="govuk-tag govuk-tag--red">Late</strong>')
    assert said(tag) != said('<strong class="govuk-tag">Early</strong>')
    assert said(tag) == said('<strong  class=" govuk-tag"> Late\n</strong>')
