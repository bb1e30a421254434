"""The pages of deliveries, through the client, with all that stands before them."""

import io
import re

import openpyxl
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from marram.people.models import Organisation, User
from marram.places import actions as places
from marram.sources.models import Delivery
from tests.sources import organisations
from tests.world import boundaries as towns
from tests.world.millbrook import BUILDER, SPRING, address


GOOD = organisations.row("dunes_trust")
BAD = organisations.row("=cmd()", name="<b>Bold</b>")


@pytest.fixture
def as_role(client, millbrook):
    """Log in with a role; one that needs a second step has it."""

    def enter(role):
        user = User.objects.get(email=address(role))
        TOTP.activate(user, generate_totp_secret())
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def analyst(as_role):
    return as_role("analyst")


def send(client, *rows, name="rows.csv", content=None, layout="organisations", follow=True):
    file = SimpleUploadedFile(name, organisations.written(rows) if content is None else content)
    return client.post(
        reverse("sources:send"), {"layout": layout, "file": file, "note": ""}, follow=follow
    )


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_resident_is_asked_to_log_in(client, db):
    for name in ("deliveries", "send"):
        response = client.get(reverse(f"sources:{name}"))

        assert response.status_code == 302
        assert "login" in response.url


def test_somebody_without_the_right_is_told_so(as_role):
    response = as_role("partner-contributor").get(reverse("sources:deliveries"))

    assert response.status_code == 403
    assert "You may not see deliveries." in text(response)


def test_a_file_that_is_sent_shows_its_rows_and_its_faults(analyst):
    response = send(analyst, GOOD, BAD)

    shown = text(response)
    assert "Proposed: 1 row" in shown
    assert "Set aside: 1 row" in shown
    assert "“=cmd()” does not look right for “Key”" in shown
    assert "You may not accept or decline deliveries" in shown
    assert not Organisation.objects.filter(slug="dunes_trust").exists()


def test_a_file_that_cannot_be_read_is_refused_beside_the_field_and_nothing_is_kept(analyst):
    response = send(analyst, content=b"%PDF-1.7")

    assert response.status_code == 200
    assert "Error:" in response.content.decode().split("</title>")[0]
    assert "The file is a PDF. Send a comma-separated file" in text(response)
    assert not Delivery.objects.exists()


def test_an_empty_file_is_refused_in_our_own_words(analyst):
    assert "The file is empty. Check that it was saved" in text(send(analyst, content=b""))


def test_a_form_without_a_file_says_what_to_do(analyst):
    response = analyst.post(reverse("sources:send"), {"layout": "organisations"})

    assert "Choose a file" in text(response)


def test_the_same_file_again_leads_to_the_first_delivery(analyst):
    send(analyst, GOOD)

    response = send(analyst, GOOD)

    assert Delivery.objects.count() == 1
    assert "Sending them again has changed nothing." in text(response)


def test_a_board_officer_accepts_and_is_told_what_it_did(as_role):
    officer = as_role("board-officer")
    send(officer, GOOD, BAD)
    delivery = Delivery.objects.get()

    response = officer.post(
        reverse("sources:accept", args=[delivery.pk]), {"version": 1}, follow=True
    )

    assert "Accepted: 1 new, 0 changed, 0 as they were." in text(response)
    assert Organisation.objects.filter(slug="dunes_trust").exists()


def test_accepting_needs_the_right_and_says_so_on_the_page(analyst):
    send(analyst, GOOD)
    number = Delivery.objects.get().pk

    response = analyst.post(reverse("sources:accept", args=[number]), {"version": 1})

    assert response.status_code == 409
    assert "You may not accept or decline deliveries" in text(response)
    assert not Organisation.objects.filter(slug="dunes_trust").exists()


def test_a_page_that_is_out_of_date_does_not_accept(as_role):
    officer = as_role("board-officer")
    send(officer, GOOD)
    Delivery.objects.update(version=2)

    response = officer.post(
        reverse("sources:accept", args=[Delivery.objects.get().pk]), {"version": 1}
    )

    assert response.status_code == 409
    assert "was checked again while you looked at it" in text(response)


def test_declining_asks_for_a_reason_and_shows_it(as_role):
    officer = as_role("board-officer")
    send(officer, GOOD)
    here = reverse("sources:decline", args=[Delivery.objects.get().pk])

    assert "Why do you decline this delivery?" in text(officer.get(here))
    assert "Answer the question" in text(officer.post(here, {"reason": ""}))
    response = officer.post(here, {"reason": "These are last year’s."}, follow=True)

    assert "These are last year’s." in text(response)
    assert Delivery.objects.get().stage == "declined"


