"""Reports in Word: what leaves comes back the same, and a file that could do harm is refused."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from marram.board.forms import word
from marram.board.forms.word import read_report
from marram.board.presenters import word as word_blocks
from marram.board.presenters import word_files
from marram.board.presenters.charts import picture
from marram.board.queries import papers
from marram.board.queries.papers import Manuscript
from marram.board.rules.reports import settled, settled_prints
from marram.board.vocabulary.blocks import Paragraph, Run, Table, cells, line
from marram.board.vocabulary.charts import Amounts, Bars
from marram.board.vocabulary.reports import PARTS
from tests.world.millbrook import TODAY
from tests.world.reports import TEXTS


RICH = {
    **TEXTS,
    "summary": "Two are **late** and *one* is [early](https://example.org/a_(b\\)).",
    "body": """# Progress

Words with a backslash \\* and a bar |.

## What is next

- First
- Second, **bold *and italic* words**

- Another list

1. One
2. Two

Table: Spend | by scheme
| Scheme | Pounds |
| --- | ---: |
| Homes **for all** | 1,200 |
| Hubs |  |

[[plan-progress: living-well-actions]]

| No | caption |
| --- | --- |
| a | b |

### Deep""",
}
DRAWN = {
    "[[plan-progress: living-well-actions]]": (
        Paragraph((Run("Live words that do not come back"),)),
        Table("Live", cells("Action"), (cells("Hubs"),)),
    )
}


def manuscript(texts):
    return Manuscript(
        number=1, title=texts["title"], texts=texts, drawn=DRAWN, seen=settled_prints(texts)
    )


@pytest.fixture(scope="module")
def file():
    return word_files.manuscript_file(manuscript(RICH))


def test_what_leaves_for_word_comes_back_the_same(file):
    read = read_report(file)

    assert read.texts == {name: settled(name, RICH.get(name, "")) for name in PARTS}
    assert read.seen == settled_prints(RICH)
    assert read.notes == ()


def test_a_second_way_through_word_changes_nothing(file):
    once = read_report(file).texts

    assert read_report(word_files.manuscript_file(manuscript(once))).texts == once


def test_the_empty_template_comes_back_empty():
    blank = word_files.manuscript_file(manuscript({"title": ""}))

    assert set(read_report(blank).texts.values()) == {""}


@pytest.mark.database
def test_a_paper_has_a_title_headings_tables_with_heads_and_a_language(millbrook, author, whole):
    found = papers.paper(viewer=author, number=whole.pk, on=TODAY)

    document = Document(BytesIO(word_files.paper_file(found)))

    assert document.core_properties.title == TEXTS["title"]
    assert document.core_properties.language == "en-GB"
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "List Number"} <= set(styles)
    for table in document.tables:
        properties = table._tbl.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert "lwm" not in document.tables[1].rows[1].cells[0].text


def test_a_chart_is_an_image_with_alternative_text():
    drawn = picture(
        Bars(
            title="Homes lead",
            subject="Actions",
            heading="Part",
            bars=("Homes",),
            amounts=(Amounts("Done", (3,)),),
            source=line("Source: the plan"),
        )
    )
    document = word_blocks.new_document(title="Homes")
    word_blocks.add_blocks(document, (drawn,))

    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == drawn.words
    assert "Homes" in drawn.words
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["Homes", "3"]


def test_lists_of_a_paper_count_from_one_each():
    text = {**TEXTS, "body": "1. One\n\nWords\n\n1. One again"}
    document = Document(BytesIO(word_files.manuscript_file(manuscript(text))))

    numbered = [each for each in document.paragraphs if each.style.name == "List Number"]
    lists = {each._p.pPr.numPr.numId.val for each in numbered}
    starts = document.part.numbering_part.element.xpath("//w:startOverride/@w:val")
    assert len(lists) == 2
    assert set(starts) == {"1"}


# --- Files that others wrote ----------------------------------------------------------------


