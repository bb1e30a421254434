"""Returns that come in as the rows of an accepted delivery.

A row is matched by its natural key. What it says replaces what we hold; where it says what we know
nothing is written and nothing told, so that the same file twice changes nothing. Words of the
template ("CCG", "Minimum CCG Contribution") are read as those of the return's year; words that its
lists do not have are kept as they are, for the checklist to name.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.foundation.verdicts import Refused
from marram.funding.actions.returns import claims, lines, moving, returns
from marram.funding.actions.returns.rows import Counted, Row, said
from marram.funding.models import Return
from marram.funding.vocabulary import (
    Approval,
    Measure,
    Period,
    ReturnKind,
    Stage,
    key_of,
)


Versions = dict[tuple[str, str], int]
# The way of a return to its submission, for those that went it before we were told.
STAGES = (Stage.FINANCE_CHECKED, Stage.PARTNERS_AGREED, Stage.APPROVED, Stage.SUBMITTED)


@transaction.atomic
def record_returns(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Open or change returns by `return`: their covers and what they answer as a whole."""
    counted = Counted({(each.pk,): each.version for each in Return.objects.all()})
    for row in rows:
        present = Return.objects.filter(pk=row["return"]).first()
        if present is None:
            present = returns.open_return(
                by=by,
                at=at,
                pool=row["pool"],
                kind=ReturnKind(row["kind"]),
                period=Period(row["period"] or Period.OUTTURN),
                slug=row["return"],
            )
        fields = said(row, returns.FIELDS)
        kept = returns.amend_return(
            by=by, at=at, slug=present.pk, seen_version=present.version, fields=fields
        )
        counted.add((kept.pk,), kept.version)
    return counted.recorded


