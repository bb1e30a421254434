"""A workbook that was filled in elsewhere comes back: taken in whole, or refused cell by cell."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from marram.funding.actions.returns import lines as actions
from marram.funding.events.returns import LineRemoved
from marram.funding.models import Return, SchemeLine
from marram.funding.presenters.workbooks import workbook_bytes
from marram.funding.queries.returns import loading
from marram.people.models import User
from tests.funding.conftest import SEFTON
from tests.world import funding
from tests.world import millbrook as borough


EXPENDITURE = "6. Expenditure"


@pytest.fixture
def plan(millbrook) -> Return:
    return funding.fund()


@pytest.fixture
def finance(client, plan):
    client.force_login(User.objects.get(email=borough.address("finance-lead")))
    return client


def values():
    return loading.values_of(loading.found(funding.FINANCE, funding.PLAN))


def filled_in(change) -> bytes:
    """Return the workbook of the plan after somebody changed it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(values())))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def place(sheet, heading: str, key: str):
    """Return the cell of a line under a heading, both found by what they say."""
    for row in sheet.iter_rows():
        headings = [cell.value for cell in row]
        if heading in headings:
            column = headings.index(heading)
            below = sheet.iter_rows(min_row=row[0].row + 1)
            return next(each[column] for each in below if each[1].value == key)
    raise AssertionError(f"no heading {heading}")


def send(client, content: bytes, name: str = "plan.xlsx", **more):
    file = SimpleUploadedFile(name, content)
    return client.post(
        reverse("funding:take-workbook", args=[funding.PLAN]), {"workbook": file, **more}
    )


def test_a_workbook_that_says_what_we_know_changes_nothing(finance, heard):
    before = values()
    heard.clear()

    answer = send(finance, workbook_bytes(before))

    assert answer.status_code == 302
    assert values() == before
    assert heard == []


def test_a_workbook_is_offered_under_the_name_of_the_return(finance):
    answer = finance.get(reverse("funding:workbook", args=[funding.PLAN]))
    assert answer["Content-Disposition"] == f'attachment; filename="{funding.PLAN}.xlsx"'
    assert answer.content == workbook_bytes(values())


def test_lines_are_changed_added_and_taken_out_for_a_reason(finance, heard):
    def change(book):
        sheet = book[EXPENDITURE]
        place(sheet, "Expenditure (£)", "1.1").value = 1_100_000.25
        place(sheet, "Provider", "2.1").value = "Private Sector"
        gone = place(sheet, "Line", "8.1").row
        for cell in sheet[gone]:
            cell.value = None
        for column, said in {3: 9, 4: "Falls classes", 17: "LA Better Care Grant", 18: 7}.items():
            sheet.cell(gone + 1, column, said)

    before, content = values(), filled_in(change)
    proposed = send(finance, content)
    page = proposed.content.decode()
    assert proposed.status_code == 422 and values() == before
    assert "Line 8.1" in page and "Scheme 8, £450,000, is gone from the workbook." in page

    answer = send(finance, content, reason="Ended in March")

    assert answer.status_code == 302, answer.content.decode()
    removed = [each for each in heard if isinstance(each, LineRemoved)]
    assert [each.after for each in removed] == [{"reason": "Ended in March"}]
    schemes = {line.key: line for line in values().schemes}
    assert str(schemes["1.1"].planned) == "1100000.25"
    assert schemes["2.1"].provider == "private"
    assert "8.1" not in schemes
    assert (schemes["9.1"].name, schemes["9.1"].source) == ("Falls classes", "ibcf")


def test_lines_in_another_order_keep_their_keys(finance, heard):
    before = values()

    def change(book):
        sheet = book[EXPENDITURE]
        first = place(sheet, "Expenditure (£)", "1.1").row
        last = place(sheet, "Expenditure (£)", "8.1").row
        rows = [[cell.value for cell in sheet[row]] for row in range(first, last + 1)]
        for row, said in zip(range(first, last + 1), reversed(rows), strict=True):
            for cell, one in zip(sheet[row], said, strict=True):
                if not str(one).startswith("="):
                    cell.value = one

    heard.clear()
    assert send(finance, filled_in(change)).status_code == 302
    assert values() == before
    assert heard == []


