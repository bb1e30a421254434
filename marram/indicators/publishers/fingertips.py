"""Fingertips, the public health profiles of England: its downloads and its interface.

A download has 27 columns (26 before a column of ranges was added). Two headings name the areas
compared with, so they differ from file to file. Source of the columns: the open code of the
service, `CsvBuilderIndicatorDataHeaderWriter.cs`.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from marram.foundation.verdicts import Refused
from marram.indicators.rules.rows import days
from marram.indicators.vocabulary import Measure, Period, PeriodKind, Polarity, ValueKind, parse
from marram.sources.vocabulary import Line


BASE = "https://fingertips.phe.org.uk/api"
# No answer about a few indicators is larger; one that is was not meant for us.
MOST_BYTES = 200 * 1024 * 1024
SECONDS = 60

# By our name of a column, the heading it has in a download. `*` is the area compared with.
HEADINGS: Mapping[str, str] = {
    "indicator_number": "Indicator ID",
    "indicator_name": "Indicator Name",
    "parent_code": "Parent Code",
    "parent_name": "Parent Name",
    "area_code": "Area Code",
    "area_name": "Area Name",
    "area_type": "Area Type",
    "sex": "Sex",
    "age": "Age",
    "category_type": "Category Type",
    "category": "Category",
    "time_period": "Time period",
    "value": "Value",
    "lower": "Lower CI 95.0 limit",
    "upper": "Upper CI 95.0 limit",
    "outer_lower": "Lower CI 99.8 limit",
    "outer_upper": "Upper CI 99.8 limit",
    "count": "Count",
    "out_of": "Denominator",
    "note": "Value note",
    "recent_trend": "Recent Trend",
    "compared_with_england": "Compared to England value or percentiles",
    "compared_with_parent": "Compared to * value or percentiles",
    "sortable": "Time period Sortable",
    "new": "New data",
    "compared_with_goal": "Compared to goal",
    "range": "Time period range",
}
# Beside an area whose parent is England the second comparison is headed so.
NO_PARENT = "Compared to percentiles"
# What a reshaped line says beyond its cells: the heading of the second comparison.
PARENT_HEADING = "parent_heading"
NAMES = (*HEADINGS, PARENT_HEADING)
NUMBERS = ("value", "lower", "upper", "outer_lower", "outer_upper", "count", "out_of")
SEXES = {"Persons": "persons", "Female": "female", "Male": "male"}
Fetch = Callable[[str], bytes]


# --- Reading --------------------------------------------------------------------------------


def reshape(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of a download with our names as headings.

    Raises: Refused when the first line is not the heading of a download.
    """
    heading, *rows = lines
    places, parent = _places([str(cell or "").strip() for cell in heading.cells])
    shaped = [Line(heading.sheet, heading.number, NAMES)]
    for line in rows:
        cells = [
            line.cells[places[name]] if name in places and places[name] < len(line.cells) else None
            for name in HEADINGS
        ]
        shaped.append(Line(line.sheet, line.number, (*cells, parent)))
    return shaped


def _places(headings: Sequence[str]) -> tuple[Mapping[str, int], str]:
    """Return where each of our columns stands, and how the second comparison is headed."""
    places = {
        name: headings.index(heading) for name, heading in HEADINGS.items() if heading in headings
    }
    parents = [
        (number, heading)
        for number, heading in enumerate(headings)
        if heading == NO_PARENT
        or re.fullmatch(r"Compared to .+ value or percentiles", heading)
        and heading != HEADINGS["compared_with_england"]
    ]
    parent = ""
    if parents:
        places["compared_with_parent"], parent = parents[0]
    missing = [
        HEADINGS[name].replace("*", "…") for name in HEADINGS if name not in (*places, "range")
    ]
    if missing:
        raise Refused(
            f"This is not a download from Fingertips: its heading row lacks “{missing[0]}”. Send "
            "the file as it was downloaded, or choose another kind of file."
        )
    return places, parent


def row(cells: Mapping[str, Any], *, indicator: str) -> dict[str, Any]:
    """Return a row of a download as it is kept; what has no column of its own is in `extras`.

    Raises: ValueError when a number or period cannot be read.
    """
    texts = {name: str(cells.get(name) or "") for name in NAMES}
    home = {
        "indicator": indicator,
        "place": texts["area_code"],
        "age": _age(texts["age"]),
        "sex": SEXES.get(texts["sex"], "persons"),
        "category_type": texts["category_type"],
        "category": texts["category"],
        "kind": str(ValueKind.ACTUAL),
        **days(period(texts["time_period"], texts["range"])),
        **{name: _number(texts[name]) for name in NUMBERS},
        "note": texts["note"],
    }
    plain = _written(home, number=texts["indicator_number"])
    extras = {name: text for name, text in texts.items() if text != plain.get(name, "")}
    return {**home, "extras": json.dumps(extras, ensure_ascii=False, sort_keys=True)}


def period(written: str, length: str = "") -> Period:
    """Return the period that a download names; `length` is its range, such as "3y".

    >>> period("2017 - 19").label, period("2018 - 19", "2y").label
    ('2017 to 2019', '2018 to 2019')
    """
    joined = re.fullmatch(r"(\d{4}) ?- ?(\d{2})", written)
    if joined and length not in ("", "1y"):
        first = int(joined[1])
        return parse(f"{first} to {first - first % 100 + int(joined[2])}")
    return parse(written)


def _age(written: str) -> str:
    return "all ages" if written in ("All ages", "") else written


def _number(written: str) -> float | None:
    try:
        return float(written) if written else None
    except ValueError:
        raise ValueError(f"“{written[:40]}” is not a number.") from None


