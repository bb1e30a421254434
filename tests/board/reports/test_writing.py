"""Writing a report together: different parts both win, the same part shows both texts."""

import pytest

from marram.board.actions import appendices
from marram.board.actions import reports as actions
from marram.board.events import reports as events
from marram.board.models import Report, ReportTyping
from marram.board.queries import reports as queries
from marram.board.rules.reports import print_of, settled_prints
from marram.foundation.events import Subject
from marram.foundation.verdicts import Conflict, Missing, Refused
from tests.world.millbrook import NOW
from tests.world.reports import TEXTS, append, write


pytestmark = pytest.mark.django_db


def texts(report):
    return dict(report.texts.values_list("part", "text"))


def test_whoever_begins_a_report_is_its_author(author, item, heard):
    report = actions.begin_report(
        by=author, at=NOW, title="Hubs", report_of="Director", item_id=item.pk
    )

    assert [row.user_id for row in report.authors.all()] == [author.user_id]
    assert texts(report) == {"title": "Hubs", "report_of": "Director"}
    (told,) = heard
    assert type(told) is events.ReportAdded
    assert told.subject == Subject("board.report", str(report.pk))


def test_a_partner_who_does_not_write_reports_is_told_so(millbrook):
    with pytest.raises(Refused, match="Your role does not let you write reports"):
        actions.begin_report(by=millbrook.partner, at=NOW, title="Hubs", report_of="Director")


def test_an_item_has_one_report(author, draft, item):
    with pytest.raises(Refused, match="“Living well” has a report already"):
        actions.begin_report(by=author, at=NOW, title="B", report_of="C", item_id=item.pk)


@pytest.mark.database
def test_two_people_who_write_different_parts_both_have_theirs(author, colleague, draft):
    actions.name_author(by=author, at=NOW, number=draft.pk, user_id=colleague.user_id)
    seen = {name: print_of("") for name in ("summary", "reasons")}

    actions.write_parts(
        by=author, at=NOW, number=draft.pk, texts={"summary": "Mine", "reasons": ""}, seen=seen
    )
    actions.write_parts(
        by=colleague, at=NOW, number=draft.pk, texts={"summary": "", "reasons": "Hers"}, seen=seen
    )

    assert texts(draft)["summary"] == "Mine"
    assert texts(draft)["reasons"] == "Hers"


def test_the_same_part_shows_both_texts_and_keeps_the_first(author, colleague, draft):
    actions.name_author(by=author, at=NOW, number=draft.pk, user_id=colleague.user_id)
    seen = {"summary": print_of("")}
    actions.write_parts(by=author, at=NOW, number=draft.pk, texts={"summary": "Mine"}, seen=seen)

    with pytest.raises(Conflict, match="while you were writing: summary") as raised:
        actions.write_parts(
            by=colleague, at=NOW, number=draft.pk, texts={"summary": "Hers"}, seen=seen
        )

    assert raised.value.theirs == {"summary": "Mine"}
    assert texts(draft)["summary"] == "Mine"


def test_two_people_who_write_the_same_words_agree(author, draft):
    seen = {"summary": print_of("")}
    for _ in range(2):
        actions.write_parts(
            by=author, at=NOW, number=draft.pk, texts={"summary": "Same"}, seen=seen
        )

    assert texts(draft)["summary"] == "Same"


def test_writing_what_stands_there_changes_and_tells_nothing(author, whole, heard):
    write(author, whole, **TEXTS)

    assert heard == []
    whole.refresh_from_db()
    assert whole.version == 2


def test_a_change_is_told_with_the_words_before_and_after(author, whole, heard):
    write(author, whole, summary="Two are overdue.\r\n\r\n")

    (told,) = heard
    assert type(told) is events.ReportWritten
    assert told.before == {"summary": TEXTS["summary"]}
    assert told.after == {"summary": "Two are overdue."}


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"colour": "red"}, "The template has no part called “colour”."),
        ({"title": "x" * 301}, "Subject must be 300 characters or fewer."),
        ({"title": "two\nlines"}, "Subject must fit on one line."),
        ({"key_decision": "perhaps"}, "key decision.: choose one of the answers"),
    ],
)
def test_a_text_that_does_not_fit_is_refused_in_a_sentence(author, draft, wanted, sentence):
    with pytest.raises(Refused, match=sentence):
        write(author, draft, **wanted)


