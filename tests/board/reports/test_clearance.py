"""From draft to public: nothing is published half-cleared, and a change withdraws a sign-off."""

import pytest

from marram.board.actions import appendices, clearance
from marram.board.actions import reports as actions
from marram.board.events import reports as events
from marram.board.models import Report
from marram.board.policies.reports import reports_seen_by
from marram.board.vocabulary.reports import MOVES, Clearance, Stage
from marram.foundation.verdicts import Missing, Refused
from tests.world.millbrook import NOW, TODAY
from tests.world.reports import sign, somebody, write


pytestmark = pytest.mark.django_db


def stage(report):
    return Report.objects.values_list("stage", flat=True).get(pk=report.pk)


def test_a_report_with_empty_parts_is_not_sent(author, draft):
    with pytest.raises(Refused, match="These parts are empty: “Wards affected”, .*core purposes"):
        clearance.send_for_clearance(by=author, at=NOW, number=draft.pk)


def test_with_the_last_signature_a_report_is_cleared(sent, finance, legal, heard):
    sign(finance, sent, Clearance.FINANCE)
    assert stage(sent) == Stage.IN_CLEARANCE

    sign(legal, sent, Clearance.LEGAL)
    assert stage(sent) == Stage.CLEARED
    assert [type(told) for told in heard] == [events.ReportSigned] * 2


def test_a_draft_is_not_signed(whole, finance):
    with pytest.raises(Missing):
        sign(finance, whole, Clearance.FINANCE)


def test_an_office_signs_once(sent, finance):
    sign(finance, sent, Clearance.FINANCE)

    with pytest.raises(Refused, match="The finance sign-off has been given already."):
        sign(finance, sent, Clearance.FINANCE)


def test_a_signature_has_a_reference(sent, finance):
    with pytest.raises(Refused, match="Enter the reference"):
        sign(finance, sent, Clearance.FINANCE, "  ")


def test_an_officer_signs_what_they_have_read(author, sent, finance):
    read = Report.objects.get(pk=sent.pk).version
    write(author, sent, summary="Changed meanwhile")

    with pytest.raises(Refused, match="The report has changed since you opened it"):
        clearance.sign_off(
            by=finance,
            at=NOW,
            number=sent.pk,
            clearance=Clearance.FINANCE,
            reference="FD 1",
            seen_version=read,
        )


@pytest.mark.parametrize(
    ("office", "wrong"),
    [
        (Clearance.FINANCE, "board-officer"),
        (Clearance.FINANCE, "legal-officer"),
        (Clearance.LEGAL, "finance-lead"),
        (Clearance.LEGAL, "board-officer"),
        (Clearance.LEGAL, "administrator"),
    ],
)
def test_nobody_signs_for_an_office_that_is_not_theirs(sent, millbrook, office, wrong):
    with pytest.raises(Refused, match=f"Only {office} officers"):
        sign(somebody(millbrook, wrong), sent, office)


def test_nobody_signs_off_what_they_wrote(author, sent, finance):
    actions.name_author(by=author, at=NOW, number=sent.pk, user_id=finance.user_id)

    with pytest.raises(Refused, match="You are one of its authors"):
        sign(finance, sent, Clearance.FINANCE)


@pytest.mark.database
def test_a_change_after_a_sign_off_withdraws_it(author, cleared, heard):
    write(author, cleared, summary="Two are overdue.")

    assert stage(cleared) == Stage.IN_CLEARANCE
    assert not cleared.signatures.filter(withdrawn_at=None).exists()
    assert [type(told) for told in heard] == [
        events.ReportWritten,
        events.SignatureWithdrawn,
        events.SignatureWithdrawn,
    ]


def test_an_appendix_handed_in_after_a_sign_off_withdraws_it(author, cleared):
    appendices.add_appendix(
        by=author,
        at=NOW,
        number=cleared.pk,
        title="Map",
        name="map.txt",
        content=b"A map",
        media_type="text/plain",
    )

    assert stage(cleared) == Stage.IN_CLEARANCE


@pytest.mark.parametrize("signed", [(), (Clearance.FINANCE,), (Clearance.LEGAL,)])
def test_nothing_is_published_half_cleared(sent, finance, legal, officer, signed):
    for office in signed:
        sign({"finance": finance, "legal": legal}[office], sent, office)

    with pytest.raises(Refused, match="The report is not cleared. It has no sign-off from"):
        clearance.publish_report(by=officer, at=NOW, number=sent.pk, on=TODAY)
    assert stage(sent) == Stage.IN_CLEARANCE


def test_a_report_without_an_item_is_not_published(cleared, officer):
    Report.objects.filter(pk=cleared.pk).update(item=None)

    with pytest.raises(Refused, match="Choose the agenda item"):
        clearance.publish_report(by=officer, at=NOW, number=cleared.pk, on=TODAY)


def test_authors_do_not_publish(author, cleared):
    with pytest.raises(Refused, match="Only board officers may publish"):
        clearance.publish_report(by=author, at=NOW, number=cleared.pk, on=TODAY)


@pytest.mark.database
def test_a_published_report_is_not_changed_until_it_is_taken_back(author, officer, published):
    with pytest.raises(Refused, match="must take it back before it is changed"):
        write(author, published, summary="New")

    clearance.take_back(by=officer, at=NOW, number=published.pk, reason="A figure was wrong")
    write(author, published, summary="New")

    assert stage(published) == Stage.DRAFT
    assert published.editions.count() == 1


def test_a_report_that_is_sent_back_needs_every_signature_again(cleared, finance):
    clearance.send_back(by=finance, at=NOW, number=cleared.pk, reason="Costs are missing")

    assert stage(cleared) == Stage.DRAFT
    withdrawn = cleared.signatures.values_list("withdrawn_because", flat=True)
    assert set(withdrawn) == {"Costs are missing"}


def test_sending_back_needs_a_reason(cleared, finance):
    with pytest.raises(Refused, match="Say in a sentence why"):
        clearance.send_back(by=finance, at=NOW, number=cleared.pk, reason=" ")


def test_every_stage_has_a_way_on_and_all_are_reached_from_a_draft():
    reached, ahead = set(), {Stage.DRAFT}
    while ahead:
        here = ahead.pop()
        reached.add(here)
        ahead |= MOVES[here] - reached

    assert reached == set(Stage) == set(MOVES)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("resident", {"published"}),
        ("partner-contributor", {"published"}),
        ("plan-lead", {"draft", "in clearance", "cleared", "published"}),
        ("analyst", {"published"}),
        ("board-officer", {"draft", "in clearance", "cleared", "published"}),
        ("finance-lead", {"in clearance", "cleared", "published"}),
        ("administrator", {"draft", "in clearance", "cleared", "published"}),
    ],
)
def test_who_reads_a_report_at_which_stage(millbrook, resident, published, role, sees):
    """Amina, the plan lead, wrote it."""
    actor = resident if role == "resident" else somebody(millbrook, role)

    seen = set()
    for each in Stage:
        Report.objects.filter(pk=published.pk).update(stage=each)
        if reports_seen_by(actor).exists():
            seen.add(each.value)

    assert seen == sees


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("resident", False),
        ("analyst", False),
        ("board-member", True),
        ("board-officer", True),
        ("plan-lead", True),
    ],
)
def test_an_exempt_report_is_for_members_officers_and_its_authors(
    millbrook, resident, published, item, role, sees
):
    item.exempt_under, item.exempt_because, item.public_interest = "3", "A contract", "Fair price"
    item.save()
    actor = resident if role == "resident" else somebody(millbrook, role)

    assert reports_seen_by(actor).exists() is sees
