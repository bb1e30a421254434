"""The PDF can be read aloud: ISO 14289-1, clause by clause, on a pack with all that packs hold."""

from io import BytesIO

import pikepdf
import pytest

from marram.packs.press.printing import PrintedPack, print_pack
from tests.packs import papers, reading


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> PrintedPack:
    provider = papers.provider_pdf(tagged=True)
    sections = (
        papers.report("item-5", title="The fund"),
        papers.uploaded(provider, key="item-5-appendix-1"),
        papers.report("item-6", title="The plan"),
    )
    shelf = papers.shelf(tmp_path_factory.mktemp("packs"), provider)
    return print_pack(papers.pack(*sections), shelf=shelf, earlier={})


@pytest.fixture
def pdf(printed: PrintedPack):
    with pikepdf.open(BytesIO(printed.pdf)) as opened:
        yield opened


def test_it_says_its_title_language_and_standard(pdf):
    metadata = pdf.open_metadata()

    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert metadata["dc:title"] == "Millbrook Health and Wellbeing Board, Wednesday 18 June 2025"
    assert metadata["pdfuaid:part"] == "1"


def test_everything_drawn_is_an_element_or_decoration(pdf):
    found, owned = reading.content_marks(pdf)

    assert found == owned > 100
    assert reading.untagged_operators(pdf) == []


def test_elements_are_of_standard_kinds(pdf):
    mapped = set(pdf.Root.StructTreeRoot.RoleMap.keys())
    standard = (
        "Document Part Sect Div H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table THead TBody TR TH TD"
        " Caption Figure Link Span"
    )

    assert set(reading.roles(pdf)) - {f"/{kind}" for kind in standard.split()} - mapped == set()


def test_headings_go_down_one_level_at_a_time(pdf):
    levels = reading.heading_levels(pdf)

    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in zip(levels, levels[1:], strict=False))


def test_every_figure_has_words(pdf):
    figures = [each for each in reading.elements(pdf) if each.role == "/Figure"]

    assert [each.says("/Alt") for each in figures] == [papers.WAITING.words] * 2


def test_every_header_of_a_table_says_what_it_heads(pdf):
    headers = [each for each in reading.elements(pdf) if each.role == "/TH"]
    scopes = [str(reading.attributes(each).get("/Scope")) for each in headers]

    assert scopes.count("/Row") > 120
    assert set(scopes) == {"/Row", "/Column"}


def test_every_row_of_a_table_is_as_wide_as_its_head(pdf):
    tables = [each.held for each in reading.elements(pdf) if each.role == "/Table"]

    widths = [{len(row.K) for row in reading.rows(table)} for table in tables]

    assert len(tables) >= 6
    assert all(len(width) == 1 for width in widths)


def test_cells_find_their_headers_by_names_that_are_unique(pdf):
    names = [each.says("/ID") for each in reading.elements(pdf) if each.says("/ID")]
    tree = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)
    asked = {
        str(name)
        for each in reading.elements(pdf)
        for name in reading.attributes(each).get("/Headers", ())
    }

    assert len(names) == len(set(names)) > 0
    assert sorted(map(str, tree)) == sorted(names)
    assert asked <= set(names)


def test_links_are_elements_with_words_and_lead_somewhere(pdf):
    links = [link for page in pdf.pages for link in page.obj.get("/Annots", ())]
    pages = {page.obj.objgen for page in pdf.pages}

    within = [link for link in links if "/Dest" in link]
    assert len([each for each in reading.elements(pdf) if each.role == "/Link"]) >= len(links) > 4
    assert all(str(link.get("/Contents", "")) for link in links)
    assert all(link.Dest[0].objgen in pages for link in within)
    assert [str(link.A.URI) for link in links if "/A" in link] == ["https://www.gov.uk/"] * 2


def test_every_font_is_inside_and_can_be_copied_as_text(pdf):
    held = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    fonts = [each for each in held if each.get("/Type") == "/Font"]

    outer = [font for font in fonts if "/DescendantFonts" in font]
    described = [font.DescendantFonts[0].FontDescriptor for font in outer]
    assert outer and all("/ToUnicode" in font for font in outer)
    assert all("/FontFile2" in each or "/FontFile3" in each for each in described)


def test_pages_with_links_are_read_in_the_order_of_tags(pdf):
    assert all(page.obj.Tabs == "/S" for page in pdf.pages if "/Annots" in page.obj)


def test_bookmarks_lead_to_the_pages_that_the_agenda_names(printed):
    tops = {title: page for level, title, page in reading.bookmarks(printed.pdf) if level == 0}
    labels = reading.page_labels(printed.pdf)

    found = {
        section.key: labels[tops[f"{section.mark}: {section.title}"]]
        for section in printed.sections
    }

    assert found == {key: pages[0] for key, pages in printed.labels.items()}
