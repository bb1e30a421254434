"""A strategy is written chapter by chapter: what is kept, refused, shown and still lacking."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.people.models import User
from marram.strategy.actions import library
from marram.strategy.models import Chapter
from marram.strategy.queries import library as queries
from marram.strategy.rules.library import chapters as rules
from tests.world.millbrook import NOW


pytestmark = pytest.mark.database
STRATEGY = "living_well"


def write(by, text, *, seen=0, key="purpose", strategy=STRATEGY):
    return library.write_chapter(
        by=by, at=NOW, strategy=strategy, key=key, seen_version=seen, text=text
    )


def test_a_chapter_is_written_and_written_anew(millbrook, heard):
    first = write(millbrook.administrator, "To live well.")
    write(millbrook.administrator, "To live well, all of us.", seen=first.version)

    draft = queries.draft(viewer=millbrook.administrator, slug=STRATEGY)
    assert draft.chapter("purpose").text == "To live well, all of us."
    told = [event for event in heard if event.subject.kind == "strategy.chapter"]
    assert [type(event).__name__ for event in told] == ["ChapterWritten", "ChapterAmended"]
    assert told[1].before == {"text": "To live well."}
    assert told[1].after == {"text": "To live well, all of us."}


def test_the_same_words_again_change_nothing(millbrook, heard):
    write(millbrook.administrator, "To live well.")
    heard.clear()

    kept = write(millbrook.administrator, "To live well.", seen=1)

    assert (kept.version, heard) == (1, [])


@pytest.mark.parametrize("seen", [0, 1])
def test_the_second_of_two_writers_gets_both_texts(millbrook, seen):
    write(millbrook.administrator, "First")
    if seen:
        write(millbrook.administrator, "Second", seen=1)

    with pytest.raises(Conflict, match="Somebody changed “Purpose”") as conflict:
        write(millbrook.administrator, "Mine", seen=seen)

    assert conflict.value.theirs == {"text": "Second" if seen else "First"}
    assert Chapter.objects.get().text == conflict.value.theirs["text"]


def test_who_may_not_keep_the_library_writes_nothing(millbrook):
    with pytest.raises(Refused, match="Only board officers and administrators"):
        write(millbrook.lead, "Mine")
    assert not Chapter.objects.exists()


def test_what_the_template_does_not_have_is_refused(millbrook):
    with pytest.raises(Refused, match="no chapter “poems”"):
        write(millbrook.administrator, "Roses", key="poems")
    with pytest.raises(Missing):
        write(millbrook.administrator, "Text", strategy="none")
    with pytest.raises(Missing):
        queries.draft(viewer=millbrook.administrator, slug=STRATEGY).chapter("poems")


def test_a_chapter_too_long_is_refused_with_what_to_do(millbrook):
    with pytest.raises(Refused, match="1 letters too long. Move what is detail to an appendix."):
        write(millbrook.administrator, "x" * (rules.MOST_LETTERS + 1))
    assert write(millbrook.administrator, "x" * rules.MOST_LETTERS).version == 1


def test_a_chapter_begins_with_words_and_may_be_emptied_again(millbrook):
    with pytest.raises(Refused, match="Write something before you keep the chapter."):
        write(millbrook.administrator, " ")
    write(millbrook.administrator, "Words")

    assert write(millbrook.administrator, "", seen=1).text == ""


def test_residents_do_not_read_what_is_being_written(millbrook, resident):
    with pytest.raises(Refused, match="Only partners who are logged in"):
        queries.draft(viewer=resident, slug=STRATEGY)


def test_a_draft_takes_two_queries_however_much_is_written(millbrook, django_assert_num_queries):
    write(millbrook.administrator, "One")
    with django_assert_num_queries(2):
        queries.draft(viewer=millbrook.administrator, slug=STRATEGY)
    for chapter in rules.TEMPLATE[2:]:
        write(millbrook.administrator, "More", key=chapter.key)

    with django_assert_num_queries(2):
        draft = queries.draft(viewer=millbrook.administrator, slug=STRATEGY)

    assert (draft.words, draft.pages, len(draft.chapters)) == (11, 1, len(rules.TEMPLATE))


def test_a_complete_short_and_fair_draft_lacks_nothing():
    texts = {chapter.key: "We end inequality here." for chapter in rules.TEMPLATE}

    assert list(rules.lacks(texts)) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"needs": " "}, "Not written yet: Needs."),
        ({"needs": "equality. " * 450 * 21}, "It would take about 22 pages"),
        ({"needs": "one " * 26}, "Needs: 1 sentence of more than 25 words. Split them."),
        ({"needs": ("one " * 26 + ". ") * 2}, "Needs: 2 sentences of more than 25 words."),
    ],
)
def test_each_lack_is_a_sentence(change, sentence):
    texts = {chapter.key: "Equal chances." for chapter in rules.TEMPLATE} | change
    texts["health"] = "Inequality kills."

    assert [lack[: len(sentence)] for lack in rules.lacks(texts)] == [sentence]


def test_a_draft_silent_on_inequality_is_told_so_and_an_empty_one_is_not():
    assert any("inequality" in lack for lack in rules.lacks({"needs": "Knees."}))
    assert not any("inequality" in lack for lack in rules.lacks({}))


def test_pages_show_the_draft_and_keep_what_is_typed(client, millbrook):
    administrator = User.objects.get(email=millbrook.address("administrator"))
    Authenticator.objects.create(user=administrator, type="totp", data={"secret": "x"})
    client.force_login(administrator)
    address = reverse("strategy:write-chapter", args=[STRATEGY, "purpose"])

    sent = client.post(address, {"text": "To live <well>.", "seen_version": "0"})
    again = client.post(address, {"text": "Mine", "seen_version": "0"})

    page = client.get(reverse("strategy:draft", args=[STRATEGY])).content.decode()
    assert sent.status_code == 302
    assert "To live &lt;well&gt;." in page
    assert "1 of 12 chapters are written" in page
    assert "Mine" in again.content.decode()
    assert "Keep theirs" in again.content.decode()
