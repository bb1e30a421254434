"""What charts draw, say and tabulate: the same facts three times, and words that can be read."""

import struct
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as any_of

from marram.design import charts, gallery
from marram.design.charts import lettering, palette
from marram.design.charts.base import FONTS
from marram.design.components import Component
from tests.design.test_brand import COLOURS, luminance


SHOWN = [
    (f"{exhibit.name} {sample.state}", sample.component)
    for exhibit in gallery.exhibits()
    for sample in exhibit.samples
    if isinstance(sample.component, charts.Chart)
]
WIDTHS = (charts.NARROW, 480, charts.WIDE)
NAMES = any_of.text(alphabet="abcdefgh WMil,'%", min_size=1, max_size=40).map(
    lambda name: name.strip() or "x"
)
LETTERS = "".join(map(chr, range(32, 127))) + "£–—’‘“”…≤≥≈±×°·"
AMOUNTS = any_of.floats(min_value=0, max_value=1e7, allow_nan=False)


def must_be_legible(chart: charts.Chart) -> None:
    """Fail where words are cut off or lie over one another, at any width."""
    for width in (*WIDTHS, chart.most_width):
        drawing = chart.draw(max(width, chart.least_width))
        for label in drawing.labels:
            assert label.left >= -0.6, (width, label)
            assert label.right <= drawing.width + 0.6, (width, label)
            assert label.top >= -0.6, (width, label)
            assert label.bottom <= drawing.height + 0.6, (width, label)
        for one, other in combinations(drawing.labels, 2):
            assert not one.overlaps(other), (width, one, other)


def cells(chart: charts.Chart) -> str:
    return " ".join(str(getattr(cell, "text", cell)) for row in chart.rows for cell in row)


def test_every_chart_hangs_in_the_gallery():
    kinds = {getattr(charts, name) for name in charts.__all__}
    known = {each for each in kinds if isinstance(each, type) and issubclass(each, Component)}
    shown = {type(sample.component) for each in gallery.exhibits() for sample in each.samples}

    assert known - shown == {charts.Chart}


@pytest.mark.parametrize(("name", "chart"), SHOWN, ids=[name for name, _ in SHOWN])
class TestEveryChart:
    def test_its_words_are_neither_cut_off_nor_over_one_another(self, name, chart):
        must_be_legible(chart)

    def test_it_is_well_formed_and_named_for_those_who_cannot_see_it(self, name, chart):
        for framed in (False, True):
            drawn = ElementTree.fromstring(chart.svg(framed=framed))
            assert drawn.get("role") == "img"
            assert drawn.get("aria-label") == chart.words
            assert chart.title in chart.words

    def test_it_stands_alone_with_its_title_and_source(self, name, chart):
        alone = ElementTree.fromstring(chart.svg(framed=True))
        said = " ".join(alone.itertext())

        assert all(word in said for word in chart.title.split())
        assert all(word in said for word in chart.source.split())

    def test_its_table_says_the_same_and_is_whole(self, name, chart):
        assert chart.table.caption == chart.title
        assert chart.rows
        assert all(len(row) == len(chart.columns) for row in chart.rows)

    def test_it_is_drawn_the_same_every_time(self, name, chart):
        assert chart.svg() == chart.svg()

    def test_it_styles_nothing_inline(self, name, chart):
        drawn = ElementTree.fromstring(chart.svg())
        assert not any("style" in each.attrib or "id" in each.attrib for each in drawn.iter())


def test_a_chart_is_a_picture_of_its_width():
    chart = SHOWN[0][1]

    picture = chart.png(width=400, dots_per_inch=72)

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    wide, _ = struct.unpack(">II", picture[16:24])
    assert wide == 400
    assert picture == chart.png(width=400, dots_per_inch=72)


