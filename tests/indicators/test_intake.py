"""The ways in: our own layout, Fingertips as it comes, wide sheets, a form, and what is refused."""

import io
import random
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from marram.foundation.verdicts import Refused
from marram.indicators import queries
from marram.indicators.actions.fetching import fetch_fingertips
from marram.indicators.models import Holding, ObservationFile
from marram.indicators.publishers import fingertips
from marram.indicators.queries import store
from marram.sources import actions as sources
from marram.sources import queries as deliveries
from tests.world import indicators as world
from tests.world import millbrook as borough


ON = date(2025, 7, 10)
RECORDED = Path(__file__).parent / "recorded"
DOWNLOAD = (RECORDED / "fingertips_download.csv").read_bytes()
HEADING = (
    "observation,indicator_id,place,period,age,sex,category_type,category,kind,value,count,out_of,"
    "lower,upper,outer_lower,outer_upper,words,note,source"
)
pytestmark = pytest.mark.database


def delivered(content, *, layout, name="file.csv", accept=True, at=borough.SUMMER):
    """Deliver a file, accept it, and return its number and what that did."""
    delivery = sources.receive_delivery(
        by=borough.BUILDER, at=at, layout=layout, file_name=name, content=content
    )
    if not accept:
        return delivery.pk, None
    counts = sources.accept_delivery(by=borough.BUILDER, at=at, delivery_id=delivery.pk)
    return delivery.pk, counts


def ours(*rows):
    return "\r\n".join([HEADING, *rows, ""]).encode()


def findings(number):
    _, found = deliveries.findings(viewer=borough.BUILDER, number=number)
    return [(finding.row, finding.sentence) for finding in found]


def newest(indicator, place=world.MILLBROOK):
    found = queries.latest(viewer=borough.BUILDER, on=ON, indicators=[indicator])
    return found[indicator, place]


def test_our_own_layout_keeps_the_row_and_the_delivery_of_a_figure(measures):
    rows = (
        ",waits,E06009901,June 2025,,,,,,88.1,,,,,,,,,",
        ",waits,nowhere,June 2025,,,,,,1,,,,,,,,,",
    )

    number, counts = delivered(ours(*rows), layout="observations")

    assert (counts.created, counts.changed) == (1, 0)
    result = newest("waits")
    assert (result.estimate.value, result.row) == (88.1, 2)
    assert result.source == f"delivery {number}: file.csv"
    ((row, sentence),) = findings(number)
    assert row == 3 and "“nowhere” is not known as “Place”" in sentence


