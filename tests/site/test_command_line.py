"""The command `marram`, run in this process on the database of the tests."""

import pytest

from marram.site import command_line
from marram.sources.models import Delivery
from tests.board.papers.packs import text
from tests.world.readings import PACK


@pytest.fixture
def marram(capsys):
    def run(*words):
        code = command_line.main(words)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_the_set_up_is_looked_over(marram, db):
    code, said = marram("check")
    assert (code, said.splitlines()[-1]) == (0, "Everything is set up.")


def test_the_ledger_is_verified_and_a_wrong_head_is_refused(marram, millbrook):
    code, said = marram("verify-ledger")
    head = said.split()[-1]

    assert (code, "The ledger is whole" in said) == (0, True)
    assert marram("verify-ledger", "--expect", head)[0] == 0
    assert marram("verify-ledger", "--expect", "0" * 64)[0] == 1


def test_a_file_of_ones_own_is_taken_in(marram, millbrook, tmp_path):
    file = tmp_path / "organisations.csv"
    file.write_text(
        "slug,name,short_name,sector,kind,area_served,part_of,part_played,ended_on,source\n"
        "library,Millbrook Library,,council,,,,,,\n"
        "circus,Millbrook Circus,,circus,,,,,,\n"
    )

    code, said = marram("load", str(file), "--layout", "organisations")

    assert code == 1
    assert "1 new, 0 changed, 0 as they were." in said
    assert "1 rows were set aside." in said
    assert Delivery.objects.get().stage == "accepted"


def test_a_file_without_a_layout_is_answered_with_those_there_are(marram, db, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text("a,b\n")

    code, said = marram("load", str(file))

    assert code == 2
    assert "organisations" in said
    assert "strategy-links" in said


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(marram, db, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_bytes(b"\xff\xfe\x00")

    code, said = marram("load", str(file), "--layout", "organisations")

    assert code == 1
    assert said.strip().endswith(".")
    assert not Delivery.objects.exists()


def test_reminders_are_counted(marram, millbrook):
    assert marram("chase") == (0, "0 reminders sent.\n")


def test_a_backup_never_overwrites(marram, millbrook, tmp_path):
    there = tmp_path / "backup.tar.gz"
    there.write_text("an older backup")

    code, said = marram("backup", str(there))

    assert (code, there.read_text()) == (1, "an older backup")
    assert str(there.name) in said


def test_a_statistic_needs_no_installation(marram, tmp_path):
    table = tmp_path / "in.csv"
    table.write_text("count,out_of\n65,100\n")

    code, _ = marram("method", "proportion", str(table), "--output", str(tmp_path / "out.csv"))

    assert code == 0
    assert "65,55.254" in (tmp_path / "out.csv").read_text()


def test_a_published_paper_is_read_and_what_it_tells_waits(marram, millbrook, tmp_path):
    file = tmp_path / "pack.txt"
    file.write_text(text(PACK))

    code, said = marram("read-paper", str(file))

    assert code == 0
    assert "board-2021-03-10: 1 meeting, 5 agenda items, 7 attendances and 4 resolutions." in said
    assert "27 facts waiting, 0 of them unsure; 0 known." in said
    assert "/published-papers/" in said


def test_a_paper_that_is_not_there_is_answered_in_a_sentence(marram, db):
    assert marram("read-paper", "nowhere.pdf") == (1, "There is no file nowhere.pdf.\n")
