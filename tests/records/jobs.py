"""What the processes of a test installation can be asked to do; each answers with one JSON line.

python -m tests.records.jobs write 50 1 + verify
"""

import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import django

from marram.foundation.actors import Actor


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marram.site.settings")


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def write(count: str, writer: str) -> int:
    """Tell `count` facts, each in a transaction of its own, as fast as can be."""
    from tests.records.facts import move_bench

    for number in range(int(count)):
        move_bench(f"{writer} {number}", by=f"user:{writer}")
    return int(count)


def write_and_fail(count: str) -> int:
    """Tell facts in transactions of which every other one is undone."""
    from django.db import transaction

    from tests.records.facts import move_bench

    for number in range(int(count)):
        try:
            with transaction.atomic():
                move_bench(f"undone {number}")
                if number % 2:
                    raise InterruptedError
        except InterruptedError:
            continue
    return int(count) // 2


def verify() -> dict[str, object]:
    from marram.records import queries

    return asdict(queries.verify())


def numbers() -> list[int]:
    from marram.records.models import LedgerEntry

    return list(LedgerEntry.objects.values_list("number", flat=True))


def settle() -> int:
    from django.db import transaction

    from tests.records import belongings

    with transaction.atomic():
        belongings.settle()
    return 0


def weights() -> dict[str, str]:
    """The SHA-256 of every table as a backup writes it."""
    from hashlib import sha256

    from marram.records.queries import tables

    return {
        model._meta.db_table: sha256(b"".join(tables.lines(model))).hexdigest()
        for model in tables.kept()
    }


def back_up(to: str) -> dict[str, object]:
    from marram.records import actions

    made = actions.back_up(by=_keeper(), at=_now(), to=Path(to), home=_home())
    return asdict(made) | {"path": str(made.path)}


def restore(source: str, replace: str = "") -> dict[str, object]:
    from marram.records import actions

    return asdict(
        actions.restore(
            by=_keeper(), at=_now(), source=Path(source), home=_home(), replace=bool(replace)
        )
    )


def _keeper() -> Actor:
    from marram.records.vocabulary import Permission

    return Actor(key="system:backup", name="Marram", permissions=frozenset(Permission))


def _now() -> datetime:
    return datetime.now(UTC)


def _home() -> Path:
    return Path(os.environ["MARRAM_HOME"])


JOBS = {
    job.__name__: job
    for job in (
        migrate,
        write,
        write_and_fail,
        verify,
        numbers,
        settle,
        weights,
        back_up,
        restore,
    )
}


def done(words: list[str]) -> object:
    """Do the jobs with a "+" between them; one job's answer, or a list of all."""
    if "+" not in words:
        return JOBS[words[0]](*words[1:])
    answers, job = [], list[str]()
    for word in [*words, "+"]:
        if word == "+":
            answers.append(JOBS[job[0]](*job[1:]))
            job = []
        else:
            job.append(word)
    return answers


if __name__ == "__main__":
    django.setup()
    print(json.dumps(done(sys.argv[1:])))
