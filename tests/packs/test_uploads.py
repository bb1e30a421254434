"""Uploaded papers: what they show comes along, what they hide stays behind."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from marram.foundation.verdicts import Refused
from marram.packs.press import uploads
from marram.packs.press.printing import print_pack
from tests.packs import papers, reading


def printed(tmp_path, content: bytes) -> bytes:
    section = papers.uploaded(content, key="item-5-appendix-1")
    pack = papers.pack(papers.report("item-5", title="The fund"), section)
    return print_pack(pack, shelf=papers.shelf(tmp_path, content), earlier={}).pdf


def changed(content: bytes, change) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        kept = BytesIO()
        pdf.save(kept, deterministic_id=True)
        return kept.getvalue()


def test_a_tagged_paper_keeps_its_headings_and_tables(tmp_path):
    with pikepdf.open(BytesIO(printed(tmp_path, papers.provider_pdf(tagged=True)))) as pdf:
        grafted = _under_title(pdf, "What the provider reports")

    assert grafted == ["/Part", "/H1", "/P", "/Table", "/H2", "/P"]


def test_a_paper_without_tags_is_told_page_by_page(tmp_path):
    with pikepdf.open(BytesIO(printed(tmp_path, papers.provider_pdf(tagged=False)))) as pdf:
        told = [each.says("/Alt") for each in reading.elements(pdf) if each.role == "/Figure"]

    assert told[-2].startswith("Our quarter Referrals rose by a tenth.")
    assert told[-1] == "Outlook Steady."


def test_a_scan_says_that_it_holds_no_words(tmp_path):
    with pikepdf.open(BytesIO(printed(tmp_path, papers.scanned_pdf()))) as pdf:
        told = [each.says("/Alt") for each in reading.elements(pdf) if each.role == "/Figure"]

    assert told[-1] == "Page 1 of provider.pdf, without text"


@pytest.mark.parametrize("tagged", [True, False])
def test_everything_drawn_by_an_upload_belongs_to_an_element(tmp_path, tagged):
    with pikepdf.open(BytesIO(printed(tmp_path, papers.provider_pdf(tagged=tagged)))) as pdf:
        found, owned = reading.content_marks(pdf)

        assert found == owned > 10
        assert reading.untagged_operators(pdf) == []


def test_scripts_attachments_links_and_what_a_file_says_of_itself_stay_behind(tmp_path):
    def hide(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('HIDDEN-JS')"))
        pdf.attachments["HIDDEN-NAME.txt"] = b"HIDDEN-ATTACHMENT"
        pdf.docinfo.Author = String("HIDDEN-AUTHOR")
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
        link.A = Dictionary(S=Name.URI, URI=String("https://HIDDEN-LINK.example/"))
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])
        pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("HIDDEN-LAUNCH")))

    upload = changed(papers.provider_pdf(tagged=False), hide)

    inside = reading.everything(printed(tmp_path, upload))

    assert b"HIDDEN" in reading.everything(upload)
    assert b"HIDDEN" not in inside and b"A. Person" not in inside


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not a pdf", "x.pdf cannot be read as a PDF. Save it again and upload that."),
        (b"", "x.pdf cannot be read as a PDF. Save it again and upload that."),
    ],
)
def test_a_file_that_is_no_pdf_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(Refused, match=sentence):
        uploads.words_of(content, name="x.pdf")


def test_a_locked_file_is_refused_with_a_sentence():
    kept = BytesIO()
    with pikepdf.open(BytesIO(papers.scanned_pdf())) as pdf:
        pdf.save(kept, encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(Refused, match="locked with a password"):
        uploads.words_of(kept.getvalue(), name="x.pdf")


@pytest.mark.parametrize("broken", ["a loop", "a depth", "no parents", "a wrong parent tree"])
def test_tags_that_cannot_be_trusted_are_left_and_the_pages_told(tmp_path, broken):
    def spoil(pdf: pikepdf.Pdf) -> None:
        document = pdf.Root.StructTreeRoot.K[0]
        if broken == "a loop":
            document.K.append(document)
        elif broken == "a depth":
            for _ in range(150):
                deeper = pdf.make_indirect(Dictionary(S=Name.Div, K=document.K))
                document.K = pikepdf.Array([deeper])
        elif broken == "no parents":
            del pdf.pages[1].obj["/StructParents"]
        else:
            pdf.Root.StructTreeRoot.ParentTree = Dictionary()

    upload = changed(papers.provider_pdf(tagged=True), spoil)

    with pikepdf.open(BytesIO(printed(tmp_path, upload))) as pdf:
        told = [each.says("/Alt") for each in reading.elements(pdf) if each.role == "/Figure"]

    assert told[-1] == "Outlook Steady."


def test_a_page_on_its_side_is_laid_in_upright(tmp_path):
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = 90

    upload = changed(papers.provider_pdf(tagged=False), turn)

    texts = reading.page_texts(printed(tmp_path, upload))

    assert any("Referrals rose by a tenth." in text for text in texts)


def _under_title(pdf: pikepdf.Pdf, title: str) -> list[str]:
    """Return the kinds of the elements two deep after a title: parts, and what they hold."""
    every = reading.elements(pdf)
    start = next(at for at, each in enumerate(every) if each.says("/T") == title)
    depth = every[start].depth
    found = []
    for each in every[start + 1 :]:
        if each.depth < depth:
            break
        if each.depth <= depth + 1:
            found.append(each.role)
    return found
