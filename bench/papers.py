"""How much of published packs is read right, against a record of them made by hand.

    MARRAM_PAPERS=DIR MARRAM_RECORD=DIR python -m bench.papers

The papers are texts whose names begin with the number that the record cites ("001_....txt" for
"001:L17-22"). A row is found when what we propose for it has its meeting, its number and its place
in the paper, and says the same; what we propose beyond the rows of the record is wrong.
"""

import csv
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from marram.board.papers.findings import Found, MeetingFound
from marram.board.papers.packs import meetings
from marram.board.papers.passages import alike
from marram.board.papers.texts import Paper, paper


Row = Mapping[str, str]
# Our word for a field, and the column of the record that holds it.
FIELDS = {
    "finance_ref": "finance_ref",
    "legal_ref": "legal_ref",
    "key_decision": "key_decision",
    "forward_plan": "forward_plan",
    "exempt": "exempt_confidential",
    "portfolio": "portfolio",
    "wards": "wards",
}
SAME_TITLE = 0.5
MOST_WRONG, LEAST_FOUND = 0.02, 0.95


@dataclass
class Score:
    """What came of one kind of row. `unsure` counts proposals that say they may be wrong."""

    rows: int = 0
    found: int = 0
    proposed: int = 0
    wrong: int = 0
    unsure: int = 0
    remarks: list[str] = field(default_factory=list)

    def good(self) -> bool:
        enough = self.found >= LEAST_FOUND * self.rows
        return enough and self.wrong <= MOST_WRONG * self.proposed


def main() -> int:
    """Print what was found of each kind in each paper; return 1 where it is less than we ask."""
    papers, record = Path(os.environ["MARRAM_PAPERS"]), Path(os.environ["MARRAM_RECORD"])
    known = [row["name"] for row in _rows(record, "organisations")]
    wanted = sys.argv[1:] or sorted(_cited(record))
    failed = False
    for number in wanted:
        path = next(papers.glob(f"{number}_*.txt"))
        started = perf_counter()
        read = paper(path.read_text("utf-8"))
        found = meetings(read, organisations=known)
        took = perf_counter() - started
        print(f"paper {number}: {len(read.lines)} lines, read in {took * 1000:.0f} ms")
        for kind, score in _scores(number, record, read, found).items():
            failed |= not _print(kind, score)
    return int(failed)


def _scores(
    number: str, record: Path, read: Paper, found: tuple[MeetingFound, ...]
) -> dict[str, Score]:
    return {
        "meetings": _meetings(number, record, found),
        "agenda items": _items(number, record, found),
        "resolutions": _resolutions(number, record, found),
        "kinds of resolutions": _kinds(number, record, found),
        "header fields": _header_fields(number, record, found),
        "people present or sorry": _attendances(number, record, found),
    }


def _print(kind: str, score: Score) -> bool:
    share = score.found / score.rows if score.rows else 1.0
    wrong = score.wrong / score.proposed if score.proposed else 0.0
    print(
        f"  {kind:24} {score.found:3} of {score.rows:3} found ({share:.1%}), "
        f"{score.wrong} of {score.proposed} wrong ({wrong:.1%}), {score.unsure} marked unsure"
    )
    for remark in score.remarks:
        print(f"      {remark}")
    return score.good()


def _meetings(number: str, record: Path, found: tuple[MeetingFound, ...]) -> Score:
    """Meetings whose items the paper holds: the day, and the venue where one is stated."""
    known = {row["meeting_id"]: row for row in _rows(record, "meetings")}
    wanted = {row["meeting_id"] for row in _own(number, record)}
    score = Score(rows=len(wanted), proposed=len(found), unsure=_unsure(found))
    days = {known[key]["date"]: known[key] for key in wanted}
    for one in found:
        row = days.get(one.on.isoformat())
        venue = row["venue"].replace("not stated", "") if row else ""
        if row and (not venue or alike(venue, one.venue) >= SAME_TITLE):
            score.found += 1
        else:
            score.wrong += 1
            score.remarks.append(f"wrong: meeting of {one.body} on {one.on}, {one.venue}")
    return score


def _items(number: str, record: Path, found: tuple[MeetingFound, ...]) -> Score:
    wanted = {_key(row): row for row in _own(number, record)}
    left_out = len(_of(number, record, "agenda_items")) - len(wanted)
    score = Score(rows=len(wanted))
    for one in found:
        for item in one.items:
            row = wanted.pop((one.on.isoformat(), item.number), None)
            right = row is not None and (
                alike(row["title"], item.title) >= SAME_TITLE or _same_place(number, row, item)
            )
            _count(score, item, right, f"item {item.number} of {one.on}: {item.title}")
    score.remarks += [f"missing: {day} {key}" for day, key in wanted]
    if left_out:
        score.remarks.append(f"left out, told of in passing by another meeting: {left_out}")
    return score


def _resolutions(number: str, record: Path, found: tuple[MeetingFound, ...]) -> Score:
    wanted = _wanted_resolutions(number, record)
    score = Score(rows=len(wanted))
    for one, resolution in _every_resolution(found):
        key = one.on.isoformat(), resolution.item, str(resolution.ordinal)
        row = wanted.pop(key, None)
        right = (
            row is not None
            and row["status"] == resolution.outcome.value
            and _same_place(number, row, resolution)
        )
        _count(score, resolution, right, f"{key}: {resolution.wording[:70]}")
    score.remarks += [f"missing: {' '.join(key)}" for key in wanted]
    return score


