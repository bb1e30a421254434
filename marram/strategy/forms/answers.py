"""What is posted from a page of answers: five fields an action, each named after its action."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django import forms

from marram.strategy.rules.answers import UNCHANGED, Answer


class AnswerForm(forms.Form):
    """One action's part of the page; its prefix is the code of the action."""

    status = forms.CharField(required=False)
    text = forms.CharField(required=False)
    reason = forms.CharField(required=False)
    evidence = forms.CharField(required=False)
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**62)
    shown = forms.CharField(required=False)


@dataclass(frozen=True, kw_only=True)
class Posted:
    """Everything that was posted: the answers, what each was shown as, and which button sent it.

    `only` is the code of the action whose own button was pressed, if it was one of those.
    """

    answers: tuple[Answer, ...]
    shown: Mapping[str, str]
    window: str
    drafting: bool
    only: str

    @property
    def wanted(self) -> tuple[Answer, ...]:
        """The answers that the button sends: one action's, or all."""
        if not self.only:
            return self.answers
        return tuple(one for one in self.answers if one.action_code == self.only)


def posted(fields: Mapping[str, str], *, codes: Collection[str]) -> Posted:
    """Return what was posted about the actions named by `codes`."""
    parts = {code: AnswerForm(fields, prefix=code) for code in codes}
    button = fields.get("do", "draft")
    return Posted(
        answers=tuple(_answer(code, part) for code, part in parts.items()),
        shown={code: _cleaned(part).get("shown", "") for code, part in parts.items()},
        window=fields.get("window", "")[:20],
        drafting=button == "draft",
        only=button.partition(":")[2],
    )


def _answer(code: str, part: AnswerForm) -> Answer:
    typed = _cleaned(part)
    status = typed.get("status", "")
    return Answer(
        action_code=code,
        unchanged=status == UNCHANGED,
        rating="" if status == UNCHANGED else status,
        text=typed.get("text", ""),
        reason=typed.get("reason", ""),
        evidence=typed.get("evidence", ""),
        seen=int(typed.get("seen") or 0),
    )


def _cleaned(part: AnswerForm) -> Mapping[str, str]:
    """Return the fields as typed; a number that is none (nobody types it) counts as absent."""
    part.is_valid()
    return part.cleaned_data
