"""Files that are handed in: PDFs and texts are read, and whatever else is refused in words."""

from io import BytesIO

import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from marram.board.papers import files
from marram.board.papers.packs import meetings
from marram.board.papers.texts import paper
from marram.foundation.verdicts import Refused
from tests.board.papers.packs import ASKS, SUBJECTS, Shape, text, truth
from tests.world.readings import PACK


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The pack as a PDF, each of its pages a page."""
    pages = [
        "\n".join(f"#text({_quoted(line)})\\" if line else "#v(8pt)" for line in page.split("\n"))
        for page in text(PACK).split("\f")
    ]
    return typst.compile("\n#pagebreak()\n".join(pages).encode())


def _quoted(line: str) -> str:
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def test_a_pdf_gives_the_words_of_its_pages(pdf):
    words = files.text_of(pdf)

    assert words.count("\f") >= text(PACK).count("\f")
    assert "Wards Affected: All Wards" in words


def test_a_pack_as_a_pdf_says_what_it_says_as_a_text(pdf):
    from_pdf = meetings(paper(files.text_of(pdf)))

    from_text = meetings(paper(text(PACK)))
    assert [(one.body, one.on) for one in from_pdf] == [(one.body, one.on) for one in from_text]
    for ours, theirs in zip(from_pdf, from_text, strict=True):
        assert [one.number for one in ours.items] == [one.number for one in theirs.items]
        assert [one.wording for one in ours.resolutions] == [
            one.wording for one in theirs.resolutions
        ]
        assert [(one.name, one.value) for one in ours.fields] == [
            (one.name, one.value) for one in theirs.fields
        ]


def test_a_locked_pdf_is_refused_in_words(pdf):
    locked = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(Refused, match="locked with a password"):
        files.text_of(locked.getvalue())


def test_a_scanned_pdf_is_refused_in_words():
    picture = '#box(image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"9\\"'
    picture += ' height=\\"9\\"><rect width=\\"9\\" height=\\"9\\"/></svg>"), format: "svg"))'
    scanned = typst.compile(picture.encode())

    with pytest.raises(Refused, match="There are no words in this file"):
        files.text_of(scanned)


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9, 0.99])
def test_a_pdf_that_breaks_off_is_read_or_refused_in_words(pdf, share):
    try:
        words = files.text_of(pdf[: int(len(pdf) * share)])
    except Refused as refused:
        assert str(refused).endswith((".", "again."))
    else:
        meetings(paper(words))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_after_the_mark_of_a_pdf_are_refused_in_words(anything):
    with pytest.raises(Refused):
        files.text_of(b"%PDF-1.7\n" + anything)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(anything):
    try:
        meetings(paper(files.text_of(anything)))
    except Refused as refused:
        assert str(refused)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_text_is_read_in_the_letters_that_papers_come_in(encoding):
    pack = truth(shape=Shape(resolved=2), on=PACK.on, subjects=SUBJECTS[:1], clauses=[ASKS[:2]])

    found = meetings(paper(files.text_of(text(pack).encode(encoding))))

    assert len(found[0].resolutions) == 3


def test_a_text_of_another_system_is_read_at_the_same_places():
    ours, theirs = (
        meetings(paper(files.text_of(text(PACK).replace("\n", end).encode())))
        for end in ("\n", "\r\n")
    )

    assert ours == theirs


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There are no words"),
        (b"PK\x03\x04\x00\x00 a workbook", "neither a PDF nor a text"),
        ("Agenda".encode("utf-16"), "neither a PDF nor a text"),
        (b"7 8 9 " * 1000, "There are no words"),
        (b"\x81\x8d" * 40, "not in UTF-8"),
    ],
)
def test_what_is_no_paper_is_refused_in_words(content, said):
    with pytest.raises(Refused, match=said):
        files.text_of(content)


def test_a_paper_longer_than_anybody_reads_is_refused():
    with pytest.raises(Refused, match="more than 10,000,000 characters"):
        files.text_of(b"RESOLVED: That it be noted. " * 400_000)


def test_a_long_paper_of_nothing_but_standing_items_is_read_at_once():
    """Looking from each of them for the next would take for ever."""
    lines = ["Health and Wellbeing Board", "9 June 2021", "", "PRESENT: Nobody", ""]
    lines += ["1. APOLOGIES FOR ABSENCE", "", "RESOLVED: That", "", "(1) it be noted;", ""] * 4_000

    (found,) = meetings(paper("\n".join(lines)))

    assert len(found.items) == 1
