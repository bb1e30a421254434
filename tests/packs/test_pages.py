"""Packs on screen, on the site and as a folder that stands alone."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from allauth.mfa.models import Authenticator

from marram.board.actions import seats
from marram.packs.actions.editions import make_editions, publish_edition
from marram.packs.presenters import sites
from marram.packs.queries import editions
from marram.people.models import User
from marram.site import command_line
from tests.world import packs as boardroom
from tests.world.millbrook import NOW, RESIDENT, TODAY


SITE = "https://millbrook.example"


@pytest.fixture
def made(room, home, settings):
    settings.HOME = home
    return make_editions(
        by=room.officer, at=NOW, on=TODAY, meeting=room.september, home=home, site=SITE
    )


@pytest.fixture
def out(room, made, home):
    """Both packs, published."""
    for edition in made:
        publish_edition(by=room.officer, at=NOW, number=edition.pk, home=home)
    return made


def test_a_resident_finds_the_public_pack_and_no_other(client, out):
    page = client.get("/packs/").content.decode()

    assert page.count("Public pack") == 1 and "Private pack" not in page


def test_the_first_page_names_the_pages_of_every_paper(client, out):
    public, _ = out

    page = client.get(f"/packs/{public.pk}/").content.decode()

    leaves = editions.edition(viewer=RESIDENT, number=public.pk).leaves
    for leaf in leaves[1:]:
        assert f'href="/packs/{public.pk}/{leaf.section.key}/"' in page
    assert boardroom.SECRET not in page and "A private item" in page


def test_each_printed_page_is_marked_where_it_begins(client, out):
    public, _ = out

    leaves = editions.edition(viewer=RESIDENT, number=public.pk).leaves
    for leaf in leaves[1:]:
        page = client.get(f"/packs/{public.pk}/{leaf.section.key}/").content.decode()
        assert re.findall(r'id="page-(\w+)"', page) == list(leaf.labels)


def test_headings_on_screen_go_down_one_level_at_a_time(client, out):
    public, _ = out

    page = client.get(f"/packs/{public.pk}/item-5/").content.decode()

    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in zip(levels, levels[1:], strict=False))


def test_a_resident_gets_the_whole_pack_and_both_agendas_as_pdf(client, out):
    public, _ = out

    for name in ("pack", "agenda-large-print", "agenda-easy-read"):
        answer = client.get(f"/packs/{public.pk}/{name}.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")


def test_a_resident_does_not_find_the_private_pack(client, out):
    _, private = out

    for path in ("", "item-6/", "pack.pdf", "agenda-large-print.pdf", "agenda-easy-read.pdf"):
        assert client.get(f"/packs/{private.pk}/{path}").status_code == 404


def test_an_officer_makes_and_publishes_a_pack_with_two_buttons(officers, room, home, settings):
    settings.HOME = home
    page = officers.get(f"/packs/of/{room.september}/").content.decode()
    assert "Make the pack" in page

    officers.post(f"/packs/of/{room.september}/make/")
    public, _ = sorted(
        editions.meeting_packs(viewer=room.officer, meeting=room.september).editions,
        key=lambda line: line.number,
    )
    assert "Publish this pack" in officers.get(f"/packs/{public.number}/").content.decode()
    officers.post(f"/packs/{public.number}/publish/")

    assert editions.edition(viewer=RESIDENT, number=public.number)


def test_an_officer_mails_the_links_and_sees_who_was_told(
    officers, room, out, millbrook, mailoutbox
):
    seats.add_seat(
        by=room.officer,
        at=NOW,
        group="board",
        fields={
            "kind": "councillor",
            "role": "Member for health",
            "organisation": "council",
            "user": str(millbrook.user_ids["board-member"]),
            "starts_on": date(2025, 4, 1),
        },
    )
    here = f"/packs/of/{room.september}/"
    before = officers.get(here).content.decode()

    officers.post(f"{here}mail/")

    after = officers.get(here).content.decode()
    assert "Mail the links" in before and "Nobody was mailed yet." in before
    assert "Member for health" in after and "Millbrook Council" in after
    assert millbrook.address("board-member") not in after


def test_others_do_not_see_who_was_told(client, room, out):
    page = client.get(f"/packs/of/{room.september}/").content.decode()

    assert "Mail the links" not in page and "Who was mailed" not in page


def test_the_folder_needs_nothing_from_outside_and_no_script(room, out):
    public, _ = out
    found = editions.edition(viewer=RESIDENT, number=public.pk)

    written = list(sites.files(found))
    files = dict(written)

    beside = set(files) | {"pack.pdf", "agenda-large-print.pdf", "agenda-easy-read.pdf"}
    assert len(files) == len(written)
    for name, content in files.items():
        if name.endswith(".html"):
            wanted = Wanted()
            wanted.feed(content.decode())
            assert wanted.scripts == 0 and wanted.files <= beside
            assert boardroom.SECRET.encode() not in content


class Wanted(HTMLParser):
    """What a page asks for: the files beside it that it names, and how many scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.files: set[str] = set()
        self.scripts = 0

    def handle_starttag(self, tag, attrs):
        self.scripts += tag == "script"
        named = dict(attrs)
        address = named.get("href") or named.get("src") or ""
        if address and not address.startswith(("#", "data:", SITE)):
            self.files.add(address.partition("#")[0])


@pytest.fixture
def officers(client, room, millbrook):
    """A client that an officer is logged in with, both steps taken."""
    user = User.objects.get(pk=millbrook.user_ids["board-officer"])
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    client.force_login(user)
    return client


def test_one_command_writes_both_packs_with_all_that_belongs_to_them(room, home, settings, capsys):
    settings.HOME = home

    code = command_line.main(["pack", room.september, "--out", str(home / "out")])

    told = capsys.readouterr().out
    folders = {path.name: {each.name for each in path.iterdir()} for path in home.glob("out/*")}
    always = {"index.html", "pack.pdf", "agenda-large-print.pdf", "agenda-easy-read.pdf"}
    assert code == 0 and "[########################]" in told
    assert set(folders) == {"public", "private"}
    assert always <= folders["public"] < folders["private"]
    assert len(folders["private"] - folders["public"]) == 2


def test_the_command_says_when_there_is_no_such_meeting(db, capsys, tmp_path):
    assert command_line.main(["pack", "nowhere", "--out", str(tmp_path)]) == 1

    assert "There is no meeting nowhere." in capsys.readouterr().err


def test_the_page_of_a_meeting_leads_to_its_packs(client, room, out):
    public, private = out

    page = client.get(f"/meetings/{room.september}/").content.decode()

    assert f"/packs/{public.pk}/" in page and f"/packs/{private.pk}/" not in page