# --- Writing --------------------------------------------------------------------------------


def written(rows: Iterable[Mapping[str, Any]], *, numbers: Mapping[str, str]) -> str:
    """Return kept rows as a download: byte for byte the one they came in, if they did.

    `numbers` has the publisher's number of each indicator by slug.
    """
    told = [(each, json.loads(each.get("extras") or "{}")) for each in rows]
    parent = next((extras[PARENT_HEADING] for _, extras in told if PARENT_HEADING in extras), "")
    with_range = any("range" in extras for _, extras in told)
    names = [name for name in HEADINGS if name != "range" or with_range]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        parent or NO_PARENT if name == "compared_with_parent" else HEADINGS[name] for name in names
    )
    for each, extras in told:
        cells = _written(each, number=numbers[each["indicator"]]) | extras
        writer.writerow(cells.get(name, "") for name in names)
    return out.getvalue()


def _written(kept: Mapping[str, Any], *, number: str) -> dict[str, str]:
    """Return the cells of a download that follow from a kept row."""
    return {
        "indicator_number": number,
        "area_code": kept["place"],
        "sex": kept["sex"].capitalize(),
        "age": "All ages" if kept["age"] == "all ages" else kept["age"],
        "category_type": kept["category_type"],
        "category": kept["category"],
        "time_period": _printed(
            Period(PeriodKind(kept["period_kind"]), kept["starts_on"], kept["ends_on"])
        ),
        **{name: _plain(kept[name]) for name in NUMBERS},
        "note": kept["note"],
    }


def _printed(of: Period) -> str:
    """Return a period as a download prints it."""
    return re.sub(r"^(\d{4}) to \d{2}(\d{2})$", r"\1 - \2", of.label)


def _plain(value: float | None) -> str:
    """Return a number with the digits it has, a whole one without a point."""
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


# --- The interface --------------------------------------------------------------------------


def over_https(address: str) -> bytes:
    """Return what an address answers. Raises: Refused when it does not, or says too much."""
    if not address.startswith(BASE):
        raise Refused(f"{address} is not an address of Fingertips.")
    try:
        with urlopen(Request(address), timeout=SECONDS) as answer:
            content: bytes = answer.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(f"Fingertips did not answer: {error}. Try again later.") from error
    if len(content) > MOST_BYTES:
        raise Refused(
            "Fingertips sent more than can be taken in at once. Ask for fewer indicators."
        )
    return content


def observations(
    *, numbers: Collection[str], area_type: int, parent_type: int, fetch: Fetch = over_https
) -> bytes:
    """Return the download of some indicators for areas of a type, as it came.

    `area_type` and `parent_type` are Fingertips' numbers (502: counties and unitary authorities
    since April 2023; 6: regions; 15: England). Raises: Refused.
    """
    asked = {
        "indicator_ids": ",".join(numbers),
        "child_area_type_id": area_type,
        "parent_area_type_id": parent_type,
    }
    return fetch(f"{BASE}/all_data/csv/by_indicator_id?{urlencode(asked, safe=',')}")


def definitions(
    *, numbers: Collection[str], fetch: Fetch = over_https
) -> tuple[dict[str, Any], ...]:
    """Return what Fingertips says that some indicators mean, as rows of definitions.

    What it does not say is left out. Raises: Refused.
    """
    asked = urlencode({"indicator_ids": ",".join(numbers)}, safe=",")
    content = fetch(f"{BASE}/indicator_metadata/csv/by_indicator_id?{asked}")
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    if "Indicator ID" not in (rows.fieldnames or ()):
        raise Refused("Fingertips sent no metadata. Look at the numbers of the indicators.")
    return tuple(map(_definition, rows))


_TEXTS = {
    "title": "Indicator",
    "meaning": "Definition",
    "numerator": "Definition of numerator",
    "denominator": "Definition of denominator",
    "standard_population": "Standard population/values",
    "caveats": "Caveats",
    "owner": "Data source",
}
_MEASURES = {
    "Proportion": Measure.PROPORTION,
    "Crude rate": Measure.CRUDE_RATE,
    "Directly standardised rate": Measure.STANDARDISED_RATE,
    "Indirectly standardised ratio": Measure.RATIO,
    "Ratio": Measure.RATIO,
    "Count": Measure.COUNT,
    "Mean": Measure.MEAN,
    "Life expectancy": Measure.MEAN,
}
_POLARITIES = {
    "RAG - Low is good": Polarity.LOW_IS_GOOD,
    "RAG - High is good": Polarity.HIGH_IS_GOOD,
}


def slug(number: str) -> str:
    """Return the key that an indicator of Fingertips has with us."""
    return f"fingertips-{number}"


def _definition(said: Mapping[str, str]) -> dict[str, Any]:
    number = said["Indicator ID"].strip()
    unit = (said.get("Unit") or "").strip()
    measure = _MEASURES.get((said.get("Value type") or "").strip(), Measure.SCORE)
    if measure is Measure.PROPORTION and unit not in ("%", "per 1,000", "per 100,000"):
        measure = Measure.SCORE
    texts = {name: (said.get(heading) or "").strip() for name, heading in _TEXTS.items()}
    return {
        **{name: text for name, text in texts.items() if text},
        "indicator_id": slug(number),
        "publisher_number": number,
        "measure": str(measure),
        "unit": "percent" if unit == "%" else unit.lower() or "in its own unit",
        "polarity": str(_POLARITIES.get((said.get("Polarity") or "").strip(), "no judgement")),
        "title": texts["title"][:300],
        "standard_population": texts["standard_population"][:120],
        "owner": texts["owner"][:200],
        "source": f"Fingertips, indicator {number}",
    }
