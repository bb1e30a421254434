"""Sheet "Cover": who completed the return and who signs it off."""

from collections.abc import Iterator

from marram.funding.rules.checks.check import Check
from marram.funding.rules.checks.sentences import answered, said
from marram.funding.rules.values import Cover, ReturnValues


def checks(values: ReturnValues) -> Iterator[Check]:
    cover = values.cover
    asked = {
        "completed_by": ("Completed by", said(cover.completed_by, "Enter the role that did it.")),
        "contact": ("Contact", said(cover.contact, "Enter the office that answers questions.")),
        "subject_to_sign_off": (
            "Is the return sent subject to sign-off by the board?",
            answered(cover.subject_to_sign_off, "Say whether the board has yet to sign it off."),
        ),
        "signed_by": ("Signed off by", said(cover.signed_by, "Enter the role that signs it off.")),
        "expected_on": ("Sign-off expected on", _expected(cover)),
    }
    yield Check("cover", "", "area", "Health and Wellbeing Board", values.council, _area(values))
    for field, (label, sentence) in asked.items():
        yield Check("cover", "", field, label, values.council, sentence)


def _area(values: ReturnValues) -> str:
    return said(values.area, "Say which Health and Wellbeing Board the return is of.")


def _expected(cover: Cover) -> str:
    if not cover.subject_to_sign_off or cover.expected_on is not None:
        return ""
    return "Enter the day on which the board is expected to sign it off."
