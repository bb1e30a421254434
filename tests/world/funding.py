"""Millbrook's pooled fund of 2025-26: a plan in draft, complete but for what tests take out of it.

Millbrook Better Care Fund 2025-26 (section 75: the council and Millbrook ICB)
  └ plan (draft)
      income   DFG 1,200,000, grant 3,000,000, minimum NHS 8,000,000, additional LA 500,000
      schemes  the eight lines of the worked example: 12,650,000, of which 50,000 is left
               out of hospital 2,750,000 of 2,270,000; social care 3,500,000 of 3,100,000
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marram.foundation.actors import Actor
from marram.funding.actions import documents
from marram.funding.actions.returns import claims, lines, pools, returns
from marram.funding.models import AgreementDocument, Claim, Return
from marram.funding.vocabulary import Commissioner, Measure, Period, ReturnKind, Source
from marram.funding.vocabulary.documents import DocumentKind, Holder, Upload
from marram.people import actions as people
from marram.places import actions as places
from marram.site import roles
from marram.strategy.actions import library
from tests.world import indicators
from tests.world import millbrook as borough


SIGNED = b"%PDF-1.7 the council and the board agree"
POOL, PLAN, AGREEMENT = "millbrook-2025-26", "millbrook-2025-26-plan", "millbrook-section-75"
MEASURE = "residential-admissions"
AREA = {"code": "E08000099", "name": "Millbrook", "kind": "metropolitan district"}
ICB = {"slug": "icb", "name": "Millbrook ICB", "sector": "NHS commissioner"}
INCOME = (
    (Source.DFG, "Millbrook Council", 1_200_000),
    (Source.IBCF, "Millbrook Council", 3_000_000),
    (Source.MINIMUM_NHS, "Millbrook ICB", 8_000_000),
    (Source.ADDITIONAL_LA, "Millbrook Council", 500_000),
)
LA, NHS, JOINT = Commissioner.LA, Commissioner.NHS, Commissioner.JOINT
# The number, pounds, source, area, commissioner and NHS share of each scheme.
SCHEMES: tuple[tuple[int, int, Source, str, Commissioner, int | None], ...] = (
    (1, 1_200_000, Source.DFG, "Social Care", LA, None),
    (2, 3_000_000, Source.IBCF, "Social Care", LA, None),
    (3, 3_200_000, Source.MINIMUM_NHS, "Social Care", LA, None),
    (4, 2_000_000, Source.MINIMUM_NHS, "Community Health", NHS, None),
    (5, 1_000_000, Source.MINIMUM_NHS, "Mental Health", JOINT, 60),
    (6, 1_500_000, Source.MINIMUM_NHS, "Acute", NHS, None),
    (7, 300_000, Source.MINIMUM_NHS, "Social Care", JOINT, 50),
    (8, 450_000, Source.ADDITIONAL_LA, "Other", LA, None),
)
WHOLE: Mapping[str, Any] = {
    "completed_by": "Finance lead",
    "contact": "Millbrook Council",
    "subject_to_sign_off": False,
    "signed_by": "Chair of the board",
    "additional_la": True,
    "additional_nhs": False,
    "minimum_out_of_hospital": Decimal(2_270_000),
    "minimum_social_care": Decimal(3_100_000),
}


def actor(role: str, organisations: frozenset[str] = frozenset()) -> Actor:
    """Return somebody who holds a role in Millbrook."""
    return Actor(
        key=f"system:{role}",
        name=role.replace("-", " ").capitalize(),
        permissions=roles.permissions({role, "resident"}),
        organisations=organisations,
    )


FINANCE = actor("finance-lead")
OFFICER = actor("board-officer")
COUNCIL = actor("partner-contributor", frozenset({"council"}))
HEALTH = actor("partner-contributor", frozenset({"icb"}))


def fund() -> Return:
    """Add the pool and its plan to a borough that is there; returns the plan."""
    pool()
    plan = returns.open_return(by=FINANCE, at=borough.NOW, pool=POOL, kind=ReturnKind.PLAN)
    for source, contributor, amount in INCOME:
        money = Decimal(amount)
        allocated = source != Source.ADDITIONAL_LA
        fields = {"source": source.value, "contributor": contributor, "planned": money}
        fields |= {"allocation": money} if allocated else {}
        lines.add_line(by=FINANCE, at=borough.NOW, slug=PLAN, kind="income", fields=fields)
    for each in SCHEMES:
        lines.add_line(by=FINANCE, at=borough.NOW, slug=PLAN, kind="schemes", fields=scheme(*each))
    answer(plan)
    return Return.objects.get(pk=PLAN)


def pool() -> None:
    """Add the ICB, the area, the agreement and the pool."""
    people.record_organisations(by=borough.BUILDER, at=borough.SPRING, rows=[ICB])
    places.record_areas(by=borough.BUILDER, at=borough.SPRING, rows=[AREA])
    pools.keep_agreement(
        by=FINANCE,
        at=borough.NOW,
        slug=AGREEMENT,
        fields={"title": "Section 75 agreement in Millbrook", "delegated_to": "Chair of the board"},
        parties=[("council", False), ("icb", True)],
        documents=[("The agreement", "https://millbrook.example/section-75")],
    )
    pools.keep_pool(
        by=FINANCE,
        at=borough.NOW,
        slug=POOL,
        fields={
            "title": "Better Care Fund in Millbrook, 2025-26",
            "area": "E08000099",
            "year": 2025,
            "agreement": AGREEMENT,
        },
    )


def paper() -> AgreementDocument:
    """File the agreement itself beside its link."""
    return documents.file_paper(
        by=FINANCE,
        at=borough.NOW,
        holder=Holder.AGREEMENT,
        slug=AGREEMENT,
        kind=DocumentKind.SECTION_75,
        title="The signed agreement",
        file=Upload("section-75.pdf", SIGNED, "application/pdf"),
    )


def claim() -> Claim:
    """Note a figure that a paper prints of the plan, and that its lines refute."""
    return claims.note_claim(
        by=FINANCE,
        at=borough.NOW,
        slug=PLAN,
        measure=Measure.EXPENDITURE,
        part="",
        source="The board's papers, page 3",
        fields={"amount": Decimal(12_700_000), "words": "Total spend"},
    )


def priority() -> str:
    """Add a priority to Millbrook's strategy; returns its key."""
    row = {"strategy_id": "living_well", "level": "priority", "ref": "1", "text": "Carers are well"}
    more = {"life_course_stage": "", "pillar": "", "stage": "", "source": ""}
    library.record_elements(by=borough.BUILDER, at=borough.SPRING, rows=[{**row, **more}])
    return "living_well/priority/1"


