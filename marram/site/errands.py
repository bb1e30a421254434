"""What an installation does by command: reminders, the ledger checked, backup and restore."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from marram.foundation.actors import Actor
from marram.records import actions as records
from marram.records import queries as ledger
from marram.site import demo, roles
from marram.strategy.actions import rounds


Say = Callable[[str], None]


def chase(*, say: Say) -> int:
    """Send the reminders that are due today; meant to run once a day."""
    by = _system("system:chase")
    sent = rounds.chase(by=by, at=timezone.localtime(), on=timezone.localdate())
    say(f"{sent} reminders sent." if sent != 1 else "1 reminder sent.")
    return 0


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


def _system(key: str) -> Actor:
    return Actor(key=key, name="Marram", permissions=roles.permissions({"administrator"}))
