"""What an installation does by command: reminders, the ledger checked, backup and restore."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from marram.board.actions import chasing as resolutions
from marram.board.actions import readings
from marram.board.queries import readings as proposals
from marram.design.words import listed, number
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.indicators import actions as indicators
from marram.indicators import queries as measures
from marram.indicators.actions import fetching, recomputing
from marram.records import actions as records
from marram.records import queries as ledger
from marram.site import demo, roles
from marram.strategy.actions import rounds


Say = Callable[[str], None]


def chase(*, say: Say) -> int:
    """Send the reminders that are due today; meant to run once a day."""
    by = _system("system:chase")
    at, on = timezone.localtime(), timezone.localdate()
    sent = rounds.chase(by=by, at=at, on=on) + resolutions.chase(by=by, at=at, on=on)
    say(f"{sent} reminders sent." if sent != 1 else "1 reminder sent.")
    return 0


def look_over(*, say: Say) -> int:
    """Look for files that the database names and that are not there; 1 when there are any."""
    lost = measures.lost_files()
    for name in lost:
        say(f"The file observations/{name} is lost. Bring it back from a backup.")
    if not lost:
        say("Everything is set up.")
    return 1 if lost else 0


def verify_ledger(*, expected_head: str, say: Say) -> int:
    """Check the whole chain; the exit code is 1 when anything was changed past the ledger."""
    found = ledger.verify(expected_head=expected_head)
    for line in found.lines:
        say(line)
    return 0 if found.whole else 1


def backup(path: str, *, say: Say) -> int:
    """Write every table and the files of the home to one file."""
    done = records.back_up(
        by=_system("system:backup"), at=timezone.localtime(), to=Path(path), home=settings.HOME
    )
    for line in done.lines:
        say(line)
    return 0 if done.ledger.whole else 1


def restore(path: str, *, replace: bool, say: Say) -> int:
    """Bring everything back from one file, or nothing."""
    demo.migrate()
    done = records.restore(
        by=_system("system:restore"),
        at=timezone.localtime(),
        source=Path(path),
        home=settings.HOME,
        replace=replace,
    )
    for line in done.lines:
        say(line)
    return 0


def read_paper(path: str, *, say: Say) -> int:
    """Read a published paper and say what it proposes; nothing of it is on record yet."""
    file = Path(path)
    if not file.is_file():
        raise Missing(f"There is no file {path}.")
    by = _system("system:read")
    reading = readings.read_paper(
        by=by, at=timezone.localtime(), name=file.name, content=file.read_bytes()
    )
    found = proposals.reading_page(viewer=by, number=reading.pk)
    for told in found.meetings:
        kinds = Counter(line.kind for line in told.proposals)
        counted = listed([number(count, kind) for kind, count in kinds.items()])
        say(f"{told.title}, {told.code}: {counted}.")
    waiting, unsure = found.line.waiting, found.line.unsure
    say(f"{number(waiting, 'fact')} waiting, {unsure} of them unsure; {found.line.known} known.")
    say(f"Accept or decline them at {reverse('board:reading', args=[reading.pk])}")
    return 0


def fetch(numbers: Sequence[str], *, area_type: int, parent_type: int, say: Say) -> int:
    """Ask Fingertips for figures; what it sends waits as a delivery."""
    delivery = fetching.fetch_fingertips(
        by=_system("system:load"),
        at=timezone.localtime(),
        numbers=numbers,
        area_type=area_type,
        parent_type=parent_type,
    )
    say(f"Delivery {delivery} waits to be accepted.")
    return 0


def recompute(*, benchmark: str, spark: str, say: Say) -> int:
    """Judge every figure in force into a file of the home."""
    done = recomputing.recompute(
        by=_system("system:recompute"),
        at=timezone.localtime(),
        benchmark=benchmark,
        spark=spark,
        told=lambda rows, of: say(f"{rows:,} of {of:,} figures"),
    )
    say(f"{done.rows:,} figures are judged in {done.path}.")
    return 0


def tidy(*, say: Say) -> int:
    """Put small files of figures together and remove those that nothing names."""
    by, at = _system("system:tidy"), timezone.localtime()
    say(f"{indicators.compact(by=by, at=at)} files of figures were put together.")
    say(f"{indicators.sweep(by=by, at=at)} files that nothing names were removed.")
    return 0


def _system(key: str) -> Actor:
    return Actor(key=key, name="Marram", permissions=roles.permissions({"administrator"}))