def actual() -> None:
    """Report what the first scheme spent in the whole year."""
    lines.report_actual(
        by=FINANCE,
        at=borough.NOW,
        slug=PLAN,
        kind="schemes",
        key="1.1",
        period=Period.OUTTURN,
        amount=Decimal(1_250_000),
        comment="More adaptations",
    )


def measure() -> None:
    """Let a measure of the plan name an indicator that has two figures of Millbrook.

    214 of 42,310 people are 505.7906 of 100,000, in a year that had ended when the plan's began;
    the year after it is not over when the plan ends.
    """
    years = (("2024/25", 214), ("2026/27", 1))
    figures = [
        indicators.row("falls", year, place=AREA["code"], age="65+", count=count, out_of=42_310)
        for year, count in years
    ]
    indicators.bring_in(figures, at=borough.NOW, source="delivery 2: millbrook.csv")
    lines.amend_line(
        by=FINANCE,
        at=borough.NOW,
        slug=PLAN,
        kind="metrics",
        key=MEASURE,
        seen_version=2,
        fields={"indicator": "falls"},
    )


def scheme(
    number: int,
    amount: int,
    source: Source,
    area: str,
    commissioner: Commissioner,
    nhs_share: int | None,
) -> dict[str, Any]:
    """Return every field of a scheme line that a complete plan needs."""
    joint = nhs_share is not None
    return {
        "scheme_id": number,
        "name": f"Scheme {number}",
        "scheme_type": "Other",
        "other_type": "Help at home",
        "area": area,
        "other_area": "Advice" if area == "Other" else "",
        "commissioner": commissioner.value,
        "nhs_share": Decimal(nhs_share) if joint else None,
        "la_share": Decimal(100 - nhs_share) if joint else None,
        "provider": "local-authority",
        "source": source.value,
        "planned": Decimal(amount),
        "standing": "Existing",
    }


def answer(plan: Return) -> None:
    """Answer the cover, the questions, the conditions and the measures of the plan."""
    returns.amend_return(
        by=FINANCE, at=borough.NOW, slug=plan.slug, seen_version=plan.version, fields=WHOLE
    )
    answers = {"conditions": {"met": True}, "metrics": {"planned": Decimal("505.8")}}
    for kind, fields in answers.items():
        for line in getattr(plan, kind).all():
            lines.amend_line(
                by=FINANCE,
                at=borough.NOW,
                slug=plan.slug,
                kind=kind,
                key=line.key,
                seen_version=1,
                fields=fields,
            )
