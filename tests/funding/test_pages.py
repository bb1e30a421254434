"""The pages of the pooled fund: what they show, and to whom."""

import pytest
from django.test import Client
from django.urls import reverse

from marram.funding.vocabulary import Sheet
from tests.funding.conftest import SEFTON


SHEETS = [sheet for sheet in Sheet if sheet != Sheet.METRICS]


@pytest.fixture
def finance(millbrook, client) -> Client:
    """The browser of Millbrook's finance lead."""
    from marram.people.models import User

    client.force_login(User.objects.get(pk=millbrook.user_ids["finance-lead"]))
    return client


def text(client: Client, name: str, *args: str, **asked: str) -> str:
    response = client.get(reverse(f"funding:{name}", args=args), asked)
    assert response.status_code == 200, response
    return response.content.decode()


def test_the_overview_shows_the_figures_and_the_claim_that_is_refuted(sefton, finance):
    shown = text(finance, "return", SEFTON)

    assert "£45,538,645" in shown and "£43,044,906" in shown and "£2,493,739" in shown
    assert "£45,538,645 is the income." in shown
    assert "£8,597,364" in shown and "£12,592,534" in shown


def test_every_sheet_opens_and_a_figure_leads_to_its_lines(sefton, finance):
    for sheet in SHEETS:
        assert "Complete" in text(finance, "sheet", SEFTON, sheet), sheet

    lines = text(finance, "sheet", SEFTON, "expenditure", source="ibcf")
    file = text(finance, "sheet", SEFTON, "expenditure", source="ibcf", format="csv")

    assert "7 lines of 59" in lines and "£15,263,520" in lines
    assert len(file.splitlines()) == 8
    assert "iBCF" in file and "Existing" in file


def test_required_spend_is_told_line_by_line(sefton, finance):
    out = text(finance, "required", SEFTON, "out-of-hospital")
    social = text(finance, "required", SEFTON, "social-care")
    line = text(finance, "line", SEFTON, "schemes", "9.1")

    assert "£8,597,364" in out and "It is acute care, which is in hospital." in out
    assert "£12,592,534" in social and "It is not social care (Primary Care)." in social
    assert "It is joint, and the CCG commissions none of it." in line


def test_the_checklist_is_shown_and_taken_away(sefton, finance):
    assert "say Yes." in text(finance, "checklist", SEFTON)

    told = finance.get(reverse("funding:checklist", args=[SEFTON]), {"format": "json"}).json()

    assert told["complete"] is True
    assert len(told["sheets"]) == 7
    assert len(text(finance, "checklist", SEFTON, format="csv").splitlines()) > 59 * 14


def test_a_return_is_compared_with_its_own_submission_and_its_spend_hangs_loose(sefton, finance):
    same = text(finance, "compare", SEFTON, earlier=f"{SEFTON}:1")
    loose = text(finance, "orphans")

    assert "Nothing differs" in same
    assert "59 lines of 59" in loose and "priority, service and measure" in loose


def test_residents_read_a_published_return_and_its_pool_and_change_nothing(sefton, client):
    pool = text(client, "pool", "sefton-2020-21")
    shown = text(client, "return", SEFTON)

    assert "£45,538,645" in pool and "Chair of the Health and Wellbeing Board" in pool
    assert "NHS South Sefton Clinical Commissioning Group" in pool
    assert "£43,044,906" in shown
    assert "Record that it was accepted" not in shown and "Send back" not in shown


def test_what_is_not_there_is_not_found(sefton, finance):
    for name, args in (
        ("return", ["gone"]),
        ("sheet", [SEFTON, "gone"]),
        ("sheet", [SEFTON, "metrics"]),
        ("line", [SEFTON, "schemes", "99.9"]),
        ("line", [SEFTON, "cover", "1"]),
        ("required", [SEFTON, "gone"]),
        ("move", [SEFTON, "gone"]),
    ):
        assert finance.get(reverse(f"funding:{name}", args=args)).status_code == 404, (name, args)
