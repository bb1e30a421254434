"""A server can die at any moment; what it leaves is all of a delivery, or nothing of it."""

import pytest

from tests.sources import organisations
from tests.sources.crashes import accept_killed_everywhere


@pytest.mark.database
def test_a_kill_at_any_moment_of_accepting_leaves_all_or_nothing(
    tmp_path, keeper, django_db_blocker
):
    rows = [
        organisations.row(f"org-{number}", part_of="" if number < 5 else "org-1")
        for number in range(20)
    ]
    content = organisations.written([*rows, {"slug": "Not a key"}])

    with django_db_blocker.unblock():
        left = accept_killed_everywhere(
            folder=tmp_path / "databases", by=keeper, layout="organisations", content=content
        )

    assert len(left) >= 50
    torn = [each.moment for each in left if each.nothing == each.everything]
    assert not torn
    assert [each.moment for each in left if not each.whole_again] == []
    assert any(each.everything for each in left), "the moments after the commit were looked at"
    assert sum(each.nothing for each in left) >= 50