def test_a_workbook_comes_in_as_a_comma_separated_file_does(measures):
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Figures")
        sheet.write_row(0, 0, HEADING.split(","))
        sheet.write_row(1, 1, ["waits", "E06009901", "June 2025"])
        sheet.write_number(1, 9, 88.1)

    _, counts = delivered(book.getvalue(), layout="observations", name="figures.xlsx")

    assert counts.created == 1
    assert newest("waits").estimate.value == 88.1


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",waits,E06009901,spring,,,,,,88,,,,,,,,,", "“spring” is not a period that can be read"),
        (",waits,E06009901,2025,,,,,,,,,,,,,,,", "The row has no value, no count and no words"),
        (",waits,E06009901,2025,,,,,,eighty,,,,,,,,,", "“eighty” is not a number"),
        (",weights,E06009901,2025,,,,,,1,,,,,,,,,", "“weights” is not known as “Indicator”"),
        (",waits,E06009901,2025,,,,,guess,1,,,,,,,,,", "“guess” is not one of the choices"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_right_is_set_aside_with_what_to_do(measures, row, sentence):
    number, _ = delivered(ours(row), layout="observations", accept=False)

    ((where, said),) = findings(number)
    assert where == 2
    assert sentence in said


def test_a_figure_can_be_typed_in(measures):
    delivery = sources.receive_rows(
        by=borough.BUILDER,
        at=borough.SUMMER,
        layout="observations",
        rows=[{"indicator_id": "waits", "place": "E06009901", "period": "Jun-25", "value": "88.1"}],
    )
    sources.accept_delivery(by=borough.BUILDER, at=borough.SUMMER, delivery_id=delivery.pk)

    assert newest("waits").estimate.value == 88.1


# --- Fingertips -----------------------------------------------------------------------------


def answered(address):
    """Answer as Fingertips would, from what is recorded."""
    assert address.startswith("https://fingertips.phe.org.uk/api/")
    if "indicator_metadata" in address:
        return (RECORDED / "fingertips_metadata.csv").read_bytes()
    assert "child_area_type_id=502&parent_area_type_id=6" in address
    return DOWNLOAD


@pytest.fixture
def fetched(measures):
    number = fetch_fingertips(
        by=borough.BUILDER,
        at=borough.SUMMER,
        numbers=["90001", "90002"],
        area_type=502,
        parent_type=6,
        fetch=answered,
    )
    counts = sources.accept_delivery(by=borough.BUILDER, at=borough.SUMMER, delivery_id=number)
    return number, counts


def kept_rows():
    table = store.rows(
        store.held(), indicators=[fingertips.slug("90001"), fingertips.slug("90002")]
    )
    return sorted(table.to_pylist(), key=lambda row: row["row"])


def test_what_is_fetched_is_defined_and_waits_as_a_delivery(fetched):
    number, counts = fetched

    assert (counts.created, findings(number)) == (7, [])
    line = queries.definition(viewer=borough.BUILDER, slug="fingertips-90001")
    assert (line.title, line.unit, line.measure) == (
        "Estimated smoking prevalence, all adults", "percent", "proportion",
    )  # fmt: skip
    assert (line.polarity, line.published_on) == ("low is good", None)
    page = deliveries.delivery(viewer=borough.BUILDER, number=number)
    assert page.file_name == "fingertips-90001-90002.csv"


def test_a_download_goes_out_byte_for_byte_as_it_came(fetched):
    numbers = {fingertips.slug("90001"): "90001", fingertips.slug("90002"): "90002"}

    assert fingertips.written(kept_rows(), numbers=numbers).encode() == DOWNLOAD


def test_a_download_of_before_the_column_of_ranges_goes_out_as_it_came(measures, fetched):
    lines = DOWNLOAD.decode().replace("\r\n", "\n").splitlines()
    shorter = "\r\n".join(line.rpartition(",")[0] for line in lines[:4]) + "\r\n"
    content = shorter.replace("Compared to Northshire value or percentiles", fingertips.NO_PARENT)
    content = content.replace(",15.2,", ",15.3,")

    # Of two deliveries of one moment neither is the later one.
    delivered(content.encode(), layout="fingertips", at=borough.SUMMER + timedelta(minutes=1))

    newest_holding = store.held().keys[-1]
    rows = [row for row in kept_rows() if row["holding"] == newest_holding]
    assert fingertips.written(rows, numbers={"fingertips-90001": "90001"}) == content


def test_a_download_is_read_into_slices_and_limits(fetched):
    rows = {row["row"]: row for row in kept_rows()}

    assert (rows[3]["place"], rows[3]["age"], rows[3]["lower"]) == ("E06009901", "18+ yrs", 12.104)
    assert (rows[6]["period_kind"], str(rows[6]["starts_on"])) == (
        "financial years pooled", "2017-04-01",
    )  # fmt: skip
    assert rows[6]["category"] == "Most deprived decile (IMD2019)"
    assert (rows[7]["value"], rows[7]["note"][:16]) == (None, "Value suppressed")
    assert str(rows[8]["ends_on"]) == "2020-01-01"


def test_a_download_of_unknown_areas_sets_those_rows_aside(measures, fetched):
    content = DOWNLOAD.replace(b"E06009902", b"E06009999")

    number, _ = delivered(content, layout="fingertips", accept=False)

    assert [row for row, _ in findings(number)] == [7, 8]


def test_another_file_is_no_download(measures):
    with pytest.raises(Refused, match="is not a download from Fingertips: its heading row lacks"):
        delivered(ours(), layout="fingertips")


def test_nothing_is_fetched_from_elsewhere_or_by_those_who_may_not(measures):
    with pytest.raises(Refused, match="is not an address of Fingertips"):
        fingertips.over_https("https://example.org/api")
    with pytest.raises(Refused, match="Only analysts may change"):
        fetch_fingertips(
            by=measures.partner, at=borough.SUMMER, numbers=["90001"], area_type=502,
            parent_type=6, fetch=answered,
        )  # fmt: skip
    with pytest.raises(Refused, match="Fingertips sent no metadata"):
        fingertips.definitions(numbers=["1"], fetch=lambda address: b"<html></html>")


# --- Wide sheets ----------------------------------------------------------------------------


MAPPING = (
    b"mapping,title,recognised_by,heading_row,first_column,last_column,indicator,"
    b"indicator_column,place,place_column,kind,age,sex,times\r\n"
    b"monthly,Monthly table,Measure,3,C,E,,A,E06009901,,,,,\r\n"
)
NAMES = b"mapping,name,stands_for\r\nmonthly,Seen within 18 weeks,waits\r\nmonthly,Falls,falls\r\n"
WIDE = (
    b"Performance report,,,,\r\n,,,,\r\nMeasure,Owner,Apr-25,May-25,Latest (Jun-25, month 3)\r\n"
    b"Seen within 18 weeks,Trust,89.0%,88.6%,88.2%\r\nFalls,Council,-,1234,\r\n"
).replace(b"Latest (Jun-25, month 3)", b'"Latest (Jun-25, month 3)"')


@pytest.fixture
def mapped(measures):
    delivered(MAPPING, layout="sheet-mappings")
    delivered(NAMES, layout="sheet-names")


def test_a_wide_sheet_is_read_by_its_saved_mapping(mapped):
    number, counts = delivered(WIDE, layout="wide-sheets")

    assert (counts.created, counts.changed) == (2, 2)
    (run,) = queries.series(viewer=borough.BUILDER, on=ON, indicator="waits").values()
    assert [result.estimate.value for result in run][-3:] == [89.0, 88.6, 88.2]
    assert run[-1].row == 4
    assert newest("waits").slice.period.label == "June 2025"
    page = deliveries.delivery(viewer=borough.BUILDER, number=number)
    assert {row.sheet for row in page.rows} == {f"sheet, column {name}" for name in "CDE"}


def test_a_name_that_stands_for_nothing_is_set_aside_with_its_row(mapped):
    number, _ = delivered(WIDE.replace(b"Falls,", b"Trips,"), layout="wide-sheets", accept=False)

    ((row, sentence),) = findings(number)
    assert row == 5 and "“Trips” is not known as “Indicator”" in sentence


def test_a_wide_sheet_that_nobody_described_is_refused(measures):
    with pytest.raises(Refused, match="No saved mapping fits this sheet. Keep one first"):
        delivered(WIDE, layout="wide-sheets")


def test_a_wide_sheet_whose_months_cannot_be_read_is_refused(mapped):
    with pytest.raises(Refused, match="heading of column D in row 3: “Whitsun” is not a period"):
        delivered(WIDE.replace(b"May-25", b"Whitsun"), layout="wide-sheets")


def test_the_same_mapping_again_changes_nothing(mapped):
    again, _ = delivered(MAPPING + b"\r\n", layout="sheet-mappings", accept=False)

    counts = sources.accept_delivery(by=borough.BUILDER, at=borough.SUMMER, delivery_id=again)
    assert (counts.created, counts.changed, counts.unchanged) == (0, 0, 1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (b"Measure,3,E,C,,A,E06009901", "comes after the last. Swap them"),
        (b"Measure,3,C,E,waits,A,E06009901", "either which indicator"),
        (b"Measure,3,C,E,,A,", "either which place"),
    ],
)
def test_a_mapping_that_says_too_little_or_too_much_is_refused(measures, wrong, sentence):
    content = MAPPING.replace(b"Measure,3,C,E,,A,E06009901", wrong)

    with pytest.raises(Refused, match=sentence):
        delivered(content, layout="sheet-mappings")


