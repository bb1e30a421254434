"""What is done to scorecards: made, filled with measures, and what is said of misses."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, differences, held, not_moved_on, plain, write
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.indicators import policies
from marram.indicators.events import (
    ExceptionNoteWritten,
    MeasureDropped,
    MeasureWatched,
    NeighbourKept,
    ScorecardKept,
)
from marram.indicators.models import ExceptionNote, Indicator, Neighbour, Scorecard, ScorecardLine
from marram.indicators.rules import scorecards as rules
from marram.people.queries import keys as people
from marram.places import queries as places


FIELDS = ("title", "purpose", "place", "provider", "kept_by", "published_on")
NOTE = (
    "key_issues", "key_actions", "owner", "expected_recovery", "recovery_on", "keeps", "closed",
)  # fmt: skip


@transaction.atomic
def make_scorecard(*, by: Actor, at: datetime, slug: str, fields: Mapping[str, Any]) -> Scorecard:
    """Make a scorecard without measures; fields that are left out say nothing.

    Raises: Refused when `by` may not, the slug is taken or it has no title or no known place.
    """
    policies.may_keep_scorecards(by).enforce()
    if Scorecard.objects.filter(pk=slug).exists():
        raise Refused(f"There already is a scorecard {slug}. Choose another key.")
    whole = {name: fields.get(name, None if name == "published_on" else "") for name in FIELDS}
    _check(whole)
    card = Scorecard.objects.create(slug=slug, **whole)
    after = {name: plain(value) for name, value in whole.items() if value}
    _tell(ScorecardKept, by, at, card, after=after)
    return card


@transaction.atomic
def amend_scorecard(
    *, by: Actor, at: datetime, slug: str, seen_version: int, fields: Mapping[str, Any]
) -> Scorecard:
    """Change what a scorecard is called, of whom it is, or when it is published.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    card = _card(by, slug)
    theirs = {name: held(card, name) for name in fields}
    not_moved_on(card, called="this scorecard", seen_version=seen_version, theirs=theirs)
    _check({**{name: held(card, name) for name in FIELDS}, **fields})
    before, after = differences(card, fields)
    if after:
        write(card, fields)
        _tell(ScorecardKept, by, at, card, before=before, after=after)
    return card


@transaction.atomic
def watch(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    indicator: str,
    heading: str = "",
    position: int | None = None,
) -> ScorecardLine:
    """Put a measure on a scorecard, at its end unless a position is given.

    Raises: Missing when there is no such scorecard or indicator; Refused when it stands there.
    """
    card = _card(by, slug)
    if not Indicator.objects.filter(pk=indicator).exists():
        raise Missing(f"There is no indicator {indicator}.")
    standing = card.lines.filter(removed_at=None)
    if standing.filter(indicator=indicator).exists():
        raise Refused("This measure stands on the scorecard already.")
    rules.holds(standing.count()).enforce()
    last = standing.aggregate(last=Max("position"))["last"] or 0
    line = ScorecardLine.objects.create(
        scorecard=card,
        indicator_id=indicator,
        heading=heading.strip(),
        position=last + 1 if position is None else position,
        added_at=at,
    )
    _tell(MeasureWatched, by, at, card, after={"indicator": indicator, "position": line.position})
    return line


@transaction.atomic
def drop(*, by: Actor, at: datetime, slug: str, indicator: str) -> None:
    """Take a measure off a scorecard; reports of before still show it. Raises: Missing."""
    card = _card(by, slug)
    line = card.lines.select_for_update().filter(indicator=indicator, removed_at=None).first()
    if line is None:
        raise Missing(f"{indicator} is not on this scorecard.")
    line.removed_at = at
    line.save(update_fields=["removed_at"])
    _tell(MeasureDropped, by, at, card, before={"indicator": indicator})


@transaction.atomic
def choose(
    *, by: Actor, at: datetime, slug: str, add: str = "", heading: str = "", remove: str = ""
) -> None:
    """Put a measure on a scorecard and take another off; both happen, or neither.

    Raises: Missing; Refused.
    """
    if remove:
        drop(by=by, at=at, slug=slug, indicator=remove)
    if add:
        watch(by=by, at=at, slug=slug, indicator=add, heading=heading)


@transaction.atomic
def write_note(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    indicator: str,
    seen_version: int,
    fields: Mapping[str, Any],
    source: str = "",
) -> ExceptionNote:
    """Write anew what is said of a measure; it is carried forward until the next.

    `seen_version` is the number of the note that was read, 0 where there was none. Nothing is
    written where nothing differs.
    Raises: Missing; Refused; Conflict when somebody wrote a newer note meanwhile.
    """
    card = _card(by, slug)
    if not card.lines.filter(indicator=indicator, removed_at=None).exists():
        raise Missing(f"{indicator} is not on this scorecard.")
    newest = _newest_note(card, indicator)
    _not_written_meanwhile(newest, seen_version, fields)
    whole = {name: fields.get(name, held(newest, name)) for name in NOTE}
    rules.says_something(whole).enforce()
    if not source:
        # What is brought in from a paper tells of its own day.
        rules.recovers_later(recovery_on=whole["recovery_on"], today=at.date()).enforce()
    before, after = differences(newest, whole)
    if not after:
        return newest
    note = ExceptionNote.objects.create(
        scorecard=card,
        indicator_id=indicator,
        number=newest.number + 1,
        written_by=by.key,
        written_at=at,
        source=source,
        **whole,
    )
    after["indicator"] = indicator
    _tell(ExceptionNoteWritten, by, at, card, before=before, after=after)
    return note


