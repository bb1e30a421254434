"""Makes the packs of a meeting and writes them to a folder: pages, PDF and both agendas."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from marram.board.vocabulary import Permission as Board
from marram.foundation.actors import Actor
from marram.packs.actions.editions import make_editions
from marram.packs.presenters import editions as addresses
from marram.packs.presenters import sites
from marram.packs.queries import editions, files
from marram.packs.vocabulary import Permission


# Whoever runs commands on the machine could read its database: they may make every pack.
MAKER = Actor(
    key="system:packs",
    name="Marram, making packs",
    permissions=frozenset({Permission.MAKE, Board.READ_EXEMPT, Board.READ_DRAFTS}),
)
BAR = 24


class Command(BaseCommand):
    help = "Make the packs of a meeting and write them to a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("meeting", help="the code of the meeting, such as hwb-2021-06-16")
        parser.add_argument("--out", required=True, type=Path, help="the folder to write to")

    def handle(self, *arguments: Any, **options: Any) -> None:
        made = make_editions(
            by=MAKER,
            at=timezone.localtime(),
            on=timezone.localdate(),
            meeting=options["meeting"],
            home=settings.HOME,
            site=settings.SITE_ADDRESS,
            told=self._told,
        )
        for edition in made:
            folder = options["out"] / edition.audience
            self._write(folder, edition.pk)
            words = f"{edition.pages} pages, SHA-256 of the PDF {edition.sha256}"
            self.stdout.write(f"{folder}: the {edition.audience} pack, {words}")

    def _write(self, folder: Path, number: int) -> None:
        """Write one edition: everything in the folder stands beside everything else."""
        folder.mkdir(parents=True, exist_ok=True)
        at = addresses.Alone()
        for name, made in (
            (at.pdf(), files.pdf),
            (at.large_print(), files.front_in_large_print),
            (at.easy_read(), files.front_in_easy_words),
        ):
            found = made(viewer=MAKER, number=number, home=settings.HOME)
            (folder / name).write_bytes(found.content)
        for name, content in sites.files(editions.edition(viewer=MAKER, number=number)):
            (folder / name).write_bytes(content)

    def _told(self, done: int, of: int) -> None:
        filled = BAR * done // of
        self.stdout.write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] ", ending="")
        if done == of:
            self.stdout.write("")