def test_set_aside_rows_are_checked_again_at_the_press_of_a_button(as_role):
    officer = as_role("board-officer")
    send(officer, organisations.row("rangers", part_of="parks"))
    waiting = Delivery.objects.get()
    send(officer, organisations.row("parks"))
    parks = Delivery.objects.exclude(pk=waiting.pk).get()
    officer.post(reverse("sources:accept", args=[parks.pk]))

    response = officer.post(reverse("sources:check-again", args=[waiting.pk]), follow=True)

    assert "Proposed: 1 row" in text(response)


def test_the_original_is_only_ever_saved_never_opened(analyst):
    send(analyst, GOOD, name="rows “Dünen”.csv")
    number = Delivery.objects.get().pk

    response = analyst.get(reverse("sources:original", args=[number]))

    assert response.content == organisations.written([GOOD])
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_faults_can_be_taken_away_and_run_nothing(analyst):
    send(analyst, BAD, name="=1+1.csv")
    number = Delivery.objects.get().pk

    as_csv = analyst.get(reverse("sources:findings-csv", args=[number])).content.decode()
    workbook = analyst.get(reverse("sources:findings-workbook", args=[number])).content

    assert as_csv.splitlines()[1].startswith("'=1+1.csv,,2,Key,")
    assert openpyxl.load_workbook(io.BytesIO(workbook)).active["A2"].data_type == "s"


def test_each_kind_of_file_says_how_it_must_look_and_gives_an_empty_one(analyst):
    page = analyst.get(reverse("sources:layout", args=["organisations"]))
    blank = analyst.get(reverse("sources:blank-csv", args=["organisations"])).content
    workbook = analyst.get(reverse("sources:blank-workbook", args=["organisations"])).content

    assert "Use up to 60 small letters" in text(page)
    assert blank.decode("utf-8-sig").strip().split(",") == organisations.HEADER
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
    assert [cell.value for cell in sheet[1]] == organisations.HEADER


def test_one_row_can_be_typed_instead_of_sent(analyst):
    here = reverse("sources:type", args=["organisations"])
    assert "Type one row" in text(analyst.get(here))

    response = analyst.post(here, organisations.row("typed_trust"), follow=True)

    assert "Proposed: 1 row" in text(response)
    assert Delivery.objects.get().way == "form"


def test_the_list_is_narrowed_by_its_address(analyst):
    send(analyst, GOOD)

    everything = analyst.get(reverse("sources:deliveries"))
    none = analyst.get(reverse("sources:deliveries"), {"stage": "declined"})
    nonsense = analyst.get(reverse("sources:deliveries"), {"stage": "xyz", "page": "²"})

    assert "rows.csv" in text(everything)
    assert "rows.csv" not in text(none)
    assert nonsense.status_code == 200


def test_a_delivery_that_is_not_there_is_not_found(analyst):
    assert analyst.get(reverse("sources:delivery", args=[999])).status_code == 404


@pytest.mark.parametrize("name", ["accept", "check-again"])
def test_what_changes_something_is_not_done_by_looking(name, analyst):
    send(analyst, GOOD)

    response = analyst.get(reverse(f"sources:{name}", args=[Delivery.objects.get().pk]))

    assert response.status_code == 405


def test_boundaries_are_described_as_features_and_cannot_be_typed(analyst):
    page = text(analyst.get(reverse("sources:layout", args=["area-boundaries"])))

    assert "A GeoJSON file: a feature for each area" in page
    assert "Type one row" not in page and "Start from an empty file" not in page
    for name in ("type", "blank-csv", "blank-workbook"):
        there = reverse(f"sources:{name}", args=["area-boundaries"])
        assert analyst.get(there).status_code == 404


def test_a_delivery_of_boundaries_shows_points_not_coordinates(analyst):
    response = send(
        analyst, content=towns.content(), name="towns.geojson", layout="area-boundaries"
    )

    assert "is not known as “Area”" in text(response)
    places.record_areas(
        by=BUILDER,
        at=SPRING,
        rows=[{"code": code, "name": code, "kind": "unitary authority"} for code in towns.CORNERS],
    )
    again = analyst.post(response.request["PATH_INFO"] + "check-again/", follow=True)
    assert "Proposed: 5 rows" in text(again) and " points" in text(again)
    assert "54.2" not in text(again)