@transaction.atomic
def record_income(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change income lines by return and line."""

    def fields(row: Row, year: int) -> dict[str, Any]:
        return {
            "source": _key("source", row["source_of_funding"], year),
            "contributor": row["contributor"] or "",
            "planned": row["amount"],
            "allocation": row["allocation"],
            "carried_forward": row["carried_forward"],
            "comment": row["comment"] or "",
        }

    return _record_lines(by, at, rows, "income", fields)


@transaction.atomic
def record_schemes(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change scheme lines by return and line."""
    return _record_lines(by, at, rows, "schemes", scheme_fields)


def scheme_fields(row: Row, year: int) -> dict[str, Any]:
    """Return the fields of a scheme line that a row in the words of the template says."""
    alike = (
        "name",
        "description",
        "scheme_type",
        "sub_type",
        "other_type",
        "other_area",
        "output_units",
        "priority",
        "measure",
        "service",
    )
    return {
        "scheme_id": row["scheme_id"],
        **{name: row[name] or "" for name in alike},
        "area": _key("area", row["area_of_spend"], year),
        "commissioner": _key("commissioner", row["commissioner"], year),
        "nhs_share": row["pct_nhs"],
        "la_share": row["pct_la"],
        "provider": _key("provider", row["provider"], year),
        "source": _key("source", row["source_of_funding"], year),
        "planned": row["expenditure"],
        "standing": row["new_or_existing"] or "",
        "outputs": row["outputs"],
    }


@transaction.atomic
def record_fees(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Answer what care costs, by return and service."""

    def fields(row: Row, year: int) -> dict[str, Any]:
        return {name: row[name] for name in ("reported", "prior", "anticipated", "actual")}

    return _record_lines(by, at, rows, "fees", fields, key="service")


@transaction.atomic
def record_answers(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Answer conditions, statements, successes and challenges, by return, question and number."""
    recorded = [
        _record_lines(
            by,
            at,
            [{**row, "key": key_for(row)} for row in rows if row["question"] in questions],
            kind,
            fields,
            key="key",
        )
        for kind, questions, key_for, fields in ANSWERED
    ]
    return Recorded(*(sum(counts) for counts in zip(*recorded, strict=True)))


@transaction.atomic
def record_claims(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Note figures that papers print, by return, measure, part and source."""
    counted = Counted(claims.versions())
    for row in rows:
        kept = claims.note_claim(
            by=by,
            at=at,
            slug=row["return"],
            measure=Measure(row["measure"]),
            part=row["part"] or "",
            source=row["source"],
            fields={"amount": row["amount"], "words": row["words"]},
        )
        counted.add((kept.pk,), kept.version)
    return counted.recorded


@transaction.atomic
def record_sign_offs(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Bring drafts to the stage they reached long ago: checked, agreed, approved, submitted.

    Raises: Refused when a check says No: what was not complete cannot have been submitted.
    """
    changed = 0
    for row in rows:
        record = returns.locked_return(by, row["return"])
        if record.stage != Stage.DRAFT:
            continue
        _take_through(by, at, record, row)
        changed += 1
    return Recorded(0, changed, len(rows) - changed)


def _record_lines(
    by: Actor,
    at: datetime,
    rows: Sequence[Row],
    kind: str,
    fields: Callable[[Row, int], dict[str, Any]],
    key: str = "line",
) -> Recorded:
    known = Return.objects.select_related("pool").in_bulk({row["return"] for row in rows})
    there = _versions(known.values(), kind)
    counted = Counted(there)
    for row in rows:
        if row["return"] not in known:
            raise Refused(f"There is no return {row['return']}. Deliver the returns first.")
        place = (row["return"], str(row[key]))
        said = fields(row, known[row["return"]].pool.year)
        if place in there:
            kept = lines.amend_line(
                by=by,
                at=at,
                slug=place[0],
                kind=kind,
                key=place[1],
                seen_version=there[place],
                fields=said,
            )
        else:
            kept = lines.add_line(
                by=by,
                at=at,
                slug=place[0],
                kind=kind,
                key=place[1],
                fields=said,
                printed_in=row["source"] or "",
            )
        counted.add(place, kept.version)
    return counted.recorded


def _versions(records: Any, kind: str) -> Versions:
    return {
        (record.pk, line.key): line.version
        for record in records
        for line in getattr(record, kind).all()
    }


def _take_through(by: Actor, at: datetime, record: Return, row: Row) -> None:
    slug = record.slug
    for stage in STAGES:
        if stage == Stage.PARTNERS_AGREED:
            agreement = record.pool.agreement
            for party in agreement.parties.all() if agreement else ():
                moving.agree(
                    by=by,
                    at=at,
                    slug=slug,
                    organisation=party.organisation_id,
                    on=row["agreed_on"],
                )
        else:
            approval = Approval(row["approved_by"] or Approval.BOARD)
            on = row["approved_on"] if stage == Stage.APPROVED else row["checked_on"]
            moving.move(by=by, at=at, slug=slug, to=stage, approval=approval, on=on)
        if stage == row["stage"]:
            break
    if row["ratified_on"]:
        moving.ratify(by=by, at=at, slug=slug, on=row["ratified_on"])
    if row["published_on"]:
        returns.publish_return(by=by, at=at, slug=slug, on=row["published_on"])


def _condition(row: Row, year: int) -> dict[str, Any]:
    said = {"yes": True, "no": False}.get(str(row["answer"] or "").casefold())
    return {"met": said, "explanation": row["words"] or ""}


def _statement(row: Row, year: int) -> dict[str, Any]:
    return {
        "response": _key("response", row["answer"], year),
        "comment": row["words"] or "",
    }


def _enabler(row: Row, year: int) -> dict[str, Any]:
    return {"enabler": _key("enabler", row["answer"], year), "narrative": row["words"] or ""}


def _number(row: Row) -> str:
    return str(row["number"])


def _kind_and_number(row: Row) -> str:
    return f"{row['question']}-{row['number']}"


ANSWERED: tuple[
    tuple[str, set[str], Callable[[Row], str], Callable[[Row, int], dict[str, Any]]], ...
] = (
    ("conditions", {"condition"}, _number, _condition),
    ("statements", {"statement"}, _number, _statement),
    ("enablers", {"success", "challenge"}, _kind_and_number, _enabler),
)


def _key(name: str, words: str | None, year: int) -> str:
    return key_of(name, words or "", year) or (words or "").strip()
