"""Word files and workbooks as appendices."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
import xlsxwriter

from marram.board.vocabulary.blocks import Bullets, Heading, Paragraph, Table, cells, line, words_of
from marram.foundation.verdicts import Refused
from marram.packs.press import office


def word_file(fill) -> bytes:
    document, kept = docx.Document(), BytesIO()
    fill(document)
    document.save(kept)
    return kept.getvalue()


def workbook(rows, *, sheet: str = "Return") -> bytes:
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    return kept.getvalue()


def test_a_word_file_keeps_its_headings_lists_and_tables_in_order():
    def fill(document):
        document.add_heading("Background", 1)
        said = document.add_paragraph("The service ")
        said.add_run("grew").bold = True
        document.add_paragraph("First", style="List Number")
        document.add_paragraph("Second", style="List Number")
        document.add_paragraph("A point", style="List Bullet")
        table = document.add_table(rows=2, cols=2)
        for at, words in enumerate(("Month", "People", "May", "110")):
            table.cell(at // 2, at % 2).text = words

    heading, paragraph, numbers, points, table = office.word_blocks(word_file(fill), name="a.docx")

    assert heading == Heading(1, "Background")
    assert isinstance(paragraph, Paragraph)
    assert (words_of(paragraph.runs), paragraph.runs[1].bold) == ("The service grew", True)
    assert numbers == Bullets((line("First"), line("Second")), numbered=True)
    assert points == Bullets((line("A point"),), numbered=False)
    assert table == Table("Table", cells("Month", "People"), (cells("May", "110"),), numeric=(1,))


def test_a_workbook_becomes_a_table_a_sheet_with_its_numbers_to_the_right():
    content = workbook([["Scheme", "Spent"], ["Beds", 1200.5], ["", 30]])

    (table,) = office.workbook_blocks(content, name="return.xlsx")

    assert isinstance(table, Table)
    assert (table.caption, table.numeric) == ("Return", (1,))
    assert table.rows == (cells("Beds", "1,200.5"), cells("", "30"))


def test_a_formula_shows_the_result_that_the_workbook_keeps():
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        page = book.add_worksheet("Return")
        page.write_row(0, 0, ["Scheme", "Spent"])
        for at, (name, result) in enumerate(
            (("All", 1250.5), ("Share", "half"), ("Wrong", "#DIV/0!")), start=1
        ):
            page.write(at, 0, name)
            page.write_formula(at, 1, "=1+1", value=result)

    (table,) = office.workbook_blocks(kept.getvalue(), name="a.xlsx")

    assert isinstance(table, Table)
    assert table.rows == (
        cells("All", "1,250.5"),
        cells("Share", "half"),
        cells("Wrong", "The cell shows the error #DIV/0!"),
    )


def test_a_formula_whose_result_was_not_kept_says_so_in_words():
    book, kept = openpyxl.Workbook(), BytesIO()
    for row in (["Scheme", "Spent"], ["All", "=1+1"]):
        book.active.append(row)
    book.save(kept)

    (table,) = office.workbook_blocks(kept.getvalue(), name="a.xlsx")

    assert isinstance(table, Table)
    assert table.rows == (cells("All", "The workbook keeps no result of this formula"),)


@pytest.mark.parametrize("content", [b"", b"plain text", b"PK\x03\x04 torn"])
def test_what_is_no_word_file_is_refused_with_a_sentence(content):
    with pytest.raises(Refused, match="notes.docx is not a Word file"):
        office.word_blocks(content, name="notes.docx")


def test_a_zip_that_holds_no_word_file_is_refused():
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        archive.writestr("hello.txt", "hello")

    with pytest.raises(Refused, match=r"notes.docx cannot be read as a Word file"):
        office.word_blocks(kept.getvalue(), name="notes.docx")


def test_a_word_file_that_unfolds_to_far_more_is_not_opened():
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (office.MOST_UNFOLDED + 1))

    with pytest.raises(Refused, match="unfolds to"):
        office.word_blocks(kept.getvalue(), name="bomb.docx")


def test_an_empty_workbook_is_refused():
    with pytest.raises(Refused, match="return.xlsx has no rows"):
        office.workbook_blocks(workbook([[""]]), name="return.xlsx")
