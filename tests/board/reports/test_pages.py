"""Pages of reports: what is typed is kept, what clashes shows both texts, files go out and in."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from marram.board.models import Report, ReportTyping
from marram.board.queries import papers
from marram.board.rules.reports import print_of
from marram.people.models import User
from tests.world.millbrook import TODAY, address
from tests.world.reports import TEXTS, add_item, append, write


pytestmark = pytest.mark.django_db
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def client(author):
    """The browser of Amina, who writes the report."""
    client = Client()
    client.force_login(User.objects.get(email=address("plan-lead")))
    return client


def summary(**typed):
    empty = {name: "" for name in ("summary", "recommendations", "reasons", "options")}
    seen = {name: print_of("") for name in empty}
    return {**empty, **typed, "seen": json.dumps(seen)}


def text(report, part):
    return dict(report.texts.values_list("part", "text")).get(part, "")


def test_residents_read_what_is_published(published):
    page = Client().get(f"/reports/{published.pk}/").content.decode()

    assert "Published on 10 July 2025." in page
    assert "<strong>five</strong>" in page
    assert "Open three family hubs" in page
    assert "Work on this report" not in page


def test_residents_find_no_draft(whole):
    assert Client().get(f"/reports/{whole.pk}/").status_code == 404


def test_whoever_begins_a_report_comes_to_its_page(client):
    item = add_item(on=date(2099, 1, 1))

    answer = client.post(
        "/reports/begin/", {"title": "Hubs", "report_of": "Director", "item": item.pk}, follow=True
    )

    assert "The report was begun. You are its author." in answer.content.decode()
    assert "These parts are empty" in answer.content.decode()


def test_a_page_of_the_template_is_saved(client, draft):
    answer = client.post(
        f"/reports/{draft.pk}/write/summary/", summary(summary="All is well"), follow=True
    )

    assert "Summary and recommendations is saved." in answer.content.decode()
    assert text(draft, "summary") == "All is well"


def test_a_text_that_is_too_long_stays_in_its_box(client, draft):
    front = {"title": "x" * 400, "wards": "All wards", "seen": "{}"}

    answer = client.post(f"/reports/{draft.pk}/write/front/", front)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Subject must be 300 characters or fewer. You have written 400." in page
    assert "x" * 400 in page
    assert "All wards" in page


def test_a_clash_shows_both_texts_and_the_choice_is_kept(client, author, draft):
    typed = summary(summary="Mine", reasons="My reasons")
    write(author, draft, summary="Theirs")

    clash = client.post(f"/reports/{draft.pk}/write/summary/", typed)
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Keep theirs" in page
    assert "Theirs" in page
    assert "My reasons" in page

    chosen = {**typed, "seen": clash.context["form"]["seen"].value(), "keep-summary": "yours"}
    client.post(f"/reports/{draft.pk}/write/summary/", chosen)

    assert (text(draft, "summary"), text(draft, "reasons")) == ("Mine", "My reasons")


def test_typing_is_kept_and_stands_there_when_the_page_is_opened_again(client, draft):
    answer = client.post(
        f"/reports/{draft.pk}/write/summary/typing/", summary(summary="Half a sentence")
    )

    assert answer.status_code == 200
    assert set(answer.json()) == {"saved_at", "note"}
    page = client.get(f"/reports/{draft.pk}/write/summary/").content.decode()
    assert "Half a sentence" in page
    assert "and did not save." in page
    assert text(draft, "summary") == ""


def test_what_was_typed_can_be_forgotten(client, draft):
    client.post(f"/reports/{draft.pk}/write/summary/typing/", summary(summary="Half"))

    client.post(f"/reports/{draft.pk}/write/summary/forget/")

    assert not ReportTyping.objects.exists()


def test_a_button_that_may_not_be_pressed_says_why(client, draft):
    page = client.get(f"/reports/{draft.pk}/desk/").content.decode()

    assert "Send for clearance" in page
    assert "These parts are empty: “Wards affected”" in page


def test_an_officer_reads_signs_and_the_report_says_so(finance, sent):
    officer = Client()
    officer.force_login(User.objects.get(email=address("finance-lead")))
    form = officer.get(f"/reports/{sent.pk}/sign/finance/").context["form"]
    typed = {"reference": "FD 1/25", "seen_version": form["seen_version"].value()}

    answer = officer.post(f"/reports/{sent.pk}/sign/finance/", typed, follow=True)

    page = answer.content.decode()
    assert "The finance sign-off is given." in page
    assert "1 of 2 signed" in page
    assert "It waits for the sign-off of legal." in page


def test_there_is_no_third_office(client, sent):
    assert client.get(f"/reports/{sent.pk}/sign/weather/").status_code == 404


def test_a_file_of_a_kind_that_is_not_kept_is_refused(client, draft):
    file = SimpleUploadedFile("run.exe", b"MZ")

    answer = client.post(f"/reports/{draft.pk}/appendices/add/", {"title": "Run", "file": file})

    assert "is of a kind that we cannot keep" in answer.content.decode()


def test_an_appendix_goes_out_as_it_came_in(client, author, draft):
    append(author, draft, "Map")

    answer = client.get(f"/reports/{draft.pk}/appendices/1/")

    assert answer.content == b"Map"
    assert answer["Content-Type"] == "text/plain"
    assert answer["Content-Disposition"] == 'attachment; filename="Map.txt"'


def test_residents_get_no_appendix_of_a_draft(author, draft):
    append(author, draft, "Map")

    assert Client().get(f"/reports/{draft.pk}/appendices/1/").status_code == 404


def test_a_report_goes_to_word_and_comes_back_changed(client, whole):
    away = Document(BytesIO(client.get(f"/reports/{whole.pk}/write-in-word/").content))
    for paragraph in away.paragraphs:
        if paragraph.text == TEXTS["reasons"]:
            paragraph.text = "The board asked for it."
    back = BytesIO()
    away.save(back)

    answer = client.post(
        f"/reports/{whole.pk}/from-word/",
        {"file": SimpleUploadedFile("report.docx", back.getvalue(), WORD)},
        follow=True,
    )

    assert "The Word file was read." in answer.content.decode()
    now = dict(Report.objects.get(pk=whole.pk).texts.values_list("part", "text"))
    assert now == {**TEXTS, "reasons": "The board asked for it."}


def test_a_file_that_is_not_word_is_refused_beside_the_box(client, whole):
    file = SimpleUploadedFile("report.docx", b"hello", WORD)

    answer = client.post(f"/reports/{whole.pk}/from-word/", {"file": file})

    assert "The file is not a Word document (.docx) that can be read." in answer.content.decode()


def test_everybody_may_take_a_published_report_as_word(published, resident):
    answer = Client().get(f"/reports/{published.pk}/word/")

    found = papers.paper(viewer=resident, number=published.pk, on=TODAY)
    words = [each.text for each in Document(BytesIO(answer.content)).paragraphs]
    assert words[0] == found.title
    assert "Recommendations" in words


def test_a_chart_stands_in_a_frame_of_its_own_with_its_words(client, author, whole):
    """A phone scrolls the frame, not the page."""
    write(author, whole, body="[[plan-chart: living-well-actions]]")

    page = client.get(f"/reports/{whole.pk}/").content.decode()

    finding = "Living well action plan: "
    assert f'<div class="marram-scroll" role="region" aria-label="{finding}' in page
    assert f'alt="{finding}' in page
    assert "The figures in a table" in page
