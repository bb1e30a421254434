"""Making packs of a meeting and publishing them."""

from datetime import timedelta

import pytest

from marram.board.actions import meetings
from marram.foundation.verdicts import Missing, Refused
from marram.packs.actions.editions import make_editions, publish_edition
from marram.packs.events import EditionMade, EditionPublished
from marram.packs.models import Edition, KeptSection, Leaf
from marram.packs.queries import editions, files
from tests.packs import reading
from tests.world import indicators, scorecards
from tests.world import packs as boardroom
from tests.world.millbrook import NOW, RESIDENT, TODAY


SITE = "https://millbrook.example"
pytestmark = pytest.mark.database


def make(room, home, *, by=None, at=NOW):
    return make_editions(
        by=by or room.officer, at=at, on=TODAY, meeting=room.september, home=home, site=SITE
    )


def pdf_of(edition, home, viewer):
    return files.pdf(viewer=viewer, number=edition.pk, home=home).content


def test_an_officer_makes_the_public_and_the_private_pack(room, home, heard):
    public, private = make(room, home)

    told = [event.after["audience"] for event in heard if isinstance(event, EditionMade)]
    assert told == ["public", "private"]
    assert (public.audience, private.audience) == ("public", "private")
    assert private.pages > public.pages


def test_nothing_exempt_is_in_the_public_pack_or_in_what_is_kept_of_it(room, home):
    public, private = make(room, home)

    inside = reading.everything(pdf_of(public, home, room.officer))
    kept = KeptSection.objects.filter(pk__in=public.leaves.values("section"))
    texts = "".join(kept.values_list("text", flat=True)) + str(public.front)
    assert boardroom.SECRET.encode() not in inside and boardroom.SECRET not in texts
    assert boardroom.SECRET in "".join(reading.page_texts(pdf_of(private, home, room.officer)))


def test_one_who_may_not_read_exempt_papers_makes_the_public_pack_alone(room, home, millbrook):
    administrator = boardroom.somebody(millbrook, "administrator")

    made = make(room, home, by=administrator)

    assert [edition.audience for edition in made] == ["public"]


def test_others_do_not_make_packs(room, home):
    with pytest.raises(Refused, match="Only board officers and administrators may make packs."):
        make(room, home, by=room.member)


def test_making_it_again_changes_nothing_while_the_papers_are_the_same(room, home, heard):
    first = make(room, home)
    heard.clear()

    again = make(room, home)

    assert first == again and heard == []


def test_a_pack_can_be_printed_again_to_the_byte_from_what_is_kept(room, home, tmp_path):
    public, _ = make(room, home)

    again = pdf_of(public, tmp_path / "an empty home", room.officer)

    assert again == pdf_of(public, home, room.officer)


def test_a_draft_is_for_its_makers_until_it_is_published(room, home, heard):
    public, _ = make(room, home)
    with pytest.raises(Missing):
        editions.edition(viewer=RESIDENT, number=public.pk)

    publish_edition(by=room.officer, at=NOW, number=public.pk, home=home)

    assert editions.edition(viewer=RESIDENT, number=public.pk).line.published_at == NOW
    assert isinstance(heard[-1], EditionPublished)


def test_a_private_pack_is_for_those_who_may_read_exempt_papers(room, home):
    _, private = make(room, home)
    publish_edition(by=room.officer, at=NOW, number=private.pk, home=home)

    with pytest.raises(Missing):
        files.pdf(viewer=RESIDENT, number=private.pk, home=home)
    assert pdf_of(private, home, room.member).startswith(b"%PDF")


def test_a_published_pack_is_kept_when_the_home_is_lost(room, home, tmp_path):
    public, _ = make(room, home)
    before = pdf_of(public, home, room.officer)
    publish_edition(by=room.officer, at=NOW, number=public.pk, home=home)

    assert pdf_of(public, tmp_path / "another home", RESIDENT) == before


def test_publishing_twice_is_publishing_once(room, home, heard):
    public, _ = make(room, home)
    publish_edition(by=room.officer, at=NOW, number=public.pk, home=home)
    heard.clear()

    publish_edition(by=room.officer, at=NOW + timedelta(days=1), number=public.pk, home=home)

    assert heard == []


