"""Whether the ledger still says what was written in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from marram.records import rules
from marram.records.models import LedgerEntry, LedgerHead
from marram.records.vocabulary import NOTHING_BEFORE


# Read so many entries at a time: a million then need no more memory than these.
PAGE = 2000
# A ledger with every entry changed still makes a short report; the count says how many there are.
FAULTS_NAMED = 100
FIELDS = tuple(field.name for field in fields(rules.Line))


@dataclass(frozen=True)
class Fault:
    """Where the ledger is not what was written, as a sentence. `number` is the entry it is at."""

    number: int
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What a walk along the whole chain found.

    `head` is the hash at the end: written into minutes, it proves later that nothing before it
    was changed. `faults` names the first hundred of `faults_found`. `expected_at` is the entry
    that carries the hash that was asked for.
    """

    entries: int
    head: str
    faults: tuple[Fault, ...]
    faults_found: int
    expected_at: int | None = None

    @property
    def whole(self) -> bool:
        return self.faults_found == 0

    @property
    def summary(self) -> str:
        """What was found, in one sentence."""
        checked = f"{self.entries:,} entries were checked"
        if self.faults_found:
            places = "place" if self.faults_found == 1 else "places"
            return f"The ledger was tampered with in {self.faults_found:,} {places}; {checked}."
        if self.expected_at is not None:
            return (
                f"The ledger is whole, and the hash given is entry {self.expected_at}; {checked}."
            )
        return f"The ledger is whole; {checked}."

    @property
    def lines(self) -> tuple[str, ...]:
        """What was found, line by line, for a terminal or a letter."""
        unnamed = self.faults_found - len(self.faults)
        return (
            self.summary,
            *(fault.sentence for fault in self.faults),
            *((f"{unnamed:,} more places are not named here.",) if unnamed else ()),
            f"The hash at its end is {self.head}",
        )


@dataclass
class _Walk:
    """Where a walk along the chain has come to, and what it met."""

    expected: str
    entries: int = 0
    number: int = 0
    hash: str = NOTHING_BEFORE
    expected_at: int | None = None
    faults: list[Fault] = field(default_factory=list)
    faults_found: int = 0

    def step(self, line: rules.Line, sealed: str) -> None:
        for verdict in (
            rules.follows(line, number=self.number, hash=self.hash),
            rules.intact(line, sealed),
        ):
            if not verdict:
                self.note(line.number, verdict.reason)
        if self.expected and sealed.startswith(self.expected):
            self.expected_at = line.number
        self.entries += 1
        self.number, self.hash = line.number, sealed

    def note(self, number: int, sentence: str) -> None:
        self.faults_found += 1
        if len(self.faults) < FAULTS_NAMED:
            self.faults.append(Fault(number, sentence))


def verify(*, expected_head: str = "") -> Verification:
    """Walk along the whole ledger; return what it holds and every place where it was tampered with.

    `expected_head` is a hash that was written down earlier, in minutes for example (at least its
    first 16 characters): the ledger must still hold it. Writers may go on meanwhile. One SQL
    query for each 2,000 entries, and constant memory.

    Raises: Refused when `expected_head` is too short or no hash at all.
    """
    walk = _Walk(expected=_expected(expected_head))
    while True:
        before = walk.entries
        for line, sealed in _lines(after=walk.number):
            walk.step(line, sealed)
        head = LedgerHead.objects.first() or LedgerHead()
        # Entries that were written while we walked are walked as well, unless there are none.
        if head.number <= walk.number or walk.entries == before:
            break
    _check_end(walk, head)
    _check_expected(walk)
    return Verification(
        entries=walk.entries,
        head=walk.hash,
        faults=tuple(walk.faults),
        faults_found=walk.faults_found,
        expected_at=walk.expected_at,
    )


def _expected(written: str) -> str:
    rules.checkable(written).enforce()
    return rules.hash_as_kept(written)


def _lines(*, after: int) -> Iterator[tuple[rules.Line, str]]:
    """Yield the entries with a number above `after`, in order, with the hash each was sealed by."""
    rows = LedgerEntry.objects.order_by("number").values_list(*FIELDS, "hash")
    while page := list(rows.filter(number__gt=after)[:PAGE]):
        for *said, sealed in page:
            yield rules.Line(**dict(zip(FIELDS, said, strict=True))), sealed
        after = page[-1][0]


def _check_end(walk: _Walk, head: LedgerHead) -> None:
    if head.number > walk.number:
        gone = (
            f"Entry {head.number} is"
            if head.number == walk.number + 1
            else f"Entries {walk.number + 1} to {head.number} are"
        )
        walk.note(head.number, f"{gone} missing from the end of the ledger.")
    elif head.number < walk.number:
        walk.note(
            walk.number,
            f"The ledger ended at entry {head.number}, but there are entries up to {walk.number}:"
            " they were put in past us.",
        )
    elif head.hash != walk.hash:
        walk.note(
            walk.number,
            f"The head of the ledger disagrees with entry {walk.number}: one of the two was"
            " replaced.",
        )


def _check_expected(walk: _Walk) -> None:
    if walk.expected and walk.expected_at is None:
        walk.note(
            walk.number,
            f"No entry has the hash {walk.expected}: the ledger was cut or rewritten after that"
            " hash was written down.",
        )
