"""However many packs, sections or people there are, a page asks the database as often."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marram.packs.models import Edition, KeptSection, Leaf, Told
from marram.packs.queries import editions, files
from marram.packs.vocabulary import Audience
from marram.packs.vocabulary.sections import to_text
from tests.packs import papers
from tests.packs.test_pages import made, officers, out  # noqa: F401
from tests.world.millbrook import NOW, RESIDENT


MANY = 50


@pytest.fixture
def more(out):  # noqa: F811
    """Adds editions of the meeting, sections of the public pack, and people who were told."""
    public, _ = out

    def add():
        kept = {
            name: getattr(public, name)
            for name in ("meeting", "audience", "front", "pages", "size", "press", "sha256")
        }
        Edition.objects.bulk_create(
            Edition(**kept, number=10 + at, made_by="user:1", made_at=NOW) for at in range(MANY)
        )
        section = papers.report("item-9", title="One more")
        row = KeptSection.objects.create(sha256=section.digest, text=to_text(section))
        starts = [0] * (1 + len(section.blocks))
        Leaf.objects.bulk_create(
            Leaf(
                edition=public,
                position=100 + at,
                key=f"item-9-{at}",
                section=row,
                labels=[str(at)],
                starts=starts,
            )
            for at in range(MANY)
        )
        Told.objects.bulk_create(
            Told(edition=public, reader=f"user:{at}", role="Member", asked_at=NOW, sent_at=NOW)
            for at in range(MANY)
        )

    return add


def asked(ask):
    with CaptureQueriesContext(connection) as found:
        ask()
    return len(found)


@pytest.mark.parametrize(
    "page", ["/packs/", "/packs/of/{meeting}/", "/packs/{pack}/", "/packs/{pack}/item-5/"]
)
def test_a_page_asks_as_often_for_fifty_as_for_one(officers, out, more, page):  # noqa: F811
    public, _ = out
    address = page.format(meeting=public.meeting_id, pack=public.pk)
    officers.get(address)

    one = asked(lambda: officers.get(address))
    more()
    fifty = asked(lambda: officers.get(address))

    assert one == fifty


def test_queries_ask_as_often_as_they_say(out, more, home, room):  # noqa: F811
    public, _ = out
    say = {
        1: [
            lambda: editions.latest_packs(viewer=room.officer),
            lambda: editions.meeting_packs(viewer=room.officer, meeting=room.september),
            lambda: editions.published_labels(meeting=room.september),
            lambda: editions.kept_pdf(viewer=RESIDENT, number=public.pk),
        ],
        2: [
            lambda: editions.edition(viewer=RESIDENT, number=public.pk),
            lambda: files.front_in_large_print(viewer=RESIDENT, number=public.pk, home=home),
            lambda: files.front_in_easy_words(viewer=RESIDENT, number=public.pk, home=home),
            lambda: files.pdf(viewer=RESIDENT, number=public.pk, home=home),
        ],
    }
    more()

    found = {many: [asked(ask) for ask in asking] for many, asking in say.items()}

    assert found == {many: [many] * len(asking) for many, asking in say.items()}
    assert Edition.objects.filter(audience=Audience.PUBLIC).count() == MANY + 1
