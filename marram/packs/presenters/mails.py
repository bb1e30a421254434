"""What came of mailing the links to packs, in sentences."""

from collections.abc import Iterator
from datetime import datetime

from marram.design.words import listed, number
from marram.packs.queries.readers import LinksTold, ToldLine


def outcome(found: LinksTold, *, many: int, at: datetime) -> Iterator[tuple[str, bool]]:
    """Yield what happened at a moment, each sentence with whether it went well."""
    if not many:
        yield "Nobody is left to be mailed. A new edition is mailed to everybody again.", True
    failed = {line.reader: _called(line) for line in found.lines if line.failed_at == at}
    if sent := many - len(failed):
        yield f"{number(sent, 'mail')} sent.", True
    if failed:
        whom = listed(sorted(failed.values()))
        told = f"Not sent to {whom}. Mail the links again later; nobody is mailed twice."
        yield told, False


def _called(line: ToldLine) -> str:
    return f"{line.role}, {line.organisation}".removesuffix(", ")
