"""A pack on paper: numbers that agree, the same bytes again, and what changed alone set anew."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from marram.packs.press import printing, sections
from marram.packs.press.printing import print_pack
from marram.packs.vocabulary import Audience
from tests.packs import papers, reading


@pytest.fixture
def shelf(tmp_path):
    return papers.shelf(tmp_path / "packs", papers.provider_pdf(tagged=False))


def three_papers():
    return (
        papers.report("item-4", title="The plan", blocks=papers.plain("Plan", pages=2)),
        papers.report("item-5", title="The fund"),
        papers.uploaded(papers.provider_pdf(tagged=False), key="item-5-appendix-1"),
    )


def test_the_number_at_the_foot_is_the_label_and_the_agenda_names_it(shelf):
    printed = print_pack(papers.pack(*three_papers()), shelf=shelf, earlier={})

    texts, labels = reading.page_texts(printed.pdf), reading.page_labels(printed.pdf)

    plan, fund, appendix = (printed.labels[each.key] for each in three_papers())
    assert [text.split()[-1] for text in texts] == labels == [str(at) for at in range(1, 11)]
    for pages in (plan, fund, appendix):
        assert f"{pages[0]} to {pages[-1]}" in texts[0].replace("\N{NO-BREAK SPACE}", " ")
    assert texts[int(fund[0]) - 1].startswith("Item 5")


def test_the_index_names_the_page_of_every_recommendation(shelf):
    printed = print_pack(papers.pack(*three_papers()), shelf=shelf, earlier={})

    index = reading.page_texts(printed.pdf)[-1]

    assert index.count("Agree the return.") == index.count("Note the report.") == 2
    assert f"Note the report. {printed.labels['item-5'][0]}" in " ".join(index.split())


def test_a_supplement_leaves_the_numbers_of_pages_that_were_handed_out(shelf):
    first = print_pack(papers.pack(*three_papers()), shelf=shelf, earlier={})
    late = papers.report("item-4a", title="A late paper", blocks=papers.plain("Late"))
    plan, *others = three_papers()

    second = print_pack(papers.pack(plan, late, *others), shelf=shelf, earlier=first.labels)

    labels = reading.page_labels(second.pdf)
    assert second.labels["item-5"] == first.labels["item-5"]
    assert second.labels["item-4a"] == ("4a",)
    assert labels == [text.split()[-1] for text in reading.page_texts(second.pdf)]


def test_the_same_pack_is_the_same_bytes_on_an_empty_shelf(shelf, tmp_path):
    pack = papers.pack(*three_papers())
    other = papers.shelf(tmp_path / "elsewhere", papers.provider_pdf(tagged=False))

    assert (
        print_pack(pack, shelf=shelf, earlier={}).pdf
        == print_pack(pack, shelf=other, earlier={}).pdf
    )


def test_only_the_paper_that_changed_is_set_anew(shelf, monkeypatch):
    plan, *others = three_papers()
    print_pack(papers.pack(plan, *others), shelf=shelf, earlier={})
    set_anew = []
    print_one = sections.print_section

    def watched(section, **more):
        set_anew.append(section.key)
        return print_one(section, **more)

    monkeypatch.setattr("marram.packs.press.shelf.print_section", watched)

    print_pack(papers.pack(replace(plan, title="The new plan"), *others), shelf=shelf, earlier={})

    assert set_anew == ["item-4", "front"]


def test_a_torn_file_on_the_shelf_is_printed_again(shelf):
    pack = papers.pack(*three_papers())
    whole = print_pack(pack, shelf=shelf, earlier={})
    for kept in shelf.folder.rglob("*"):
        if kept.is_file():
            kept.write_bytes(kept.read_bytes()[:40])

    again = print_pack(pack, shelf=shelf, earlier={})

    assert again.pdf == whole.pdf


def test_it_is_told_how_far_printing_is(shelf):
    told = []

    print_pack(
        papers.pack(*three_papers()), shelf=shelf, earlier={}, told=lambda *far: told.append(far)
    )

    assert told == [(0, 4), (1, 4), (2, 4), (4, 4)]


def test_the_agenda_comes_in_large_print_and_in_easy_words(shelf):
    pack = papers.pack(*three_papers())
    labels = print_pack(pack, shelf=shelf, earlier={}).labels

    large, easy = (make(pack, labels, shelf) for make in (printing.large_print, printing.easy_read))

    assert _smallest_body_text(large) >= 16
    assert "The fund" in reading.page_texts(large)[0]
    assert "You can read about this on page 5." in " ".join(reading.page_texts(easy)[0].split())


def test_a_private_pack_says_on_each_exempt_page_why_it_is_private(shelf):
    secret = papers.report("item-6", title="Land", private="Exempt: Schedule 12A, paragraph 3")

    printed = print_pack(
        papers.pack(*three_papers(), secret, audience=Audience.PRIVATE), shelf=shelf, earlier={}
    )

    texts = reading.page_texts(printed.pdf)
    numbers = [int(label) - 1 for label in printed.labels["item-6"]]
    assert all("Schedule 12A, paragraph 3" in texts[at] for at in numbers)
    assert "keep it safe" in texts[0]


def _smallest_body_text(content: bytes) -> float:
    """Return the smallest size of text among the words of a page, its header and foot aside."""
    sizes: list[float] = []
    with pikepdf.open(BytesIO(content)) as pdf:
        depth: list[str] = []
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operator) in ("BDC", "BMC"):
                depth.append(str(operands[0]))
            elif str(operator) == "EMC":
                depth.pop()
            elif str(operator) == "Tf" and "/Artifact" not in depth:
                sizes.append(float(operands[1]))
    return min(sizes)
