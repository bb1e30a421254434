"""What is done to the papers of agreements and grants: filed, and taken out."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model

from marram.foundation.actors import Actor
from marram.foundation.amendments import plain
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Missing
from marram.funding.events import returns as events
from marram.funding.models import Agreement, AgreementDocument, Grant
from marram.funding.policies import documents as policies
from marram.funding.rules import agreements as rules
from marram.funding.rules import removals
from marram.funding.vocabulary.documents import DocumentKind, Holder, Upload
from marram.records.actions import keep_document


@transaction.atomic
def file_paper(
    *,
    by: Actor,
    at: datetime,
    holder: Holder,
    slug: str,
    kind: DocumentKind,
    title: str,
    link: str = "",
    dated_on: date | None = None,
    file: Upload | None = None,
) -> AgreementDocument:
    """File a paper of an agreement or a grant: its link, its file, or both.

    Raises: Missing; Refused when `by` may not, there is neither link nor file, or the file is none
    that is kept.
    """
    policies.may_keep(by, holder).enforce()
    of = _locked(holder, slug)
    rules.link_or_file(link=link, has_file=file is not None).enforce()
    kept = keep_document(by=by, at=at, **file._asdict()) if file else None
    said = {"kind": kind.value, "title": title.strip(), "link": link, "dated_on": dated_on}
    file_id = kept.pk if kept else None
    paper = AgreementDocument.objects.create(**{of: slug}, **said, file_id=file_id)
    after = {f"document {name}": plain(value) for name, value in said.items() if value}
    after |= {"file": kept.name, "sha256": kept.file_id} if kept else {}
    told = events.PaperFiled(by=by.key, at=at, subject=_subject(holder, slug), after=after)
    publish(told)
    return paper


@transaction.atomic
def remove_paper(
    *, by: Actor, at: datetime, holder: Holder, slug: str, number: int, reason: str
) -> None:
    """Take a paper out. Its file stays on record, and what it was in the ledger.

    Raises: Missing; Refused.
    """
    policies.may_keep(by, holder).enforce()
    removals.reason_given(reason).enforce()
    of = {_locked(holder, slug): slug, "pk": number}
    paper = AgreementDocument.objects.select_related("file").filter(**of).first()
    if paper is None:
        raise Missing(f"There is no document {number} here.")
    before = {"document title": paper.title, "document link": paper.link}
    before |= {"file": paper.file.name, "sha256": paper.file.file_id} if paper.file else {}
    told = events.PaperRemoved(
        by=by.key,
        at=at,
        subject=_subject(holder, slug),
        before=before,
        after={"reason": reason.strip()},
    )
    publish(told)
    paper.delete()


HOLDERS: Mapping[Holder, tuple[type[Model], str]] = {
    Holder.AGREEMENT: (Agreement, "agreement_id"),
    Holder.GRANT: (Grant, "grant_id"),
}


def _locked(holder: Holder, slug: str) -> str:
    """Lock what a paper belongs to until the transaction ends; return how a paper names it.

    Raises: Missing.
    """
    table, named = HOLDERS[holder]
    if not table._default_manager.select_for_update().filter(pk=slug).exists():
        raise Missing(f"There is nothing called {slug} among the {holder}.")
    return named


def _subject(holder: Holder, slug: str) -> Subject:
    return Subject(f"funding.{holder.removesuffix('s')}", slug)
