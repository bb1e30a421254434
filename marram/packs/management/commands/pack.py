"""Makes the packs of a meeting and writes them to a folder: pages, PDF and both agendas."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from marram.board.vocabulary import Permission as Board
from marram.foundation.actors import Actor
from marram.packs.actions.editions import make_editions, publish_edition
from marram.packs.actions.mails import send_links
from marram.packs.presenters import editions as addresses
from marram.packs.presenters import mails, sites
from marram.packs.queries import editions, files, readers
from marram.packs.vocabulary import Permission
from marram.records.vocabulary import Permission as Records


# Whoever runs commands on the machine could read its database: they may make every pack.
MAKER = Actor(
    key="system:packs",
    name="Marram, making packs",
    permissions=frozenset(
        {Permission.MAKE, Board.READ_EXEMPT, Board.READ_DRAFTS, Records.KEEP_DOCUMENTS}
    ),
)
BAR = 24


class Command(BaseCommand):
    help = "Make the packs of a meeting and write them to a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("meeting", help="the code of the meeting, such as hwb-2021-06-16")
        parser.add_argument("--out", required=True, type=Path, help="the folder to write to")
        parser.add_argument(
            "--mail",
            action="store_true",
            help="publish the packs, and mail their links to whoever was not told yet",
        )

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
        if options["mail"]:
            self._mail(options["meeting"], [edition.pk for edition in made])

    def _mail(self, meeting: str, made: Sequence[int]) -> None:
        """Publish packs and mail their links; say what came of it."""
        at, on = timezone.localtime(), timezone.localdate()
        for number in made:
            publish_edition(by=MAKER, at=at, number=number, home=settings.HOME)
        many = send_links(by=MAKER, at=at, on=on, meeting=meeting)
        told = readers.links_told(viewer=MAKER, meeting=meeting)
        for sentence, _ in mails.outcome(told, many=many, at=at):
            self.stdout.write(sentence)

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
