"""The published return of 2020-21, loaded as anybody would: every figure, to the pound."""

from decimal import Decimal

import pytest

from marram.funding.models import SchemeLine, Submission
from marram.funding.queries.returns import loading
from marram.funding.rules import amounts, encoding
from marram.funding.rules.checks import checklist
from marram.funding.rules.fees import implied_uplift
from marram.funding.rules.pounds import percent
from marram.funding.rules.required_spend import required
from marram.funding.vocabulary import Requirement, Source, Stage
from marram.records.models import LedgerEntry
from marram.site import demo
from tests.funding.conftest import NEEDED, SEFTON, deliver, of_the_fund


BY_SOURCE = {
    Source.MINIMUM_NHS: 23_842_898,
    Source.IBCF: 15_263_520,
    Source.DFG: 2_329_631,
    Source.ADDITIONAL_NHS: 1_608_857,
}


@pytest.mark.database
def test_the_return_comes_in_whole_and_twice_changes_nothing(db, now):
    first = deliver(now, *NEEDED, *of_the_fund())
    entries = LedgerEntry.objects.filter(subject_kind__startswith="funding.").count()

    second = deliver(now, *of_the_fund())

    assert first["bcf_schemes.csv"] == (59, 0, 0)
    assert len({line.scheme_id for line in SchemeLine.objects.all()}) == 46
    assert all(counts[:2] == (0, 0) for counts in second.values()), second
    assert LedgerEntry.objects.filter(subject_kind__startswith="funding.").count() == entries


def test_income_and_expenditure_add_up_as_printed(sefton_once):
    assert amounts.income(sefton_once) == 45_538_645
    assert amounts.expenditure(sefton_once) == 43_044_906


def test_expenditure_by_source_adds_up_as_printed(sefton_once):
    by_source = {each.source: each.expenditure for each in amounts.balances(sefton_once)}

    assert by_source == BY_SOURCE


def test_only_the_dfg_is_not_spent(sefton_once):
    left = {each.source: each.left for each in amounts.balances(sefton_once) if each.left}

    assert left == {Source.DFG: 2_493_739}


@pytest.mark.parametrize(
    ("requirement", "planned", "minimum"),
    [
        (Requirement.OUT_OF_HOSPITAL, 8_597_364, 6_775_475),
        (Requirement.SOCIAL_CARE, 12_592_534, 12_251_933),
    ],
)
def test_required_spend_is_as_printed(sefton_once, requirement, planned, minimum):
    test = required(sefton_once, requirement)

    assert (test.planned, test.minimum, test.shortfall, test.met) == (planned, minimum, 0, True)


def test_fees_rose_as_printed(sefton_once):
    rises = [
        (
            percent(implied_uplift(prior=fee.prior, now=fee.anticipated)),
            percent(implied_uplift(prior=fee.prior, now=fee.actual)),
        )
        for fee in sefton_once.fees
    ]

    assert rises == [("5.8%", "5.8%"), ("4.6%", "4.6%"), ("4.6%", "4.6%")]


def test_every_sheet_of_the_checklist_is_complete(sefton_once):
    checked = checklist(sefton_once)

    assert [sheet.title for sheet in checked.sheets] == [
        "2. Cover",
        "3. National Conditions",
        "4. Income",
        "5. Expenditure",
        "6. Income and Expenditure actual",
        "7. Year-End Feedback",
        "8. iBCF",
    ]
    assert [check.path for check in checked.missing] == []


def test_the_year_went_as_planned(sefton_once):
    said = sefton_once.answers

    assert amounts.outturn(sefton_once.income, as_planned=said.income_as_planned) == 45_538_645
    assert amounts.outturn(sefton_once.schemes, as_planned=said.spend_as_planned) == 43_044_906


def test_the_return_is_submitted_and_frozen_as_it_stands(sefton):
    submission = Submission.objects.get(of=sefton)

    assert sefton.stage == Stage.SUBMITTED
    assert encoding.read(submission.values) == loading.values_of(loading.found(demo.SYSTEM, SEFTON))
    assert submission.sha256 == encoding.digest(submission.values)


def test_a_crosstab_finds_no_other_pounds_than_the_total(sefton_once):
    for field in ("scheme_type", "area", "commissioner", "provider", "source"):
        shares = amounts.crosstab(sefton_once, field)
        assert sum(share.amount for share in shares) == 43_044_906
        assert sum(share.lines for share in shares) == 59

    areas = {share.said: share.amount for share in amounts.crosstab(sefton_once, "area")}
    assert areas["Social Care"] == Decimal(30_193_206)
    assert areas["Acute"] == Decimal(2_143_000)
