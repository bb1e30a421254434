"""An installation with something awkward in each kind of column, to be carried away and back."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Value

from marram.people.models import Invitation, Organisation, User
from marram.people.vocabulary import Sector
from marram.places.models import Area, BestFit
from marram.sources.models import DeliveredFile, Delivery, ProposedRow
from tests.records.facts import move_benches


AT = datetime(2025, 6, 5, 9, 30, 1, 234567, tzinfo=UTC)
BYTES = bytes(range(256)) * 40
ROWS = (
    {"ref": "1.1", "text": 'Tŷ \N{ELEPHANT} \\ " \n \t', "z": 1, "a": [None, True, {"b": []}]},
    {"small": 1e-7, "large": 1e16, "zero": -0.0, "whole": 10**17, "half": 0.5},
    [],
    None,
)


def settle() -> None:
    """Fill an empty installation. Keys begin high, so that the next one shows the sequences."""
    User.objects.create(pk=7001, email="amina@millbrook.example", name="Amina", joined_at=AT)
    _organisations()
    _places()
    _delivery()
    Session.objects.create(session_key="s" * 32, session_data="x", expire_date=AT)
    move_benches(25, by="user:7001")


def _organisations() -> None:
    """A part whose slug comes before that of its whole."""
    part = Organisation(slug="a-part", name="A part", sector=Sector.COUNCIL)
    part.part_of_id = "the-whole"
    whole = Organisation(slug="the-whole", name="The whole", sector=Sector.COUNCIL)
    whole.ended_on = AT.date()
    models.QuerySet(Organisation).bulk_create([part, whole])
    invitation = Invitation.unscoped.create(
        pk=7002, email="bo@millbrook.example", name="Bo", roles=["auditor"], token_hash="h" * 64,
        invited_by="user:7001", invited_at=AT, expires_at=AT.replace(month=7),
    )  # fmt: skip
    invitation.organisations.set(["a-part", "the-whole"])


def _places() -> None:
    for code in ("z1", "Z1", "a-1", "a1", "ä1", "_1"):
        Area.objects.create(code=code, name=f"Ward {code}", kind="ward", starts_on=date(1974, 4, 1))
    BestFit.objects.create(
        from_area_id="a1", to_area_id="Z1", share=Decimal("0.33333333"), source="Invented"
    )


def _delivery() -> None:
    file = DeliveredFile.objects.create(sha256="f" * 64, content=BYTES, size=len(BYTES))
    delivery = Delivery.objects.create(
        pk=7003, layout="benches", way="file", file_name="benches.csv", file=file,
        sent_by="user:7001", sent_at=AT,
    )  # fmt: skip
    for number, values in enumerate(ROWS):
        ProposedRow.objects.create(
            delivery=delivery, sheet="", row_number=number + 2, state="proposed",
            values=Value(None, models.JSONField()) if values is None else values,
        )  # fmt: skip
