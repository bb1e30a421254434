"""A return beside what was once submitted."""

from dataclasses import dataclass

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.funding.models import Submission
from marram.funding.policies import returns as policies
from marram.funding.queries.returns import loading
from marram.funding.rules import encoding
from marram.funding.rules.comparison import Comparison, compare


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two returns and what differs between them; what they are called, the earlier one first."""

    slug: str
    title: str
    before: str
    after: str
    comparison: Comparison
    year: int


@dataclass(frozen=True, kw_only=True)
class Comparable:
    """A submission that a return can be compared with."""

    key: str
    words: str


def comparables(*, viewer: Actor, slug: str) -> tuple[Comparable, ...]:
    """Return the submissions that a return can be compared with, newest first. Three SQL queries.

    They are those of the same area, of this return or of others. Raises: Missing.
    """
    record = loading.found(viewer, slug)
    of = policies.returns_seen_by(viewer).filter(pool__area=record.pool.area_id)
    found = Submission.objects.filter(of__in=of).select_related("of__pool").defer("values")
    return tuple(
        Comparable(key=f"{each.of_id}:{each.number}", words=_called(each))
        for each in found.order_by("-at", "-pk")
    )


def compared(*, viewer: Actor, slug: str, earlier: str) -> Compared:
    """Return what a return says now beside an earlier submission ("slug:1"). Fifteen SQL queries.

    Raises: Missing when either is not there for this viewer.
    """
    record = loading.found(viewer, slug)
    submission = _submission(viewer, earlier)
    before, after = encoding.read(submission.values), loading.values_of(record)
    return Compared(
        slug=record.slug,
        title=after.title,
        before=_called(submission),
        after=f"{after.title}, as it stands ({record.stage})",
        comparison=compare(before, after),
        year=after.year,
    )


def _submission(viewer: Actor, key: str) -> Submission:
    slug, _, number = key.rpartition(":")
    seen = Submission.objects.filter(of__in=policies.returns_seen_by(viewer))
    wanted = seen.filter(of=slug, number=int(number)) if number.isdecimal() else seen.none()
    found = wanted.select_related("of__pool").first()
    if found is None:
        raise Missing(f"There is no submission {key[:80]}.")
    return found


def _called(submission: Submission) -> str:
    record = submission.of
    period = f" {record.period.upper()}" if record.period.startswith("q") else ""
    return (
        f"{record.pool.title}, {record.kind}{period}, "
        f"submission {submission.number} of {submission.at:%d %B %Y}"
    )