@settings(max_examples=25)
@given(
    any_of.lists(any_of.none() | any_of.floats(-1e6, 1e6), min_size=1, max_size=40), any_of.data()
)
def test_a_trend_of_any_values_is_legible(values: list[float | None], data: any_of.DataObject):
    struck = data.draw(any_of.frozensets(any_of.integers(0, len(values) - 1), max_size=1))
    periods = tuple(f"{1980 + place}/{81 + place}" for place in range(len(values)))

    must_be_legible(
        charts.Trend(
            title="Any",
            unit="per 100,000",
            periods=periods,
            series=(charts.Series("Here", tuple(values), struck=struck),),
        )
    )


@settings(max_examples=25)
@given(any_of.lists(any_of.tuples(NAMES, any_of.none() | any_of.floats(-1e5, 1e5)), max_size=12))
def test_bars_of_any_names_and_values_are_legible(rows: list[tuple[str, float | None]]):
    bars = tuple(charts.RankedBar(name, value, note="too few to show") for name, value in rows)

    must_be_legible(charts.RankedBars(title="Any", bars=bars, benchmark=5))


@settings(max_examples=25)
@given(any_of.lists(any_of.tuples(NAMES, AMOUNTS, AMOUNTS), min_size=1, max_size=8))
def test_parts_of_any_size_are_legible(rows: list[tuple[str, float, float]]):
    names, first, second = (tuple(each) for each in zip(*rows, strict=True))
    series = (charts.Amounts("One", first), charts.Amounts("Other", second))

    for grouped in (False, True):
        must_be_legible(
            charts.PartBars(title="Any", unit="£", bars=names, series=series, grouped=grouped)
        )


@settings(max_examples=25)
@example([(0, 0, 5e-324)])
@given(any_of.lists(any_of.tuples(any_of.integers(0, 4), any_of.integers(0, 6), AMOUNTS)))
def test_a_flow_of_any_amounts_is_legible(streams: list[tuple[int, int, float]]):
    must_be_legible(
        charts.Flow(
            title="Any",
            unit="£",
            stages=(
                charts.Stage("From", tuple(f"Source number {n}" for n in range(5))),
                charts.Stage("To", tuple(f"A provider with a long name {n}" for n in range(7))),
            ),
            streams=tuple(
                charts.Stream(f"Source number {a}", f"A provider with a long name {b}", amount)
                for a, b, amount in streams
            ),
        )
    )


@settings(max_examples=25)
@given(
    any_of.lists(
        any_of.tuples(NAMES, any_of.floats(1, 1e6), any_of.floats(0, 100)), min_size=1, max_size=30
    )
)
def test_a_funnel_names_only_where_there_is_room(points: list[tuple[str, float, float]]):
    sizes = (1.0, 10.0, 1e3, 1e6)
    limits = charts.FunnelLimits(sizes, (0,) * 4, (90, 80, 60, 55), (0,) * 4, (99, 90, 70, 60))

    must_be_legible(
        charts.FunnelPlot(
            title="Any",
            average=50,
            limits=limits,
            points=tuple(charts.FunnelPoint(*point, charts.Judgement.HIGHER) for point in points),
        )
    )


def test_a_value_that_was_struck_is_crossed_out_and_does_not_stretch_the_picture():
    series = charts.Series("Here", (50.1, 3707.0, 51.4), struck=frozenset({1}))
    chart = charts.Trend(title="Recovery", unit="%", periods=("Q1", "Q2", "Q3"), series=(series,))

    drawing = chart.draw(charts.WIDE)

    assert "3,707.0 (left out)" in cells(chart)
    assert "Left out: see data quality" in [label.words for label in drawing.labels]
    assert [run for run in series.runs] == [((0, 50.1),), ((2, 51.4),)]
    highest = max(float(words) for words in _scale_words(drawing))
    assert highest < 60


def _scale_words(drawing) -> list[str]:
    return [label.words for label in drawing.labels if label.words.replace(".", "").isdigit()]


def test_a_missing_value_is_a_gap_and_never_nought():
    series = charts.Series("Here", (1.0, None, 3.0))

    assert list(series.runs) == [((0, 1.0),), ((2, 3.0),)]


def test_series_and_periods_must_fit():
    with pytest.raises(ValueError, match="Here must have a value or None for each of 3 periods"):
        charts.Trend(title="Any", periods=("a", "b", "c"), series=(charts.Series("Here", (1.0,)),))


