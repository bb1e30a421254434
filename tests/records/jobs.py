"""What the processes of a test installation can be asked to do; each answers with one JSON line.

python -m tests.records.jobs write 50
"""

import json
import os
import sys
from dataclasses import asdict

import django


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


JOBS = {job.__name__: job for job in (migrate, write, write_and_fail, verify, numbers)}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(JOBS[sys.argv[1]](*sys.argv[2:])))
