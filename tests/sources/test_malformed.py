"""Three hundred files that are wrong as a whole: a sentence for each, and nothing is changed."""

import re

import pytest
from django.apps import apps
from django.db import connection

from marram.foundation.verdicts import Refused
from marram.sources import actions, readers
from marram.sources.intake.tables import ORGANISATIONS
from tests.sources import organisations
from tests.sources.malformed import CSV, XLSX, malformed


SOUND = [
    organisations.row(
        f"org_{number}",
        name=f"Organisation {number}, of Millbrook",
        short_name=f"O{number}",
        part_played='Runs the "parks" and paths',
        source=f"note {number}",
    )
    for number in range(12)
]
SEED = 20260504
# What a programmer would say, or what a program says when nobody has thought about the case.
NOT_PLAIN = re.compile(r"\b(None|exception|traceback|errno|invalid literal|codec|NoneType)\b", re.I)


def everything_on_record():
    """Return every row of every table."""
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
    }


def rows_on_record():
    """Return the number of rows of every table, in one query."""
    tables = sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True))
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{name}', COUNT(*) FROM \"{name}\"" for name in tables)
        )
        return dict(cursor.fetchall())


def test_the_generator_knows_at_least_twenty_five_kinds_of_fault():
    assert len({breaking.__name__ for breaking in [*CSV, *XLSX]}) >= 25
    assert len(CSV) >= 10
    assert len(XLSX) >= 10


def test_the_rows_that_are_broken_are_sound_to_begin_with():
    lines = readers.read(organisations.written(SOUND))

    assert len(lines) == 1 + len(SOUND)


@pytest.mark.database
def test_three_hundred_malformed_files_give_a_sentence_each_and_change_nothing(
    db, keeper, at, heard
):
    first = actions.receive_delivery(
        by=keeper,
        at=at,
        layout="organisations",
        file_name="before.csv",
        content=organisations.written(SOUND[:3]),
    )
    actions.accept_delivery(by=keeper, at=at, delivery_id=first.pk)
    before, counted, told = everything_on_record(), rows_on_record(), len(heard)
    sentences: dict[str, set[str]] = {}

    for file in malformed(
        seed=SEED, count=300, header=organisations.HEADER, rows=organisations.cells(SOUND)
    ):
        with pytest.raises(Refused) as refused:
            actions.receive_delivery(
                by=keeper,
                at=at,
                layout=ORGANISATIONS.slug,
                file_name=file.file_name,
                content=file.content,
            )
        sentences.setdefault(file.kind, set()).add(str(refused.value))
        assert rows_on_record() == counted, f"{file.kind} ({file.file_name}) left a mark"

    assert everything_on_record() == before
    assert len(heard) == told
    assert len(sentences) >= 25
    for kind, said in sentences.items():
        for sentence in said:
            assert re.fullmatch(r"[A-Z].{30,600}[.)]", sentence, re.DOTALL), f"{kind}: {sentence}"
            assert not NOT_PLAIN.search(sentence), f"{kind}: {sentence}"
