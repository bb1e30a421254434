"""Two stores, one truth: what a crash, a backup, a compaction and a sweep leave of figures."""

import os
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from pyarrow import parquet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Refused
from marram.indicators import actions, queries
from marram.indicators.actions.carrying import ObservationStore
from marram.indicators.models import Holding, ObservationFile
from marram.indicators.queries import store
from marram.indicators.vocabulary import SCHEMA
from marram.records import actions as records
from marram.records.vocabulary import Permission as Records
from marram.site import roles
from tests.sources.crashes import accept_killed_everywhere
from tests.world import indicators as world
from tests.world import millbrook as borough


ON = date(2025, 7, 10)
JUNE = datetime(2025, 6, 20, 9, 0, tzinfo=borough.LONDON)
JULY = datetime(2025, 7, 20, 9, 0, tzinfo=borough.LONDON)
KEEPER = Actor("system:backup", "Marram", frozenset({Records.BACK_UP, Records.RESTORE}))


def told(**asked):
    """Return every result of the viewer who sees all, as text: a limit that is missing is NaN,
    which is not equal to itself."""
    return [repr(each) for each in queries.results(viewer=borough.BUILDER, on=ON, **asked)]


def files_there():
    return sorted(path.name for path in store.folder().iterdir() if path.is_file())


@pytest.mark.database
def test_a_file_is_named_by_its_hash_and_says_its_schema(measures):
    (file,) = ObservationFile.objects.all()

    written = parquet.ParquetFile(store.path_of(file.sha256))

    assert written.schema_arrow.equals(SCHEMA)
    assert written.metadata.num_rows == file.rows == Holding.objects.get().rows
    assert file.schema["value"] == "double"
    assert files_there() == [f"{file.sha256}.parquet"]


@pytest.mark.database
def test_the_same_rows_again_change_and_tell_nothing(measures, heard):
    rows = [world.row("waits", "May 2025", value=87.0), world.row("waits", "June 2025", value=86)]
    first = world.bring_in(rows, at=JUNE, source="delivery 2: june.csv")
    heard.clear()

    again = world.bring_in(rows, at=JULY, source="delivery 3: june.csv")

    assert first == (1, 1, 0)
    assert again == (0, 0, 2)
    assert heard == []


@pytest.mark.database
def test_figures_without_a_period_are_compared_as_well(measures):
    rows = [world.row("lonely", "not stated", value=7.0)]
    world.bring_in(rows, source="delivery 2: a.csv")

    changed = world.bring_in([{**rows[0], "value": 8.0}], at=JUNE, source="delivery 3: b.csv")

    assert changed == (0, 1, 0)


@pytest.mark.database
def test_a_superseded_delivery_counts_no_more_but_did_before(measures):
    world.bring_in(
        [world.row("waits", "June 2025", value=88.1)], at=JUNE, source="delivery 2: wrong.csv"
    )
    wrong = Holding.objects.get(source__contains="wrong")

    actions.supersede(by=borough.BUILDER, at=JULY, key=wrong.key, reason="The wrong trust")

    newest = queries.latest(viewer=borough.BUILDER, on=ON, indicators=["waits"])
    assert newest["waits", world.MILLBROOK].slice.period.label == "May 2025"
    before = queries.latest(viewer=borough.BUILDER, on=ON, indicators=["waits"], as_at=JUNE)
    assert before["waits", world.MILLBROOK].estimate.value == 88.1


def test_superseding_asks_for_a_reason_once_and_of_those_who_may(measures):
    key = Holding.objects.get().key
    may = borough.BUILDER

    with pytest.raises(Refused, match="Only analysts may bring figures in"):
        actions.supersede(by=measures.partner, at=JULY, key=key, reason="I do not like it")
    with pytest.raises(Refused, match="Say why these figures count no more"):
        actions.supersede(by=may, at=JULY, key=key, reason=" ")
    with pytest.raises(Missing):
        actions.supersede(by=may, at=JULY, key="nowhere", reason="Gone")
    actions.supersede(by=may, at=JULY, key=key, reason="Replaced")
    with pytest.raises(Refused, match="superseded before"):
        actions.supersede(by=may, at=JULY, key=key, reason="Again")