def _kinds(number: str, record: Path, found: tuple[MeetingFound, ...]) -> Score:
    wanted = _wanted_resolutions(number, record)
    score = Score(rows=len(wanted))
    for one, resolution in _every_resolution(found):
        row = wanted.get((one.on.isoformat(), resolution.item, str(resolution.ordinal)))
        if row is not None:
            # The record keeps an election among what is approved.
            said = {"elect": "approve"}.get(resolution.kind.value, resolution.kind.value)
            words = f"{said}, not {row['kind']}: {resolution.wording[:70]}"
            _count(score, resolution, said == row["kind"], words)
    return score


def _header_fields(number: str, record: Path, found: tuple[MeetingFound, ...]) -> Score:
    rows = {_key(row): row for row in _of(number, record, "report_headers")}
    score = Score(rows=len(rows) * (len(FIELDS) + 1))
    for one in found:
        seen: dict[str, set[str]] = {}
        for said in one.fields:
            row = rows.get((one.on.isoformat(), said.item))
            seen.setdefault(said.item, set()).add(said.name)
            if said.name in FIELDS:
                right = row is not None and _same(row[FIELDS[said.name]], said.value)
                _count(score, said, right, f"{said.item} {said.name}: {said.value!r}")
        for item, names in seen.items():
            # The template is told by its own sections: later ones ask about the climate.
            row = rows.get((one.on.isoformat(), item))
            score.found += row is not None and ("climate" in row["template"]) == (
                "climate" in names
            )
    return score


def _attendances(number: str, record: Path, found: tuple[MeetingFound, ...]) -> Score:
    """People are counted by how they stood to the meeting; names are not kept, so it is all."""
    rows = _of(number, record, "attendance")
    score = Score(rows=len(rows))
    for one in found:
        ours = [said.presence.value for said in one.attendances]
        theirs = [row["status"] for row in rows if row["meeting_id"].endswith(one.on.isoformat())]
        for said in one.attendances:
            right = said.presence.value in theirs
            if right:
                theirs.remove(said.presence.value)
            _count(score, said, right, f"{said.presence} {said.position}")
        if theirs:
            score.remarks.append(f"missing on {one.on}: {theirs} of {len(ours)} found")
    return score


def _count(score: Score, found: Found, right: bool, words: str) -> None:
    score.proposed += 1
    score.found += right
    score.wrong += not right
    score.unsure += bool(found.doubt)
    if not right:
        score.remarks.append(f"wrong{', but unsure' if found.doubt else ''}: {words}")


def _unsure(found: tuple[Found, ...]) -> int:
    return sum(bool(one.doubt) for one in found)


def _every_resolution(found: tuple[MeetingFound, ...]) -> Iterator[tuple[MeetingFound, object]]:
    return ((one, resolution) for one in found for resolution in one.resolutions)


def _wanted_resolutions(number: str, record: Path) -> dict[tuple[str, ...], Row]:
    rows = _of(number, record, "resolutions")
    return {(*_key(row), row["ordinal"]): row for row in rows}


def _same_place(number: str, row: Row, found: Found) -> bool:
    return any(
        first <= found.place.last_line and found.place.first_line <= last
        for first, last in _spans(number, row["source"])
    )


NUMBER_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "blank": "", "all": "all wards"}


def _same(theirs: str, ours: str) -> bool:
    return _plain(theirs) == _plain(ours)


def _plain(text: str) -> str:
    """Return a value without marks: "FD.6398/21" is "FD-6398/21", "All" is "All wards"."""
    text = re.sub(r"(?i)cabinet member portfolios?", "cabinet members", text)
    words = [NUMBER_WORDS.get(word, word) for word in re.findall(r"[a-z0-9]+", text.casefold())]
    return "".join(words).replace("wellbeing", "wellbeing").replace("wardswards", "wards")


def _own(number: str, record: Path) -> list[Row]:
    """Return the items whose meeting's minutes, agenda or report the paper holds: those with a
    number, or with a front sheet. Others are told of in passing."""
    sheets = {_key(row) for row in _of(number, record, "report_headers")}
    rows = _of(number, record, "agenda_items")
    return [row for row in rows if row["item_number"] or _key(row) in sheets]


def _key(row: Row) -> tuple[str, str]:
    return row["meeting_id"].removeprefix("hwb-"), row["item_number"]


def _of(number: str, record: Path, name: str) -> list[Row]:
    """Return the rows whose first source is this paper, with the items they are numbered by."""
    return [row for row in _rows(record, name) if _first(row) == number]


def _first(row: Row) -> str:
    cited = re.search(r"\b(\d{3}):", row["source"])
    # A row that is all inference is of the paper its meeting stands in.
    return cited[1] if cited else "001"


def _spans(number: str, source: str) -> list[tuple[int, int]]:
    return [
        (int(first), int(last or first))
        for paper_number, first, last in re.findall(r"(\d{3}):L(\d+)(?:-(\d+))?", source)
        if paper_number == number
    ]


def _rows(record: Path, name: str) -> list[Row]:
    with (record / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cited(record: Path) -> set[str]:
    return {_first(row) for row in _rows(record, "report_headers")}


if __name__ == "__main__":
    sys.exit(main())
