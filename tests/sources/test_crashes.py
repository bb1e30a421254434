"""A server can die at any moment; what it leaves is all of a delivery, or nothing of it."""

from importlib import resources

import pytest

from marram.site.demo import RECORD, SYSTEM
from marram.sources import actions
from tests.sources import organisations
from tests.sources.crashes import AT, accept_killed_everywhere


FOLDER = resources.files("marram.site") / "record"


def all_or_nothing(left):
    assert len(left) >= 50
    assert [each.moment for each in left if each.nothing == each.everything] == []
    assert [each.moment for each in left if each.whole_again is False] == []
    assert sum(each.whole_again is True for each in left) >= 10
    assert any(each.everything for each in left), "the moment after the commit was looked at"
    return True


@pytest.mark.database
def test_a_kill_at_any_moment_of_accepting_organisations_leaves_all_or_nothing(
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

    assert all_or_nothing(left)


@pytest.mark.database
def test_a_kill_at_any_moment_of_accepting_a_published_plan_leaves_all_or_nothing(
    tmp_path, django_db_blocker
):
    lines = (FOLDER / "actions.csv").read_text(encoding="utf-8").splitlines(keepends=True)

    def load_what_actions_refer_to():
        for name, layout in RECORD.items():
            if layout == "actions":
                return
            delivery = actions.receive_delivery(
                by=SYSTEM,
                at=AT,
                layout=layout,
                file_name=name,
                content=(FOLDER / name).read_bytes(),
            )
            actions.accept_delivery(by=SYSTEM, at=AT, delivery_id=delivery.pk)

    with django_db_blocker.unblock():
        left = accept_killed_everywhere(
            folder=tmp_path / "databases",
            by=SYSTEM,
            layout="actions",
            content="".join(lines[:13]).encode(),
            prepare=load_what_actions_refer_to,
            most=50,
        )

    assert all_or_nothing(left)
