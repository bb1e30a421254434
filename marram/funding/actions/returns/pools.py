"""What is done to pools, the agreements behind them, and the map from commissioners to areas."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from marram.foundation.actors import Actor
from marram.foundation.amendments import (
    attribute,
    differences,
    held,
    not_moved_on,
    plain,
    write,
)
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.funding.events import returns as events
from marram.funding.models import Agreement, CommissionerShare, Party, Pool
from marram.funding.policies import returns as policies
from marram.funding.rules import agreements as rules


AGREEMENT_FIELDS = (
    "title",
    "starts_on",
    "ends_on",
    "signed_on",
    "delegated_to",
    "delegated_terms",
    "source",
)
POOL_FIELDS = ("title", "area", "year", "agreement", "source")
Seats = Sequence[tuple[str, bool]]
Papers = Sequence[tuple[str, str]]


@transaction.atomic
def keep_agreement(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    fields: Mapping[str, Any],
    parties: Seats | None = None,
    documents: Papers | None = None,
    seen_version: int | None = None,
) -> Agreement:
    """Add an agreement, or change the one of that name; returns it.

    `parties` are keys of organisations with whether each is of the NHS; `documents` are titles
    with links. Nothing is written or told where nothing differs.

    Raises: Refused; Conflict when it changed since version `seen_version`, where that is given.
    """
    policies.may_keep_pools(by).enforce()
    rules.dates_in_order(fields.get("starts_on"), fields.get("ends_on")).enforce()
    agreement = Agreement.objects.select_for_update().filter(pk=slug).first()
    told = {"parties": _in_words(parties), "documents": _titles(documents)}
    if agreement is None:
        agreement = Agreement(slug=slug)
        _add(agreement, fields)
        _seat(agreement, parties)
        _file(agreement, documents)
        _tell(events.AgreementAdded, by, at, agreement, after=_plain({**fields, **told}))
        return agreement
    _unmoved(agreement, agreement.title, seen_version, fields)
    before, after = differences(agreement, fields)
    if parties is not None and told["parties"] != (seated := _seats(agreement)):
        before["parties"], after["parties"] = seated, told["parties"]
        _seat(agreement, parties)
    if documents is not None and told["documents"] != (filed := _filed(agreement)):
        before["documents"], after["documents"] = filed, told["documents"]
        _file(agreement, documents)
    if after:
        write(agreement, fields)
        _tell(events.AgreementAmended, by, at, agreement, before=before, after=after)
    return agreement


@transaction.atomic
def keep_pool(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    fields: Mapping[str, Any],
    seen_version: int | None = None,
) -> Pool:
    """Add a pool of an area and a year, or change the one of that name; returns it.

    Raises: Refused; Conflict when it changed since version `seen_version`, where that is given.
    """
    policies.may_keep_pools(by).enforce()
    pool = Pool.objects.select_for_update().filter(pk=slug).first()
    others = Pool.objects.filter(area=fields["area"], year=fields["year"]).exclude(pk=slug)
    if others.exists():
        raise Refused("There already is a pool of that area and year. Change that one.")
    if pool is None:
        pool = Pool(slug=slug)
        _add(pool, fields)
        _tell(events.PoolAdded, by, at, pool, after=_plain(fields))
        return pool
    _unmoved(pool, pool.title, seen_version, fields)
    before, after = differences(pool, fields)
    if after:
        write(pool, fields)
        _tell(events.PoolAmended, by, at, pool, before=before, after=after)
    return pool


@transaction.atomic
def keep_share(
    *,
    by: Actor,
    at: datetime,
    commissioner: str,
    area: str,
    first_year: int,
    fields: Mapping[str, Any],
) -> CommissionerShare:
    """Say, or say anew, which area a commissioner serves from a year on, with what share.

    Raises: Refused when shares of one commissioner would be more than the whole.
    """
    policies.may_keep_pools(by).enforce()
    named = {"commissioner_id": commissioner, "area_id": area, "first_year": first_year}
    share = CommissionerShare.objects.select_for_update().filter(**named).first()
    given = CommissionerShare.objects.filter(commissioner=commissioner, first_year=first_year)
    others = [each.percent for each in given.exclude(area=area)]
    rules.shares_of_one_whole([*others, fields.get("percent")]).enforce()
    if share is None:
        share = CommissionerShare(**named)
        _add(share, fields)
        _tell(events.ShareAdded, by, at, share, after=_plain({**named, **fields}))
        return share
    before, after = differences(share, fields)
    if after:
        write(share, fields)
        _tell(events.ShareAmended, by, at, share, before=before, after=after)
    return share


def locked_pool(by: Actor, slug: str) -> Pool:
    """Return a pool that `by` may see, locked until the transaction ends. Raises: Missing."""
    found = policies.pools_seen_by(by).select_for_update(of=("self",)).filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no pool {slug}.")
    return found


def _add(record: Model, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(record, attribute(record, name), value)
    record.save(force_insert=True)


def _unmoved(
    record: Model, called: str, seen_version: int | None, fields: Mapping[str, Any]
) -> None:
    if seen_version is not None:
        theirs = {name: held(record, name) for name in fields}
        not_moved_on(record, called=called, seen_version=seen_version, theirs=theirs)


def _seat(agreement: Agreement, parties: Seats | None) -> None:
    if parties is None:
        return
    agreement.parties.all().delete()
    Party.objects.bulk_create(
        Party(agreement=agreement, organisation_id=slug, nhs=nhs) for slug, nhs in parties
    )


def _file(agreement: Agreement, documents: Papers | None) -> None:
    """Write what was typed of documents. Those whose file we keep stay: they are taken out with a
    reason, on their own."""
    if documents is None:
        return
    agreement.documents.filter(file=None).delete()
    kept = {each.title: each for each in agreement.documents.all()}
    for title, link in documents:
        if title not in kept:
            agreement.documents.create(title=title, link=link)
        elif link:
            kept[title].link = link
            kept[title].save(update_fields=["link"])


def _seats(agreement: Agreement) -> list[str]:
    return sorted(agreement.parties.values_list("organisation_id", flat=True))


def _filed(agreement: Agreement) -> list[str]:
    return sorted(agreement.documents.filter(file=None).values_list("title", flat=True))


def _in_words(parties: Seats | None) -> list[str]:
    return sorted(slug for slug, _ in parties or ())


def _titles(documents: Papers | None) -> list[str]:
    return sorted(title for title, _ in documents or ())


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in fields.items() if value not in ("", None, [])}


def _tell(kind: type[Event], by: Actor, at: datetime, record: Model, **changed: Any) -> None:
    subject = Subject(f"funding.{record._meta.model_name}", str(record.pk))
    publish(kind(by=by.key, at=at, subject=subject, **changed))
