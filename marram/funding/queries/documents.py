"""The papers of agreements and grants: who may read which."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.funding.models import AgreementDocument
from marram.funding.policies import documents as policies
from marram.funding.policies import money
from marram.funding.policies import returns as returns_policies
from marram.funding.vocabulary.documents import DocumentKind, Holder
from marram.records import queries as records
from marram.records.queries.documents import KeptDocument


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper. `file` is what we keep of it, None where there is only the link."""

    number: int
    kind: DocumentKind
    title: str
    link: str
    dated_on: date | None
    file: KeptDocument | None


@dataclass(frozen=True, kw_only=True)
class Papers:
    """The papers of one agreement or grant, the newest first."""

    holder: Holder
    slug: str
    lines: tuple[Paper, ...]
    may_read_files: Verdict
    may_keep: Verdict

    @property
    def usual(self) -> DocumentKind:
        """What a paper of such a holder mostly is."""
        pooled = self.holder is Holder.AGREEMENT
        return DocumentKind.SECTION_75 if pooled else DocumentKind.GRANT

    def paper(self, number: int) -> Paper:
        """Return a paper by its number. Raises: Missing."""
        for each in self.lines:
            if each.number == number:
                return each
        raise Missing(f"There is no document {number} here.")


def papers(*, viewer: Actor, holder: Holder, slug: str) -> Papers:
    """Return the papers of an agreement or a grant. Two SQL queries, however many.

    Of a grant that the viewer may not read, or an agreement without a pool that they may see, there
    are none.
    """
    found = list(_seen(viewer, holder, slug).order_by("-dated_on", "-pk"))
    files = records.documents(numbers=[each.file_id for each in found if each.file_id])
    return Papers(
        holder=holder,
        slug=slug,
        lines=tuple(
            Paper(
                number=each.pk,
                kind=DocumentKind(each.kind),
                title=each.title,
                link=each.link,
                dated_on=each.dated_on,
                file=files.get(each.file_id or 0),
            )
            for each in found
        ),
        may_read_files=policies.may_read_files(viewer),
        may_keep=policies.may_keep(viewer, holder),
    )


def paper_file(
    *, viewer: Actor, holder: Holder, slug: str, number: int
) -> tuple[KeptDocument, bytes]:
    """Return the file of a paper and its bytes. Three SQL queries. Raises: Missing; Refused."""
    found = papers(viewer=viewer, holder=holder, slug=slug).paper(number)
    policies.may_read_files(viewer).enforce()
    if found.file is None:
        raise Missing("Of this document we keep the address alone.")
    return found.file, records.content(number=found.file.number)


def _seen(viewer: Actor, holder: Holder, slug: str) -> QuerySet[AgreementDocument]:
    if holder is Holder.GRANT:
        of = AgreementDocument.objects.filter(grant=slug)
        return of if money.may_read(viewer) else of.none()
    of = AgreementDocument.objects.filter(agreement=slug)
    if returns_policies.may_read_drafts(viewer):
        return of
    pools = returns_policies.pools_seen_by(viewer).filter(agreement=slug)
    return of.filter(agreement__pools__in=pools.values("pk")).distinct()