def test_what_was_changed_since_is_not_undone_without_a_word(finance, now):
    content = workbook_bytes(values())
    line = SchemeLine.objects.get(of=funding.PLAN, key="1.1")
    actions.amend_line(
        by=funding.FINANCE,
        at=now,
        slug=funding.PLAN,
        kind="schemes",
        key="1.1",
        seen_version=line.version,
        fields={"name": "Renamed meanwhile"},
    )

    refused = send(finance, content)
    assert refused.status_code == 422
    assert "Somebody changed the return after this workbook was made" in refused.content.decode()
    assert values().schemes[0].name == "Renamed meanwhile"

    assert send(finance, content, anyway="on").status_code == 302
    assert values().schemes[0].name == "Scheme 1"


@pytest.mark.parametrize(
    ("heading", "said", "sentence"),
    [
        ("Expenditure (£)", "a million", "Enter a number, such as 1250.50."),
        ("Expenditure (£)", 0.001, "Enter a number with at most 2 decimal places."),
        ("Expenditure (£)", "=1+1", "The cell holds a formula. Enter its value."),
        ("Scheme ID", 1.5, "Enter a whole number."),
        ("Line", "2.1", "The line 2.1 stands there twice."),
    ],
)
def test_a_cell_that_cannot_be_taken_in_is_named_and_nothing_changes(
    finance, heading, said, sentence
):
    before, where = values(), []

    def change(book):
        cell = place(book[EXPENDITURE], heading, "1.1")
        cell.value = said
        where.append(cell.coordinate if heading != "Line" else f"B{cell.row + 1}")

    answer = send(finance, filled_in(change))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page and where[0] in page and EXPENDITURE in page
    assert values() == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda book: book["2. Cover"].cell(40, 1, "Wishes"),
            "Nothing of that name stands on this sheet. Take it out.",
        ),
        (
            lambda book: setattr(book[EXPENDITURE], "title", "Elsewhere"),
            "This return has no such sheet.",
        ),
    ],
)
def test_what_has_no_place_in_a_return_is_named(finance, change, sentence):
    answer = send(finance, filled_in(change))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_plain_list_changes_and_adds_lines_but_takes_none_out(finance):
    content = (
        "Line,Scheme ID,Scheme Name,Source of Funding,Expenditure (£)\n"
        '1.1,1,Adaptations,DFG,"1,200,000.00"\n'
        ",9,Falls classes,LA Better Care Grant,£7.50\n"
    )

    answer = send(finance, content.encode(), "list.csv")

    assert answer.status_code == 302, answer.content.decode()
    schemes = {line.key: line for line in values().schemes}
    assert len(schemes) == 9
    assert (schemes["1.1"].name, schemes["1.1"].provider) == ("Adaptations", "local-authority")
    assert str(schemes["9.1"].planned) == "7.50"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a,b\n1,2\n", "The first row must hold the headings of the template"),
        (b"Scheme Name,Expenditure (\xc2\xa3),Wishes\nA,1,x\n", "No column of this table has"),
        (b"%PDF-1.7", "The file is a PDF."),
    ],
)
def test_another_file_is_refused_in_a_sentence(finance, content, sentence):
    answer = send(finance, content, "list.csv")
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_bomb_is_refused_before_it_unpacks(finance):
    packed = io.BytesIO()
    ours = zipfile.ZipFile(io.BytesIO(workbook_bytes(values())))
    with ours, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as theirs:
        for name in ours.namelist():
            theirs.writestr(name, ours.read(name))
        theirs.writestr("xl/worksheets/sheet99.xml", b"<a>" + b" " * 64 * 1024**2)

    answer = send(finance, packed.getvalue())

    assert answer.status_code == 422
    assert "unpacks to more than 100 times its size" in answer.content.decode()


def test_only_finance_leads_take_workbooks_in(client, plan):
    client.force_login(User.objects.get(email=borough.address("plan-lead")))
    assert send(client, workbook_bytes(values())).status_code == 403


def test_a_submitted_return_takes_no_workbook_in(client, sefton, millbrook):
    client.force_login(User.objects.get(email=borough.address("finance-lead")))
    ours = loading.values_of(loading.found(funding.FINANCE, SEFTON))
    file = SimpleUploadedFile("x.xlsx", workbook_bytes(ours))
    answer = client.post(reverse("funding:take-workbook", args=[SEFTON]), {"workbook": file})
    assert answer.status_code == 422
    assert "cannot be changed" in answer.content.decode()
