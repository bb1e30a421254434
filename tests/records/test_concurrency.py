"""However many write at once, there is one chain without gaps."""

import pytest

from tests.records.installations import answer, installation


@pytest.mark.database
def test_four_writers_at_once_make_one_chain_without_gaps(db, tmp_path):
    with installation(tmp_path / "home") as millbrook:
        writers = [millbrook.start("write", 40, writer) for writer in range(4)]
        undoing = millbrook.start("write_and_fail", 40)
        kept = sum(answer(writer) for writer in (*writers, undoing))

        verified = millbrook.run("verify")

        assert kept == 180
        assert verified["faults"] == []
        assert millbrook.run("numbers") == list(range(1, 181))
