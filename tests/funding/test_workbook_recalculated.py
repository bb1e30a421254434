"""LibreOffice opens the workbook of a return, works out every formula again, and saves it."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from marram.funding.presenters.workbooks import workbook_bytes
from marram.funding.rules import values
from marram.funding.rules.workbooks import workbook
from marram.funding.rules.workbooks.drawing import Drawn, Role
from marram.funding.rules.workbooks.reading import read
from marram.sources import queries as sources
from tests.funding import test_checks_every_field as every_field
from tests.funding.returned import returns
from tests.world.funding import INCOME, SCHEMES, scheme


OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not here, so nobody works out the formulas again."
)
# A sum of binary numbers can be off in the last of its fifteen digits.
NEAR = Decimal("1e-12")


# The worked example: what counts and what does not stands in both required-spend tests.
WORKED = values.ReturnValues(
    year=2025,
    kind="plan",
    period="outturn",
    area="Millbrook",
    council="Millbrook Council",
    nhs="Millbrook ICB",
    minimums={"out-of-hospital": Decimal(2_270_000), "social-care": Decimal(3_100_000)},
    income=tuple(
        values.Income(key=str(at), source=source, contributor=name, planned=Decimal(amount))
        for at, (source, name, amount) in enumerate(INCOME)
    ),
    schemes=tuple(values.Scheme(key=f"{each[0]}.1", **scheme(*each)) for each in SCHEMES),
)
# The same, complete but for what is broken: nothing of it is acute, other or not published.
PLANNED = replace(
    WORKED,
    income=tuple(replace(line, allocation=line.planned) for line in WORKED.income),
    schemes=(*WORKED.schemes[:4], WORKED.schemes[6], WORKED.schemes[4]),
)


@pytest.fixture(scope="module")
def sent() -> list[values.ReturnValues]:
    """Returns of every shape, the same in every run."""
    found = [WORKED]

    @given(returns())
    @settings(
        max_examples=12,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def collect(each):
        found.append(each)

    collect()
    return found


@pytest.fixture(scope="module")
def saved(sent, tmp_path_factory) -> list[bytes]:
    """The workbooks of those returns, without what we worked out, as LibreOffice saves them."""
    came, went = tmp_path_factory.mktemp("came"), tmp_path_factory.mktemp("went")
    for number, each in enumerate(sent):
        (came / f"{number}.xlsx").write_bytes(not_worked_out(workbook_bytes(each)))
    convert(sorted(came.iterdir()), went)
    return [(went / f"{number}.xlsx").read_bytes() for number in range(len(sent))]


def convert(files: list[Path], folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    asked = [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", folder, *files]
    subprocess.run(asked, check=True, capture_output=True, timeout=240)


def not_worked_out(content: bytes) -> bytes:
    """Return a workbook whose formulas have no values yet: a reader must work them out."""
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as ours, zipfile.ZipFile(bare, "w") as theirs:
        for name in ours.namelist():
            part = ours.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            theirs.writestr(name, part)
    return bare.getvalue()


def worked_out(sheets: tuple[Drawn, ...]) -> dict[tuple[str, int, int], str | Decimal]:
    """Return what we say that each formula gives, by its sheet, row and column."""
    return {
        (sheet.tab, row, column): cell.value
        for sheet in sheets
        for row, cells in enumerate(sheet.rows, start=1)
        for column, cell in enumerate(cells, start=1)
        if cell is not None and cell.role is Role.WORKED_OUT
    }


def test_every_formula_gives_what_our_own_rules_give(sent, saved):
    compared = 0
    for ours, content in zip(sent, saved, strict=True):
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        for (tab, row, column), expected in worked_out(workbook(ours)).items():
            found = book[tab].cell(row, column).value
            where = f"{tab}, row {row}, column {column} of {ours}"
            if isinstance(expected, Decimal):
                off = abs(Decimal(str(found)) - expected)
                assert off <= NEAR * max(abs(expected), 1), where
            else:
                assert (found or "") == expected, where
            compared += 1
    assert compared > 800


def broken(complete: values.ReturnValues) -> Iterator[values.ReturnValues]:
    """The return with every field deleted and changed, one on each line, in as few as it takes."""
    breaks = {kind: list(changes(kind)) for kind in every_field.FIELDS}
    while any(breaks.values()):
        said = complete
        for kind, left in breaks.items():
            for line in getattr(said, kind):
                if left:
                    name, change = left.pop()
                    said = every_field.replaced(said, kind, line, name, change(line, name))
        yield said


def changes(kind: str) -> Iterator[tuple[str, Callable[[Any, str], Any]]]:
    for name, (change_to, *_) in every_field.FIELDS[kind].items():
        yield name, every_field.nothing_said
        yield name, partial(every_field.changed_to, change_to=change_to)


def broken_as_a_whole(complete: values.ReturnValues) -> Iterator[values.ReturnValues]:
    """The return with each of its own answers deleted, and changed, in turn."""
    for part, told in every_field.WHOLE.items():
        whole = getattr(complete, part)
        for name, (change_to, *_) in told.items():
            for said in (every_field.nothing_said(whole, name), change_to):
                yield replace(complete, **{part: replace(whole, **{name: said})})


def broken_sums(complete: values.ReturnValues) -> Iterator[values.ReturnValues]:
    """The return with one line that no longer counts where it did."""
    for line in complete.schemes[2:5]:
        for name, said in (("planned", Decimal(1)), ("source", ""), ("area", "Acute")):
            yield every_field.replaced(complete, "schemes", line, name, said)


def test_a_broken_field_turns_the_same_checks_in_the_workbook(sefton_once, tmp_path):
    """Each sheet of the checklist, worked out again, answers as our own checks do."""
    few = tuple(line for line in sefton_once.schemes if line.key in ("9.1", "17.1", "41.1"))
    small = replace(sefton_once, schemes=few)
    returned = [
        *(sefton_once, small, PLANNED),
        *broken(sefton_once),
        *broken_as_a_whole(small),
        *broken_sums(PLANNED),
    ]
    came, went = tmp_path / "came", tmp_path / "went"
    came.mkdir()
    for number, each in enumerate(returned):
        (came / f"{number}.xlsx").write_bytes(not_worked_out(workbook_bytes(each)))
    convert(sorted(came.iterdir()), went)

    answers = {"Yes": 0, "No": 0}
    for number, each in enumerate(returned):
        book = openpyxl.load_workbook(went / f"{number}.xlsx", data_only=True)
        for (tab, row, column), expected in worked_out(workbook(each)).items():
            found = book[tab].cell(row, column).value or ""
            if expected in answers:
                assert found == expected, f"{tab}, row {row} of {each}"
                answers[expected] += 1
    assert answers["No"] > 200 and answers["Yes"] > 1000


def test_what_libreoffice_saves_is_still_the_same_return(sent, saved):
    for ours, content in zip(sent, saved, strict=True):
        taken = read(sources.lines(content=content), ours=ours)
        assert taken.findings == ()
        assert taken.values == ours
