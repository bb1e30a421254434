"""Our colours can be told apart by those who see less, and our styles are those of our sources."""

import re
from pathlib import Path

import pytest

import marram.design
from tools import build_design


DESIGN = Path(marram.design.__file__).parent
BRAND = (DESIGN / "styles" / "_brand.scss").read_text(encoding="utf-8")
STYLES = (DESIGN / "static" / "design" / "marram.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"^\$([a-z-]+): (#[0-9a-f]{6});", BRAND, flags=re.MULTILINE))
TONES = {
    tone: (strong, pale)
    for tone, strong, pale in re.findall(r'"([a-z]+)": \((#[0-9a-f]{6}), (#[0-9a-f]{6})\)', BRAND)
}
FOCUS = "#ffdd00"


def luminance(colour: str) -> float:
    """Source: WCAG 2.2, definition of relative luminance."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Source: WCAG 2.2, definition of contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_published():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(
    ("words", "behind"),
    [
        ("ink", "paper"),
        ("ink", "sand"),
        ("slate", "paper"),
        ("slate", "sand"),
        ("sea-link", "paper"),
        ("sea-link", "sand"),
        ("sea-dark", "paper"),
        ("heather", "paper"),
        ("heather", "sand"),
        ("paper", "sea"),
        ("sand", "sea"),
        ("paper", "slate"),
    ],
)
def test_words_can_be_read(words: str, behind: str):
    assert contrast(COLOURS[words], COLOURS[behind]) >= 4.5


@pytest.mark.parametrize(
    ("drawn", "behind"),
    [
        ("sea", "paper"),
        ("sea", "sand"),
        ("sand-mid", "sea"),
        ("sand-dark", "paper"),
        ("sand-dark", "sand"),
        ("slate", "paper"),
    ],
)
def test_drawings_can_be_seen(drawn: str, behind: str):
    assert contrast(COLOURS[drawn], COLOURS[behind]) >= 3


@pytest.mark.parametrize("tone", TONES)
def test_a_state_can_be_read_on_its_own_ground_and_seen_on_the_page(tone: str):
    strong, pale = TONES[tone]

    assert contrast(strong, pale) >= 4.5
    assert contrast(strong, COLOURS["paper"]) >= 4.5
    assert contrast(strong, COLOURS["sand"]) >= 3
    assert contrast(COLOURS["sea-link"], pale) >= 4.5


def test_every_tone_of_a_state_has_its_colours():
    from marram.design.components import Tone

    assert set(TONES) == {tone.value for tone in Tone}


def test_what_has_focus_can_be_read():
    assert contrast(COLOURS["ink"], FOCUS) >= 4.5


def test_the_styles_were_built_from_the_sources_beside_them():
    assert build_design.fingerprint() in STYLES.splitlines()[0], "run tools/build_design.py"


def test_nothing_that_belongs_to_gov_uk_is_in_the_styles():
    """Its typeface and its crown are for gov.uk alone."""
    for forbidden in ("GDS Transport", "@font-face", "url(", "crest.svg"):
        assert forbidden not in STYLES


@pytest.mark.parametrize("name", ["mark.svg", "mark-mono.svg", "favicon.svg"])
def test_the_mark_is_small_and_draws_itself(name: str):
    mark = (DESIGN / "static" / "design" / name).read_text(encoding="utf-8")

    assert len(mark) < 1000
    assert 'viewBox="0 0 32 32"' in mark
    assert "href" not in mark