def test_who_is_no_author_may_neither_see_nor_write_a_draft(colleague, draft):
    with pytest.raises(Missing):
        write(colleague, draft, summary="Mine")


def test_what_is_typed_is_kept_for_its_author_alone_and_tells_nothing(
    author, officer, draft, heard
):
    seen = {"summary": print_of("")}
    actions.keep_typing(
        by=author,
        at=NOW,
        number=draft.pk,
        section="summary",
        texts={"summary": "Half a sen"},
        seen=seen,
    )

    own = queries.writing_page(viewer=author, number=draft.pk, section="summary")
    others = queries.writing_page(viewer=officer, number=draft.pk, section="summary")
    assert (own.texts["summary"], own.typed_at) == ("Half a sen", NOW)
    assert (others.texts["summary"], others.typed_at) == ("", None)
    assert heard == []


def test_typing_that_was_saved_is_settled(author, draft):
    actions.keep_typing(
        by=author, at=NOW, number=draft.pk, section="summary", texts={"summary": "A"}, seen={}
    )

    write(author, draft, summary="A")

    assert not ReportTyping.objects.exists()


def test_typing_can_be_forgotten(author, draft):
    actions.keep_typing(
        by=author, at=NOW, number=draft.pk, section="summary", texts={"summary": "A"}, seen={}
    )

    actions.forget_typing(by=author, at=NOW, number=draft.pk, section="summary")

    assert not ReportTyping.objects.exists()


def test_the_last_author_stays(author, colleague, draft):
    actions.name_author(by=author, at=NOW, number=draft.pk, user_id=colleague.user_id)
    actions.stand_author_down(by=author, at=NOW, number=draft.pk, user_id=colleague.user_id)

    with pytest.raises(Refused, match="A report needs an author"):
        actions.stand_author_down(by=author, at=NOW, number=draft.pk, user_id=author.user_id)


@pytest.mark.database
def test_appendices_are_numbered_and_close_up(author, draft):
    for title in ("Plan", "Map", "Letter"):
        append(author, draft, title)

    appendices.remove_appendix(by=author, at=NOW, number=draft.pk, position=1)

    found = Report.objects.get(pk=draft.pk).appendices.values_list("position", "title")
    assert list(found) == [(1, "Map"), (2, "Letter")]


def brought(by, report, texts, seen):
    return actions.bring_in(by=by, at=NOW, number=report.pk, texts=texts, seen=seen)


def test_what_was_written_in_word_is_taken_in(author, whole):
    seen = settled_prints(texts(whole))

    disputed = brought(author, whole, {**TEXTS, "reasons": "Because."}, seen)

    assert disputed == ()
    assert texts(whole) == {**TEXTS, "reasons": "Because."}


def test_what_comes_back_from_word_as_it_left_changes_nothing(author, whole, heard):
    """The marks may have been set in another way; the words are the same."""
    write(author, whole, body="* One\n* Two")
    heard.clear()

    brought(author, whole, {"body": "- One\n- Two"}, settled_prints(texts(whole)))

    assert heard == []


def test_what_others_changed_while_a_file_was_away_is_kept(author, whole):
    seen = settled_prints(texts(whole))
    write(author, whole, summary="Changed here")

    disputed = brought(author, whole, {**TEXTS, "reasons": "Changed in Word"}, seen)

    assert disputed == ()
    assert (texts(whole)["summary"], texts(whole)["reasons"]) == ("Changed here", "Changed in Word")


@pytest.mark.database
def test_a_part_changed_here_and_in_word_waits_for_a_choice(author, whole):
    seen = settled_prints(texts(whole))
    write(author, whole, summary="Changed here")

    disputed = brought(author, whole, {"summary": "Changed in Word"}, seen)

    assert disputed == ("summary",)
    assert texts(whole)["summary"] == "Changed here"
    page = queries.writing_page(viewer=author, number=whole.pk, section="summary")
    assert page.texts["summary"] == "Changed in Word"
    with pytest.raises(Conflict) as raised:
        actions.write_parts(by=author, at=NOW, number=whole.pk, texts=page.texts, seen=page.seen)
    assert raised.value.theirs == {"summary": "Changed here"}