def test_an_older_edition_is_not_published(room, home):
    first, _ = make(room, home)
    _late_paper(room)
    make(room, home)

    with pytest.raises(Refused, match="Edition 2 is newer than edition 1. Publish that."):
        publish_edition(by=room.officer, at=NOW, number=first.pk, home=home)


def test_pages_that_were_handed_out_keep_their_numbers_when_a_supplement_comes(room, home):
    first, _ = make(room, home)
    publish_edition(by=room.officer, at=NOW, number=first.pk, home=home)
    before = editions.edition(viewer=room.officer, number=first.pk).labels
    _late_paper(room)

    second, _ = make(room, home)

    after = editions.edition(viewer=room.officer, number=second.pk).labels
    late = set(after) - set(before)
    assert len(late) == 1 and all(label[-1].isalpha() for key in late for label in after[key])
    assert {key: after[key] for key in before if key != "recommendations"} == {
        key: pages for key, pages in before.items() if key != "recommendations"
    }


def test_a_second_supplement_leaves_the_agenda_and_the_first_their_numbers(room, home):
    handed_out = []
    for late in ("", "First late paper", "Second late paper"):
        if late:
            _late_paper(room, late)
        made, _ = make(room, home)
        publish_edition(by=room.officer, at=NOW, number=made.pk, home=home)
        handed_out.append(editions.edition(viewer=room.officer, number=made.pk))

    agenda, first, second = ({**each.labels, "recommendations": ()} for each in handed_out)
    assert {key: second[key] for key in first} == first
    assert {key: first[key] for key in agenda} == agenda
    late = [label for key in set(second) - set(agenda) for label in second[key]]
    assert len(set(late)) == len(late) > 2 and all(label[-1].isalpha() for label in late)
    said = [line.what for line in handed_out[-1].agenda if "supplement" in line.what]
    assert said == ["report; in supplement 1", "report; in supplement 2"]


def test_a_number_that_a_shorter_paper_left_is_not_given_to_another(room, home):
    made, _ = make(room, home)
    publish_edition(by=room.officer, at=NOW, number=made.pk, home=home)
    longer = Leaf.objects.get(edition=made, key="item-5")
    Leaf.objects.filter(pk=longer.pk).update(labels=[*longer.labels, f"{longer.labels[-1]}a"])
    _late_paper(room)
    make(room, home)
    later = Edition.objects.get(meeting=room.september, audience="public", number=2)

    publish_edition(by=room.officer, at=NOW, number=later.pk, home=home)

    kept = editions.published_labels(meeting=room.september)["item-5"]
    assert kept == (*longer.labels, f"{longer.labels[-1]}a")


def test_there_is_no_pack_of_no_meeting(room, home):
    with pytest.raises(Missing):
        make_editions(by=room.officer, at=NOW, on=TODAY, meeting="nowhere", home=home, site=SITE)
    assert Edition.objects.count() == 0


def _late_paper(room, title="A late paper"):
    """Publish a late item between others, as a supplement."""
    late = boardroom.add_item(room, room.september, title)
    boardroom.publish_report(room, late, title=title)
    meetings.publish_supplement(by=room.officer, at=NOW, code=room.september, item_ids=[late.pk])


def test_a_pack_is_named_on_the_measures_that_it_carries(
    room, home, resident, settings, tmp_path, django_assert_num_queries
):
    settings.HOME = tmp_path / "figures"
    indicators.build()
    scorecards.build()
    item = boardroom.add_item(room, room.september, "Measures")
    boardroom.publish_report(room, item, body=f"[[scorecard: {scorecards.CARD}]]")
    late = {"by": room.officer, "at": NOW, "code": room.september, "item_ids": [item.pk]}
    meetings.publish_supplement(**late)
    public, private = make(room, home)

    def carrying(viewer):
        with django_assert_num_queries(1):
            found = editions.packs_with(viewer=viewer, indicator="waits")
        return {each.number for each in found}

    assert carrying(room.officer) == {public.pk, private.pk}
    assert carrying(resident) == set()
    publish_edition(by=room.officer, at=NOW, number=public.pk, home=home)
    assert carrying(resident) == {public.pk}
    assert editions.packs_with(viewer=room.officer, indicator="draft") == ()
