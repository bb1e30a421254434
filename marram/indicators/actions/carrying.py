"""How a backup carries the files of observations, and brings them back."""

import re
from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from marram.foundation.verdicts import Refused
from marram.indicators.actions import files
from marram.indicators.models import ObservationFile
from marram.indicators.queries import store
from marram.indicators.vocabulary import FileState


class ObservationStore:
    """The files that the catalogue has read, by the name that says their hash."""

    name = "observations"

    def files(self) -> Iterable[tuple[str, Path]]:
        current = ObservationFile.objects.filter(state=FileState.CURRENT).order_by("sha256")
        for sha256 in current.values_list("sha256", flat=True):
            path = store.path_of(sha256)
            if not path.is_file():
                raise Refused(
                    f"The file {path.name} of observations is lost: it is named, and not there. "
                    "Bring it back from an earlier backup first."
                )
            yield path.name, path

    def place(self, *, name: str, content: IO[bytes]) -> None:
        if not re.fullmatch(r"[0-9a-f]{64}\.parquet", name):
            raise Refused(f"The backup holds {name!r}, which is no file of observations.")
        part = files.unfinished()
        try:
            with part.open("wb") as file:
                copyfileobj(content, file)
            with part.open("rb") as file:
                found = file_digest(file, "sha256").hexdigest()
            if found != name.partition(".")[0]:
                raise Refused(f"{name} was changed before it was backed up: its hash is {found}.")
            files.settle(part, rows=0)
        finally:
            part.unlink(missing_ok=True)
