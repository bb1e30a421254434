"""The papers of agreements and grants: kept with their hash, read by those who may."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from marram.foundation.verdicts import Missing, Refused
from marram.funding.actions import documents as actions
from marram.funding.actions.returns import pools
from marram.funding.events.returns import PaperFiled, PaperRemoved
from marram.funding.models import AgreementDocument, Return
from marram.funding.queries import documents as queries
from marram.funding.queries.returns import agreements
from marram.funding.vocabulary.documents import DocumentKind, Holder, Upload
from marram.people.models import User
from marram.records.models import Document
from tests.world import funding, money
from tests.world import millbrook as borough
from tests.world.funding import AGREEMENT, FINANCE, PLAN, SIGNED


DIGEST = sha256(SIGNED).hexdigest()
PAPER = {"holder": Holder.GRANT, "slug": "warm-homes", "kind": DocumentKind.GRANT}


@pytest.fixture
def paper(millbrook):
    funding.fund()
    return funding.paper()


def login(client, role):
    client.force_login(User.objects.get(email=borough.address(role)))
    return client


def at(name, *more, holder="agreements", slug=AGREEMENT):
    return reverse(f"funding:{name}", args=[holder, slug, *more])


@pytest.mark.database
def test_a_paper_is_kept_by_records_and_told_with_its_hash(paper, heard):
    assert paper.file is not None
    assert (paper.file.name, paper.file.file_id) == ("section-75.pdf", DIGEST)

    funding.paper()
    told = [each for each in heard if isinstance(each, PaperFiled)][-1]
    assert str(told.subject) == f"funding.agreement/{AGREEMENT}"
    assert (told.after["sha256"], told.after["file"]) == (DIGEST, "section-75.pdf")


def test_the_page_of_an_agreement_shows_size_and_hash_beside_the_link(paper, client):
    page = login(client, "plan-lead").get(reverse("funding:agreement", args=[AGREEMENT]))
    shown = page.content.decode()

    assert DIGEST in shown and f"{len(SIGNED)} bytes" in shown and "section-75.pdf" in shown
    assert "https://millbrook.example/section-75" in shown
    assert "Better Care Fund in Millbrook, 2025-26" in shown
    assert "File a document" not in shown


def test_partners_read_the_file_and_it_is_the_one_that_was_sent(paper, client):
    answer = login(client, "partner-contributor").get(at("paper", paper.pk))

    assert answer.content == SIGNED
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="section-75.pdf"'


def test_residents_see_the_title_of_a_published_agreement_and_no_file(paper, client, resident):
    with pytest.raises(Missing):
        agreements.agreement_page(viewer=resident, slug=AGREEMENT)
    Return.objects.filter(pk=PLAN).update(published_on=borough.TODAY)

    shown = client.get(reverse("funding:agreement", args=[AGREEMENT])).content.decode()

    assert "The signed agreement" in shown and DIGEST not in shown
    assert "Only partners who are logged in may read the files" in shown
    of = {"viewer": resident, "holder": Holder.AGREEMENT, "slug": AGREEMENT}
    with pytest.raises(Refused, match="Only partners"):
        queries.paper_file(**of, number=paper.pk)
    assert queries.papers(viewer=resident, holder=Holder.GRANT, slug="warm-homes").lines == ()


def test_a_paper_is_filed_and_taken_out_on_forms(paper, client, heard):
    finance = login(client, "finance-lead")
    file = SimpleUploadedFile("s256.pdf", b"%PDF-1.7 s256", "application/pdf")
    typed = {"title": "Section 256", "kind": "section 256 agreement", "file": file}
    assert finance.post(at("file-paper"), typed).status_code == 302
    filed = AgreementDocument.objects.get(title="Section 256")
    assert filed.kind == DocumentKind.SECTION_256

    assert finance.post(at("remove-paper", filed.pk)).status_code == 422
    assert finance.post(at("remove-paper", filed.pk), {"reason": "A draft"}).status_code == 302

    assert not AgreementDocument.objects.filter(pk=filed.pk).exists()
    assert Document.objects.filter(name="s256.pdf").exists(), "the file stays on record"
    assert isinstance(heard[-1], PaperRemoved) and heard[-1].after == {"reason": "A draft"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Enter the address of the document, or choose its file."),
        ({"file": SimpleUploadedFile("a.pdf", b"MZ no pdf")}, "a.pdf is not what its ending says."),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "a.exe is not a PDF, Word, Excel, text"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "a.pdf is empty."),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(paper, client, typed, sentence):
    typed = {"title": "X", "kind": "other paper", **typed}
    answer = login(client, "finance-lead").post(at("file-paper"), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_links_that_are_typed_anew_leave_the_files_alone(paper, now):
    pools.keep_agreement(
        by=FINANCE,
        at=now,
        slug=AGREEMENT,
        fields={"title": "Section 75 agreement in Millbrook"},
        documents=[("Annex", "https://millbrook.example/annex"), ("The signed agreement", "")],
    )

    kept = {each.title: bool(each.file_id) for each in AgreementDocument.objects.all()}
    assert kept == {"Annex": False, "The signed agreement": True}


def test_a_grant_keeps_its_agreement_too(millbrook, now, client):
    money.money()
    filed = actions.file_paper(
        by=FINANCE,
        at=now,
        **PAPER,
        title="Grant agreement",
        file=Upload("grant.pdf", SIGNED, "application/pdf"),
    )

    lead = login(client, "plan-lead")
    page = lead.get(reverse("funding:grant", args=["warm-homes"])).content.decode()
    assert DIGEST in page and "grant.pdf" in page
    url = at("paper", filed.pk, holder="grants", slug="warm-homes")
    assert lead.get(url).content == SIGNED
    assert client.get(at("paper", filed.pk, holder="budgets")).status_code == 404


def test_only_finance_leads_file_papers(paper, now):
    with pytest.raises(Refused, match="Only finance leads may change pools"):
        actions.remove_paper(
            by=funding.COUNCIL,
            at=now,
            holder=Holder.AGREEMENT,
            slug=AGREEMENT,
            number=paper.pk,
            reason="Mine",
        )
    with pytest.raises(Refused, match="Only finance leads may change grants"):
        actions.file_paper(by=funding.COUNCIL, at=now, **PAPER, title="X", link="https://x.example")


def test_fifty_papers_take_no_statement_more(paper):
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            agreements.agreement_page(viewer=FINANCE, slug=AGREEMENT)
        return len(captured)

    before = statements()
    for _ in range(50):
        funding.paper()

    assert statements() == before <= 6
