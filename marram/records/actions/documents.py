"""Keeping a document that a record of another room refers to."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.events import Subject, publish
from marram.records import policies, rules
from marram.records.events import DocumentKept
from marram.records.models import Document, KeptFile


@transaction.atomic
def keep_document(
    *, by: Actor, at: datetime, name: str, content: bytes, media_type: str
) -> Document:
    """Keep a file as it came, its bytes once. The caller refers to the document by its key.

    Units: at most LARGEST_DOCUMENT bytes.
    Raises: Refused when `by` may not, or the file is empty, too large, of a kind that is not kept
    or not of the kind it is said to be.
    """
    policies.may_keep_documents(by).enforce()
    named = rules.plain_name(name)
    rules.may_be_kept(name=named, content=content, media_type=media_type).enforce()
    digest = sha256(content).hexdigest()
    file, _ = KeptFile.objects.get_or_create(
        sha256=digest, defaults={"content": content, "size": len(content)}
    )
    document = Document.objects.create(
        file=file, name=named, media_type=media_type, kept_by=by.key, kept_at=at
    )
    after = {"name": named, "media_type": media_type, "sha256": digest, "size": len(content)}
    subject = Subject("records.document", str(document.pk))
    publish(DocumentKept(by=by.key, at=at, subject=subject, after=after))
    return document