def test_what_is_below_nought_is_no_part_of_a_whole():
    series = (charts.Amounts("One", (-1.0,)),)

    with pytest.raises(ValueError, match="must not be below nought"):
        charts.PartBars(title="Any", bars=("a",), series=series)


def test_what_flows_must_lead_from_a_stage_to_the_next():
    stages = (charts.Stage("From", ("Health",)), charts.Stage("To", ("Care",)))

    with pytest.raises(ValueError, match="no stage holds Care with Health in the next"):
        charts.Flow(title="Any", stages=stages, streams=(charts.Stream("Care", "Health", 1.0),))


def test_the_council_may_give_and_receive():
    stages = (charts.Stage("From", ("Council",)), charts.Stage("To", ("Council", "Trust")))
    streams = (charts.Stream("Council", "Council", 2.0), charts.Stream("Council", "Trust", 1.0))

    flow = charts.Flow(title="Any", unit="£m", stages=stages, streams=streams)

    assert "From: Council £3.0m; To: Council £2.0m and Trust £1.0m" in flow.words


@pytest.mark.parametrize(
    ("worst", "best", "value", "place"),
    [(90.0, 10.0, 30.0, 0.5), (10.0, 90.0, 30.0, -0.5), (10.0, 90.0, 50.0, 0.0)],
)
def test_a_spine_has_the_worst_on_the_left_whichever_way_is_good(worst, best, value, place):
    row = charts.SpineRow("Any", value, benchmark=50.0, worst=worst, best=best)

    assert row.place(value) == pytest.approx(place)


@pytest.mark.parametrize("font", ["Regular", "Bold"])
def test_letters_are_as_wide_as_in_the_font_we_ship(font: str):
    advances = _advances((FONTS / f"LiberationSans-{font}.ttf").read_bytes())

    for letter in LETTERS:
        wide = lettering.width(letter, 1000, bold=font == "Bold")
        assert wide == pytest.approx(advances[letter], abs=1), letter


def _advances(font: bytes) -> dict[str, float]:
    """Return the advance of letters in thousandths. Source: OpenType, tables cmap 4 and hmtx."""
    tables = {}
    for number in range(struct.unpack(">H", font[4:6])[0]):
        tag, _, start, _ = struct.unpack(">4sIII", font[12 + 16 * number : 28 + 16 * number])
        tables[tag] = start
    (units,) = struct.unpack_from(">H", font, tables[b"head"] + 18)
    (many,) = struct.unpack_from(">H", font, tables[b"hhea"] + 34)
    wide = [struct.unpack_from(">H", font, tables[b"hmtx"] + 4 * n)[0] for n in range(many)]
    glyphs = _glyphs(font, tables[b"cmap"])
    return {letter: wide[min(glyph, many - 1)] * 1000 / units for letter, glyph in glyphs.items()}


def _glyphs(font: bytes, cmap: int) -> dict[str, int]:
    for number in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        at = cmap + struct.unpack_from(">HHI", font, cmap + 4 + 8 * number)[2]
        if struct.unpack_from(">H", font, at)[0] == 4:
            break
    many = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{many}H", font, at + 14)
    starts = struct.unpack_from(f">{many}H", font, at + 16 + 2 * many)
    steps = struct.unpack_from(f">{many}h", font, at + 16 + 4 * many)
    offsets = at + 16 + 6 * many
    found = {}
    for letter in LETTERS:
        place = next(n for n, end in enumerate(ends) if end >= ord(letter))
        if starts[place] > ord(letter):
            continue
        (offset,) = struct.unpack_from(">H", font, offsets + 2 * place)
        index = offsets + 2 * place + offset + 2 * (ord(letter) - starts[place])
        glyph = struct.unpack_from(">H", font, index)[0] if offset else ord(letter)
        found[letter] = (glyph + steps[place]) % 65536
    return found


def test_colours_are_the_brand_s():
    names = ["ink", "slate", "paper", "sea", "sea-light", "sand", "sand-mid", "sand-dark"]

    ours = {name: getattr(palette, name.upper().replace("-", "_")) for name in names}

    assert ours == {name: COLOURS[name] for name in names}