@transaction.atomic
def record_scorecards(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Make scorecards and put measures on them, a row a measure, so that each is there."""
    policies.may_keep_scorecards(by).enforce()
    cards = set(Scorecard.objects.values_list("slug", flat=True))
    lines = set(ScorecardLine.objects.filter(removed_at=None).values_list("scorecard", "indicator"))
    created = 0
    for row in rows:
        slug, indicator = row["scorecard"], row["indicator_id"]
        if slug not in cards:
            fields = {name: row.get(name) or "" for name in FIELDS if name != "published_on"}
            published = {"published_on": row.get("published_on")}
            make_scorecard(by=by, at=at, slug=slug, fields=fields | published)
            cards.add(slug)
        if (slug, indicator) not in lines:
            heading, position = row.get("heading") or "", row.get("position")
            watch(
                by=by, at=at, slug=slug, indicator=indicator, heading=heading,
                position=None if position is None else int(position),
            )  # fmt: skip
            lines.add((slug, indicator))
            created += 1
    return Recorded(created, 0, len(rows) - created)


@transaction.atomic
def record_notes(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Write notes by scorecard and indicator, so that each says what its row says."""
    policies.may_keep_scorecards(by).enforce()
    created = changed = 0
    for row in rows:
        slug, indicator = row["scorecard"], row["indicator_id"]
        before = _newest_note(_card(by, slug), indicator).number
        fields = {name: _said(name, row.get(name)) for name in NOTE}
        note = write_note(
            by=by, at=at, slug=slug, indicator=indicator, seen_version=before, fields=fields,
            source=row.get("source") or "",
        )  # fmt: skip
        created += before == 0
        changed += 0 < before < note.number
    return Recorded(created, changed, len(rows) - created - changed)


@transaction.atomic
def record_neighbours(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Keep which places are alike, by place, neighbour and basis. Raises: Refused."""
    policies.may_bring_in(by).enforce()
    present = {(each.place, each.neighbour, each.basis): each for each in Neighbour.objects.all()}
    created = changed = 0
    for row in rows:
        key = row["place"], row["neighbour"], row["basis"]
        wanted = {"rank": int(row["rank"]), "source": row.get("source") or ""}
        known = present.get(key)
        if known is None:
            known = Neighbour(place=key[0], neighbour=key[1], basis=key[2], version=0, rank=0)
            created += 1
        elif differences(known, wanted)[1]:
            changed += 1
        else:
            continue
        before, after = differences(known, wanted)
        write(known, wanted)
        subject = Subject("indicators.neighbour", str(known.pk))
        publish(NeighbourKept(by=by.key, at=at, subject=subject, before=before, after=after))
    return Recorded(created, changed, len(rows) - created - changed)


def _said(name: str, value: Any) -> Any:
    """Return a field of a note, where nothing is said the value that says so."""
    if name in ("keeps", "closed"):
        return bool(value)
    return value if name == "recovery_on" else value or ""


def _card(by: Actor, slug: str) -> Scorecard:
    policies.may_keep_scorecards(by).enforce()
    found = Scorecard.objects.select_for_update().filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no scorecard {slug}.")
    return found


def _check(fields: Mapping[str, Any]) -> None:
    rules.said_in_full(title=fields["title"], place=fields["place"]).enforce()
    known = people.organisation_keys() | places.codes()
    for name in ("place", "provider"):
        rules.known_place(fields[name], fields[name] in known).enforce()


def _newest_note(card: Scorecard, indicator: str) -> ExceptionNote:
    """Return what is said of a measure now; an empty note numbered 0 where nothing is."""
    newest = card.notes.filter(indicator=indicator).order_by("-number").first()
    return newest or ExceptionNote(scorecard=card, indicator_id=indicator, number=0)


def _not_written_meanwhile(
    newest: ExceptionNote, seen_version: int, fields: Mapping[str, Any]
) -> None:
    newest.version = newest.number  # type: ignore[attr-defined]
    theirs = {name: held(newest, name) for name in fields}
    not_moved_on(newest, called="this note", seen_version=seen_version, theirs=theirs)


def _tell(kind: type[Event], by: Actor, at: datetime, card: Scorecard, **changed: Any) -> None:
    subject = Subject("indicators.scorecard", card.pk)
    publish(kind(by=by.key, at=at, subject=subject, **changed))
