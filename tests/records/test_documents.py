"""Documents: kept as they came, once, and only when they are what they say."""

import pytest

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Refused
from marram.records import actions, queries
from marram.records.models import Document, KeptFile
from marram.records.vocabulary import LARGEST_DOCUMENT, MediaType, Permission
from tests.records.facts import MORNING
from tests.records.replay import replayed


KEEPER = Actor(key="user:1", name="Amina", permissions=frozenset({Permission.KEEP_DOCUMENTS}))
PAPER = b"%PDF-1.7 the ponds of Millbrook"


def keep(name="Ponds.pdf", content=PAPER, media_type=MediaType.PDF, by=KEEPER):
    return actions.keep_document(
        by=by, at=MORNING, name=name, content=content, media_type=media_type
    )


@pytest.mark.database
def test_a_document_comes_back_byte_for_byte(db):
    kept = keep()

    assert queries.content(number=kept.pk) == PAPER
    known = queries.documents(numbers=[kept.pk])[kept.pk]
    assert (known.name, known.media_type, known.size) == ("Ponds.pdf", "application/pdf", 31)


def test_the_same_bytes_are_kept_once_under_both_names(db):
    first, second = keep("Ponds.pdf"), keep("Ponds, final.pdf")

    assert first.pk != second.pk
    assert KeptFile.objects.count() == 1


def test_the_ledger_names_the_bytes_by_their_hash(db, heard):
    kept = keep()

    assert replayed(heard[-1].subject)["sha256"] == kept.file_id


def test_many_documents_are_known_with_one_query(db, django_assert_num_queries):
    numbers = [keep(f"{number}.pdf", PAPER + bytes([number])).pk for number in range(50)]

    for asked in (numbers[:1], numbers):
        with django_assert_num_queries(1):
            assert len(queries.documents(numbers=asked)) == len(asked)


@pytest.mark.parametrize(
    ("name", "content", "media_type", "sentence"),
    [
        ("", PAPER, "application/pdf", "The file has no name"),
        ("a.pdf", b"", "application/pdf", "a.pdf is empty"),
        ("a.pdf", b"%PDF-" + bytes(LARGEST_DOCUMENT), "application/pdf", "larger than 25 MB"),
        ("a.exe", b"MZ", "application/x-msdownload", "a.exe is not a PDF, Word"),
        ("a.pdf", b"<html>", "application/pdf", "a.pdf is not what its ending says"),
        ("a.docx", b"%PDF-", MediaType.WORD, "a.docx is not what its ending says"),
        ("a.txt", b"a\x00b", "text/plain", "a.txt is not what its ending says"),
    ],
)
def test_what_is_not_a_paper_is_refused_in_words(db, name, content, media_type, sentence):
    with pytest.raises(Refused, match=sentence):
        keep(name, content, media_type)
    assert not Document.objects.exists()


def test_a_name_loses_the_folders_it_came_from(db):
    assert keep("../../etc/Ponds.pdf").name == "Ponds.pdf"


def test_a_resident_hands_in_nothing(db, resident):
    with pytest.raises(Refused, match="account of a partner organisation"):
        keep(by=resident)


def test_a_document_that_is_not_there_is_missing(db):
    with pytest.raises(Missing, match="no document 9"):
        queries.content(number=9)