def written(build):
    document = Document()
    build(document)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def test_a_file_of_somebody_elses_is_read_by_its_headings():
    def build(document):
        document.add_heading("Summary", 1)
        document.add_paragraph("Short.")
        document.add_heading("Recommendations", 1)
        document.add_paragraph("Note it", style="List Number")
        document.add_paragraph("Agree it", style="List Number")

    read = read_report(written(build))

    assert read.texts == {"summary": "Short.", "recommendations": "Note it\nAgree it"}
    assert read.seen == {}


def test_a_heading_that_the_template_lacks_is_kept_and_told():
    def build(document):
        document.add_heading("Summary", 1)
        document.add_paragraph("Short.")
        document.add_heading("Weather", 1)
        document.add_paragraph("Rain.")

    read = read_report(written(build))

    assert read.texts == {"summary": "Short.\n\n# Weather\n\nRain."}
    assert read.notes == ("The template has no heading “Weather”. It was kept within summary.",)


def test_what_stands_before_every_heading_is_told():
    def build(document):
        document.add_paragraph("Dear all, here it is")
        document.add_heading("Summary", 1)

    assert read_report(written(build)).notes == (
        "Left out, for it stands under no heading: “Dear all, here it is”.",
    )


def test_tracked_changes_are_read_as_accepted():
    def build(document):
        document.add_heading("Summary", 1)
        paragraph = document.add_paragraph("It is ")
        for name, words in (("w:del", "late"), ("w:ins", "early")):
            change = OxmlElement(name)
            run = paragraph.add_run(words)
            change.append(run._r)
            paragraph._p.append(change)

    assert read_report(written(build)).texts == {"summary": "It is early"}


def test_a_link_to_elsewhere_than_the_web_is_words():
    def build(document):
        document.add_heading("Summary", 1)
        paragraph = document.add_paragraph()
        link = OxmlElement("w:hyperlink")
        link.set(
            qn("r:id"),
            document.part.relate_to("javascript:alert(1)", "hyperlink", is_external=True),
        )
        link.append(paragraph.add_run("press me")._r)
        paragraph._p.append(link)

    assert read_report(written(build)).texts == {"summary": "press me"}


# --- Files that could do harm ---------------------------------------------------------------


def package(**files):
    """Return a zip file; names are given with __ for / and _dot_ for a dot."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def with_document(xml, file):
    """Return a Word file whose document says `xml`."""
    made = BytesIO()
    with ZipFile(BytesIO(file)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for each in old.infolist():
            content = xml if each.filename == "word/document.xml" else old.read(each)
            new.writestr(each.filename, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", word.NOT_WORD),
        (b"%PDF-1.7", word.NOT_WORD),
        (b"PK\x03\x04 and no more", word.NOT_WORD),
        (package(readme_dot_txt="hello"), word.BROKEN),
        (package(word__media__a_dot_bin=b"\0" * (word.LARGEST_UNPACKED + 1)), word.TOO_LARGE),
        (package(word__document_dot_xml=b" " * (word.LARGEST_TEXT + 1)), word.TOO_LARGE),
        (package(**{f"a{number}": b"" for number in range(word.MOST_FILES + 1)}), word.TOO_LARGE),
        (b"PK" + b"\0" * word.LARGEST_FILE, word.TOO_LARGE),
        (written(lambda document: document.add_paragraph("No heading")), word.NO_HEADINGS),
    ],
    ids=["empty", "pdf", "cut", "zip", "bomb", "long", "many", "large", "plain"],
)
def test_a_file_that_is_no_report_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(ValidationError, match=re.escape(sentence)):
        read_report(content)


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
        b"<not closed",
        b"<a/>",
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        b"<a>" * 5_000 + b"</a>" * 5_000,
    ],
    ids=["entities", "broken", "foreign", "bodiless", "deep"],
)
def test_a_document_that_is_broken_on_purpose_is_refused(file, xml):
    with pytest.raises(ValidationError, match=r"damaged|not a Word|none of the template"):
        read_report(with_document(xml, file))
