"""However many write at once, there is one chain without gaps."""

import pytest

from tests.records.installations import answer


@pytest.mark.database
def test_four_writers_at_once_make_one_chain_without_gaps(db, builder, tmp_path):
    with builder.installation(tmp_path / "home") as millbrook:
        writers = [millbrook.start("write", 60, writer) for writer in range(4)]
        undoing = millbrook.start("write_and_fail", 60)
        kept = sum(answer(writer) for writer in (*writers, undoing))

        verified, numbers = millbrook.run("verify", "+", "numbers")

        assert kept == 270
        assert verified["faults"] == []
        assert numbers == list(range(1, 271))


@pytest.mark.database
def test_a_ledger_that_is_checked_while_others_write_is_whole_all_the_time(db, builder, tmp_path):
    with builder.installation(tmp_path / "home") as millbrook:
        writers = [millbrook.start("write", 150, writer) for writer in range(2)]
        found = millbrook.run(*["verify", "+"] * 30, "verify")
        for writer in writers:
            answer(writer)

        assert [verified["faults"] for verified in found] == [[]] * len(found)