@pytest.mark.database
def test_putting_files_together_changes_no_answer_of_any_moment(measures):
    for number, value in enumerate((87.0, 86.5, 86.0)):
        world.bring_in(
            [world.row("waits", "June 2025", value=value), world.row("lonely", 2030, value=number)],
            at=JUNE + timedelta(days=number),
            source=f"delivery {number + 2}: june.csv",
        )
    moments = (borough.SPRING, JUNE, JUNE + timedelta(days=1), None)
    before = [told(as_at=moment) for moment in moments]

    together = actions.compact(by=borough.BUILDER, at=JULY)

    assert together == 4
    assert len(store.held().files) == 1
    assert [told(as_at=moment) for moment in moments] == before


@pytest.mark.database
def test_a_sweep_removes_what_nothing_names_and_only_after_an_hour(measures):
    world.bring_in([world.row("waits", "June 2025", value=86.0)], at=JUNE, source="delivery 2: j")
    before = told()
    lost = store.folder() / f"{'0' * 64}.parquet"
    fresh = store.folder() / "just-begun.part"
    for path in (lost, fresh):
        path.write_bytes(b"left by a crash")
    for name in files_there():
        moment = (JULY if name == fresh.name else JUNE).timestamp()
        os.utime(store.folder() / name, (moment, moment))
    actions.compact(by=borough.BUILDER, at=JULY - timedelta(minutes=5))

    swept = actions.sweep(by=borough.BUILDER, at=JULY)

    assert swept == 1
    assert lost.name not in files_there() and fresh.name in files_there()
    assert told() == before
    assert actions.sweep(by=borough.BUILDER, at=JULY + timedelta(hours=2)) == 3
    assert told() == before


@pytest.mark.database
def test_a_backup_carries_both_stores_and_brings_them_back(measures, home, tmp_path):
    world.bring_in([world.row("waits", "June 2025", value=86.0)], at=JUNE, source="delivery 2: j")
    before, names = told(), files_there()
    path = tmp_path / "marram.tar.gz"
    records.back_up(by=KEEPER, at=JULY, to=path, home=home)
    for name in names:
        (store.folder() / name).unlink()

    records.restore(by=KEEPER, at=JULY, source=path, home=home, replace=True)

    assert files_there() == names
    assert told() == before


def test_a_backup_is_refused_when_a_file_is_lost(measures, home, tmp_path):
    store.path_of(ObservationFile.objects.get().sha256).unlink()

    with pytest.raises(Refused, match="of observations is lost"):
        records.back_up(by=KEEPER, at=JULY, to=tmp_path / "marram.tar.gz", home=home)


def test_only_whole_files_under_their_own_names_come_back(home):
    for name in ("../secret-key", "x.parquet", f"{'a' * 64}.exe"):
        with pytest.raises(Refused, match="is no file of observations"):
            ObservationStore().place(name=name, content=BytesIO(b"x"))
    with pytest.raises(Refused, match="was changed before it was backed up"):
        ObservationStore().place(name=f"{'a' * 64}.parquet", content=BytesIO(b"x"))
    assert files_there() == []


CSV = (
    b"observation,indicator_id,place,period,age,sex,category_type,category,kind,value,count,"
    b"out_of,lower,upper,outer_lower,outer_upper,words,note,source\r\n"
    b",waits,E06009901,June 2025,,,,,,86,,,,,,,,,\r\n"
    b",waits,E06009901,July 2025,,,,,,85,,,,,,,,,\r\n"
)


def _prepared():
    borough.build()
    world.build()


@pytest.mark.database
def test_killed_at_any_moment_an_acceptance_leaves_all_or_nothing_that_is_read(
    tmp_path, home, django_db_blocker
):
    by = Actor("system:load", "Marram", roles.permissions({"administrator"}))

    with django_db_blocker.unblock():
        left = accept_killed_everywhere(
            folder=tmp_path / "databases",
            by=by,
            layout="observations",
            content=CSV,
            prepare=_prepared,
            most=25,
        )

    assert len(left) >= 20
    assert [each.moment for each in left if each.nothing == each.everything] == []
    assert [each.moment for each in left if each.whole_again is False] == []
    assert any(each.everything for each in left), "the moment after the commit was looked at"
    # One file for what stood before and one that every killed child wrote alike: what no row
    # names lies there unread until a sweep.
    assert len(files_there()) == 2
