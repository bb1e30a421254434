"""What is exempt is not in the public pack: not as text, name, bookmark, attachment or trace."""

import pytest

from marram.foundation.verdicts import Refused
from marram.packs import rules
from marram.packs.press.printing import print_pack
from marram.packs.vocabulary import Audience
from tests.packs import papers, reading


PRIVATE = "Exempt: Schedule 12A, paragraph 3"


def both(tmp_path):
    shelf = papers.shelf(tmp_path)
    fund = papers.report("item-4", title="The fund")
    land = papers.report(
        "item-5", title=papers.SECRET, blocks=papers.plain(papers.SECRET), private=PRIVATE
    )
    plan = papers.report("item-6", title="The plan")
    public = print_pack(papers.pack(fund, plan), shelf=shelf, earlier={})
    private = print_pack(
        papers.pack(fund, land, plan, audience=Audience.PRIVATE), shelf=shelf, earlier=public.labels
    )
    return public, private


def test_the_private_pack_holds_it_and_the_public_one_does_not(tmp_path):
    public, private = both(tmp_path)

    inside = {
        name: reading.everything(pack.pdf) + "\n".join(reading.page_texts(pack.pdf)).encode()
        for name, pack in (("public", public), ("private", private))
    }

    for word in (papers.SECRET.encode(), b"Harbour", PRIVATE.encode()):
        assert word in inside["private"] and word not in inside["public"]
    assert papers.SECRET not in str(reading.bookmarks(public.pdf))


def test_a_page_has_one_number_in_both_packs(tmp_path):
    public, private = both(tmp_path)

    assert private.labels["item-4"] == public.labels["item-4"]
    assert private.labels["item-6"] == public.labels["item-6"]
    assert all(label[-1].isalpha() for label in private.labels["item-5"])


def test_a_public_pack_with_an_exempt_section_is_refused():
    land = papers.report("item-5", title="Land", private=PRIVATE)

    with pytest.raises(Refused, match="Item 5 is exempt and cannot be in the public pack."):
        rules.fit_for(Audience.PUBLIC, [land]).enforce()
