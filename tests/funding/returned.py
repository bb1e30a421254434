"""Returns of every shape, as a strategy for properties."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from marram.funding.rules import values
from marram.funding.vocabulary import Period, Requirement, ReturnKind, Standing, codes, sub_types


# What people can type into a box and we keep: no control signs, nothing but spaces around.
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\r\t"), max_size=30
).map(str.strip)
words = st.one_of(st.just(""), texts, st.sampled_from(["=1+1", "-5", "_x000D_", "'", "Yes", "007"]))
answers = st.sampled_from([None, True, False])
days = st.one_of(st.none(), st.dates(date(1901, 1, 1), date(2099, 12, 31)))
KEYS = ("1.1", "1.2", "2.1", "DFG", "x")


def exact(places: int, most: int, least: int = 0) -> st.SearchStrategy[Decimal | None]:
    whole = st.integers(least * 10**places, most * 10**places)
    return st.one_of(st.none(), whole.map(lambda parts: Decimal(parts).scaleb(-places)))


money = exact(2, 999_999_999_999, least=-10)


def listed(name: str, year: int) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *codes(name, year)])


def lines(kind: type[Any], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Lines with keys of their own; a field without a strategy is any words."""
    said = {
        each.name: more.get(each.name, words)
        for each in fields(kind)
        if each.name not in ("key", "number", "version")
    }
    keyed = st.builds(lambda **fields_said: fields_said, key=st.sampled_from(KEYS), **said)
    several = st.lists(keyed, max_size=4, unique_by=lambda line: line["key"])
    return several.map(lambda rows: tuple(kind(**row) for row in rows))


@st.composite
def returns(draw: st.DrawFn) -> values.ReturnValues:
    """A return of any year, kind and content, also of parts that its template has no sheet for."""
    year = draw(st.sampled_from([2020, 2021, 2023, 2025]))
    actuals = st.lists(
        st.builds(
            values.Actual,
            period=st.sampled_from(list(Period)),
            amount=money.filter(lambda amount: amount is not None),
            comment=words,
        ),
        max_size=2,
        unique_by=lambda actual: actual.period,
    ).map(tuple)
    types = [*codes("scheme_type", year)]
    subs = sorted({sub for each in types for sub in sub_types(each, year)})
    return values.ReturnValues(
        year=year,
        kind=draw(st.sampled_from([kind.value for kind in ReturnKind])),
        period=draw(st.sampled_from([period.value for period in Period])),
        area="Millbrook",
        council="Millbrook Council",
        nhs="NHS Millbrook",
        cover=draw(
            st.builds(
                values.Cover,
                completed_by=words,
                contact=words,
                subject_to_sign_off=answers,
                signed_by=words,
                expected_on=days,
            )
        ),
        answers=draw(
            st.builds(
                values.Answers,
                **{
                    each.name: words if each.name.endswith("comment") else answers
                    for each in fields(values.Answers)
                    if each.name != "version"
                },
            )
        ),
        minimums={requirement: draw(money) for requirement in Requirement},
        income=draw(
            lines(
                values.Income,
                source=listed("source", year),
                planned=money,
                allocation=money,
                carried_forward=money,
                actuals=actuals,
            )
        ),
        schemes=draw(
            lines(
                values.Scheme,
                scheme_id=st.one_of(st.none(), st.integers(1, 9999)),
                scheme_type=st.sampled_from(["", *types]),
                sub_type=st.sampled_from(["", *subs]),
                area=listed("area", year),
                commissioner=listed("commissioner", year),
                nhs_share=exact(3, 100),
                la_share=exact(3, 100),
                provider=listed("provider", year),
                source=listed("source", year),
                planned=money,
                standing=st.sampled_from(["", *Standing]),
                outputs=exact(2, 99_999),
                actuals=actuals,
            )
        ),
        conditions=draw(lines(values.Condition, met=answers)),
        statements=draw(lines(values.Statement)),
        enablers=draw(lines(values.Enabler, enabler=listed("enabler", year))),
        fees=draw(lines(values.Fee, reported=money, prior=money, anticipated=money, actual=money)),
        metrics=draw(lines(values.Metric, planned=exact(4, 99_999), actual=exact(4, 99_999))),
    )