def test_fills_that_touch_can_be_told_apart_in_grey():
    for one, following in zip(palette.FILLS, palette.FILLS[1:], strict=False):
        lighter, darker = sorted((luminance(one), luminance(following)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) > 1.7, (one, following)


def test_words_in_a_fill_can_be_read():
    for fill in palette.FILLS:
        words = palette.PAPER if fill in palette.DARK_FILLS else palette.INK
        lighter, darker = sorted((luminance(fill), luminance(words)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, fill


def test_better_similar_and_worse_differ_in_shape():
    looks = {(outline, fill == palette.PAPER) for outline, fill, _ in palette.MARKS.values()}

    assert len(looks) == len(palette.MARKS)


def test_an_icon_says_what_it_shows():
    for change in charts.Change:
        drawn = ElementTree.fromstring(charts.VariationIcon(change).svg())
        assert drawn.get("aria-label") == str(change)
    for promise in charts.Promise:
        drawn = ElementTree.fromstring(charts.AssuranceIcon(promise).svg())
        assert drawn.get("aria-label") == str(promise)


def test_no_two_icons_look_the_same():
    drawn = [
        charts.VariationIcon(change).svg().replace(str(change), "") for change in charts.Change
    ]

    assert len(set(drawn)) == len(drawn)


def test_bands_of_a_map_differ_in_grey_and_from_what_is_hatched():
    ramp = [palette.PAPER, *palette.SHADES]

    for one, following in zip(ramp[1:], ramp[2:], strict=False):
        lighter, darker = sorted((luminance(one), luminance(following)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) > 1.35
    assert [luminance(each) for each in ramp] == sorted(map(luminance, ramp), reverse=True)


def square(x, y, label, value=None, **more):
    ring = ((x, y), (x + 10, y), (x + 10, y + 10), (x, y + 10))
    return charts.Region(label, (ring,), value, **more)


def test_a_place_without_a_value_is_hatched_and_says_why():
    regions = (square(0, 0, "Alder", 12.0), square(10, 0, "Pool", note="[c]"))
    chart = charts.PlaceMap(title="Any", unit="%", regions=regions)

    assert "Hatched, without a value: Pool ([c])" in chart.words
    assert "Pool: [c]" in chart.svg()
    assert chart.svg().count("<line") > 20
    assert [str(getattr(cell, "text", cell)) for cell in chart.rows[1]][1] == "[c]"


def test_equal_values_lie_in_one_band_and_the_key_names_its_ends():
    values = [3.0, 3.0, 3.04, 5.0, 7.0, 9.0, 11.0, 13.0]
    regions = tuple(square(10 * place, 0, f"P{place}", each) for place, each in enumerate(values))
    chart = charts.PlaceMap(title="Any", unit="%", regions=regions)

    drawn = [label.words for label in chart.draw(charts.WIDE).labels]

    assert chart.bands == ((3.0, 5.0), (7.0,), (9.0,), (11.0, 13.0))
    assert {"3.0 to 5.0%", "7.0%", "9.0%", "11.0 to 13.0%"} <= set(drawn)


def test_the_middle_of_a_bent_place_lies_inside_it():
    bent = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (8.0, 10.0), (8.0, 2.0), (0.0, 2.0))

    assert charts.Region("Bent", (bent,)).middle == (9.0, 5.0)


@settings(max_examples=25)
@given(any_of.lists(any_of.tuples(NAMES, any_of.none() | any_of.floats(-1e5, 1e5)), min_size=1))
def test_a_map_of_any_names_and_values_is_legible(places: list[tuple[str, float | None]]):
    regions = tuple(
        square(at % 4 * 10, at // 4 * 10, name, value, note="" if value is not None else "[x]")
        for at, (name, value) in enumerate(places)
    )

    must_be_legible(charts.PlaceMap(title="Any", unit="per 100,000", regions=regions))
    must_be_legible(charts.Locator(title="Any", regions=regions))