# --- Bad files ------------------------------------------------------------------------------


def spoilt(content: bytes, rng: random.Random) -> bytes:
    """Return a file with one thing wrong with it, of the sorts that happen and of those that
    are done on purpose."""
    kinds = (
        lambda: content[: rng.randrange(len(content))],
        lambda: content.replace(b",", rng.choice([b";", b"\t", b"|"])),
        lambda: content.decode().encode(rng.choice(["utf-16", "utf-32"])),
        lambda: content[: rng.randrange(len(content))] + b"\x00" + content,
        lambda: content.replace(b"indicator_id", rng.choice([b"indicators", b"place", b"=1+1"])),
        lambda: content.split(b"\r\n", 1)[0] + b"\r\n",
        lambda: content.replace(b"waits", rng.choice([b"wait", b"", b"'; DROP TABLE x", b"\xff"])),
        lambda: content.replace(
            b"E06009901", rng.choice([b"E06", b"", b"../../etc", b"E99999999"])
        ),
        lambda: content.replace(
            b"June 2025", rng.choice([b"latest", b"", b"31/02/2025", b"2025-13", b"9999/10"])
        ),
        lambda: content.replace(
            b"88.1", rng.choice([b"", b"1e400", b"NaN", b"inf", b'"88,1.2"', b"=88", b"9" * 40])
        ),
        lambda: content.replace(b"88.1", b'"88.1'),
        lambda: b"PK\x03\x04" + bytes(rng.randrange(256) for _ in range(60)),
        lambda: bytes(rng.randrange(256) for _ in range(rng.randrange(1, 400))),
    )
    return rng.choice(kinds)()


def test_five_hundred_bad_files_change_nothing(measures):
    """Each is refused whole, or all its rows are set aside; no figure and no file comes of it."""
    rng = random.Random(2025)
    good = ours(",waits,E06009901,June 2025,,,,,,88.1,,,,,,,,,")
    before = [repr(each) for each in queries.results(viewer=borough.BUILDER, on=ON)]
    files = sorted(store.folder().iterdir())
    refused = set_aside = 0

    while refused + set_aside < 500:
        content = spoilt(good, rng)
        try:
            number, _ = delivered(content, layout="observations", accept=False)
        except Refused as no:
            assert len(str(no)) > 20, "a refusal is a sentence"
            refused += 1
            continue
        if not findings(number):
            # A file cut off after its only row's last comma is the good file.
            assert content.startswith(good.rstrip(b"\r\n,"))
            continue
        with pytest.raises(Refused, match="Every row of delivery"):
            sources.accept_delivery(by=borough.BUILDER, at=borough.SUMMER, delivery_id=number)
        set_aside += 1

    assert min(refused, set_aside) > 100
    assert [repr(each) for each in queries.results(viewer=borough.BUILDER, on=ON)] == before
    assert sorted(store.folder().iterdir()) == files
    assert Holding.objects.count() == ObservationFile.objects.count() == 1
