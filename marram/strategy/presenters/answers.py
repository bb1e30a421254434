"""The page of answers: every action of one lead in one form, few keys an action."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from marram.design import components
from marram.foundation.verdicts import Conflict
from marram.strategy.queries import answers as queries
from marram.strategy.rules.answers import UNCHANGED, Answer, Incomplete
from marram.strategy.rules.rounds import in_words


@dataclass(frozen=True, kw_only=True)
class Card:
    """One action: what it is, its last word, and the boxes to answer in."""

    code: str
    heading: str
    what: str
    due: str
    status: str
    last_word: str
    answered: str
    theirs: components.InsetText | None
    radios: components.Radios
    text: components.Textarea
    reason: components.Textarea
    reason_open: bool
    evidence: components.Details
    send: components.Button
    seen: int
    shown: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """The actions of one plan that wait, or those that have been answered."""

    heading: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """Everything the template prints."""

    title: str
    lead: str
    message: str
    progress: str
    closes: str
    open: bool
    closed: str
    whom_to_ask: str
    unsent: tuple[str, ...]
    errors: components.ErrorSummary | None
    waiting: tuple[Section, ...]
    answered: tuple[Card, ...]
    meanings: components.Details | None
    window: str
    action_url: str
    draft_url: str
    saved: str
    send_all: components.Button
    save_draft: components.Button


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Why answers were not kept: what was typed, and what is said about each action."""

    typed: Mapping[str, Answer]
    sentence: str
    reasons: Mapping[str, str]
    theirs: Mapping[str, str]


def trouble(refusal: Exception, answers: tuple[Answer, ...]) -> Trouble:
    """Return what to show when answers were refused."""
    return Trouble(
        typed={one.action_code: one for one in answers},
        sentence="" if isinstance(refusal, Incomplete) else str(refusal),
        reasons=refusal.reasons if isinstance(refusal, Incomplete) else {},
        theirs=refusal.theirs if isinstance(refusal, Conflict) else {},
    )


def sent(codes: tuple[str, ...]) -> str:
    """Return what to say when answers were taken."""
    if not codes:
        return "These answers had been sent already. Nothing was sent twice."
    return f"Sent: {len(codes)} action{'s' if len(codes) > 1 else ''} updated."


def kept(replaced: tuple[str, ...], at: datetime) -> tuple[str, ...]:
    """Return what to say when a draft was saved."""
    return (f"Draft saved at {_clock(at)}. Nothing has been sent yet.", *replaced)


NO_TROUBLE = Trouble(typed={}, sentence="", reasons={}, theirs={})


def page(
    found: queries.AnsweringPage,
    *,
    window: str,
    action_url: str,
    draft_url: str,
    met: Trouble = NO_TROUBLE,
) -> Page:
    """Return the page. `met` is the trouble that the last sending met, if any."""
    cards = [(action, _card(action, met)) for action in found.actions]
    done = sum(action.reported for action in found.actions)
    return Page(
        title=found.title,
        lead=found.lead,
        message=found.message,
        progress=_progress(done, len(cards)),
        closes=in_words(found.closes_on) if found.closes_on else "",
        open=bool(found.takes_answers),
        closed=found.takes_answers.reason,
        whom_to_ask=" or ".join(found.whom_to_ask),
        unsent=_unsent(found, met),
        errors=_errors(found, met),
        waiting=_sections(cards),
        answered=tuple(card for action, card in cards if action.reported),
        meanings=_meanings(found),
        window=window,
        action_url=action_url,
        draft_url=draft_url,
        saved=_saved(found),
        send_all=components.Button(
            "Save and send all", name="do", value="all", prevent_double_click=True
        ),
        save_draft=components.Button("Save draft", name="do", value="draft", style="secondary"),
    )


def _progress(done: int, asked: int) -> str:
    if not asked:
        return "No action waits for an update from you."
    if done == asked:
        return f"Thank you. You have answered all {asked}." if asked > 1 else "Thank you."
    return f"{done} of {asked} answered."


def _saved(found: queries.AnsweringPage) -> str:
    moments = [action.draft_saved_at for action in found.actions if action.draft_saved_at]
    return f"Draft saved at {_clock(max(moments))}" if moments else ""


def _unsent(found: queries.AnsweringPage, met: Trouble) -> tuple[str, ...]:
    """Return what was typed about each action and not sent, for when it cannot be any more."""
    typed = {action.code: met.typed.get(action.code, action.draft) for action in found.actions}
    return tuple(
        f"{code}: {'. '.join(filter(None, (one.text, one.reason, one.evidence)))}"
        for code, one in typed.items()
        if one.text or one.reason or one.evidence
    )


def _errors(found: queries.AnsweringPage, met: Trouble) -> components.ErrorSummary | None:
    refs = {action.code: action.ref for action in found.actions}
    problems = [
        components.Problem(f"{refs.get(code, code)}: {reason}", f"#{code}-reason")
        for code, reason in met.reasons.items()
    ]
    if met.sentence:
        first = next(iter(met.theirs), "")
        problems.append(components.Problem(met.sentence, f"#{first}" if first else ""))
    return components.ErrorSummary(tuple(problems)) if problems else None


def _sections(cards: list[tuple[queries.ActionToAnswer, Card]]) -> tuple[Section, ...]:
    headings = dict.fromkeys(action.plan_title for action, _ in cards if not action.reported)
    return tuple(
        Section(
            heading=heading,
            cards=tuple(
                card
                for action, card in cards
                if action.plan_title == heading and not action.reported
            ),
        )
        for heading in headings
    )


def _meanings(found: queries.AnsweringPage) -> components.Details | None:
    choices = {choice.code: choice for action in found.actions for choice in action.choices}
    if not choices:
        return None
    rows = tuple((choice.label, choice.meaning) for choice in choices.values())
    table = components.Table(rows, head=("Status", "Means"), first_cell_is_header=True)
    return components.Details("What each status means", table)


# --- One action -----------------------------------------------------------------------------


def _card(action: queries.ActionToAnswer, met: Trouble) -> Card:
    typed = met.typed.get(action.code, action.draft)
    reason_error = met.reasons.get(action.code, "")
    theirs = met.theirs.get(action.code, "")
    return Card(
        code=action.code,
        heading=action.ref,
        what=action.what,
        due=_due(action.due_on, action.timescale),
        status=action.status or "No status yet",
        last_word=_last_word(action.last_word),
        answered=_answered(action),
        theirs=components.InsetText(theirs) if theirs else None,
        radios=_radios(action, typed),
        text=_text(action, typed),
        reason=_reason(action, typed, reason_error),
        reason_open=bool(reason_error or typed.reason),
        evidence=_evidence(action, typed),
        send=components.Button(
            f"Save and send {action.ref}",
            name="do",
            value=f"one:{action.code}",
            style="secondary",
            prevent_double_click=True,
            element_id=f"{action.code}-send",
        ),
        seen=action.last_word.number if action.last_word else 0,
        shown=action.draft.print,
    )


def _radios(action: queries.ActionToAnswer, typed: Answer) -> components.Radios:
    same = f": still {action.status}" if action.status else ""
    statuses = (
        components.Choice(
            choice.code,
            choice.label,
            attributes={"data-needs-reason": True} if choice.needs_reason else None,
            checked=not typed.unchanged and typed.rating == choice.code,
        )
        for choice in action.choices
    )
    nothing = components.Choice(UNCHANGED, f"Nothing has changed{same}", checked=typed.unchanged)
    return components.Radios(
        name=f"{action.code}-status",
        legend=components.Fieldset(
            f"How is {action.ref} going?", legend_classes="govuk-fieldset__legend--s"
        ),
        choices=(nothing, *statuses),
        classes="govuk-radios--small",
        group_classes="govuk-!-margin-bottom-3",
    )


def _text(action: queries.ActionToAnswer, typed: Answer) -> components.Textarea:
    return components.Textarea(
        name=f"{action.code}-text",
        label=f"What has happened with {action.ref}?",
        value=typed.text,
        rows=2,
        group_classes="govuk-!-margin-bottom-3",
    )


def _reason(action: queries.ActionToAnswer, typed: Answer, error: str) -> components.Textarea:
    needing = [f"“{choice.label}”" for choice in action.choices if choice.needs_reason]
    return components.Textarea(
        name=f"{action.code}-reason",
        label=f"Why has {action.ref} moved?",
        hint=f"Needed when it moves to {' or '.join(needing)}" if needing else "",
        error=error,
        value=typed.reason,
        rows=2,
        # A space, so that the style sheet can tell an empty box from one with words in it.
        attributes={"placeholder": " "},
        group_classes="govuk-!-margin-bottom-3",
    )


def _evidence(action: queries.ActionToAnswer, typed: Answer) -> components.Details:
    box = components.Input(
        name=f"{action.code}-evidence",
        label=f"Evidence for {action.ref}",
        hint="A document, a link or a number",
        value=typed.evidence or None,
    )
    return components.Details(
        f"Add evidence for {action.ref}",
        box,
        opened=bool(typed.evidence),
        classes="govuk-!-margin-bottom-3",
    )


def _due(due_on: date | None, timescale: str) -> str:
    if due_on:
        return f"Due {in_words(due_on)}"
    return f"Timescale: {timescale}" if timescale else "No date"


def _last_word(last: queries.LastWord | None) -> str:
    if last is None:
        return "No update yet."
    status = f" ({last.status})" if last.status else ""
    return f"{in_words(last.on)}, {last.author}{status}: {last.text or 'no words'}"


def _answered(action: queries.ActionToAnswer) -> str:
    if not (action.reported and action.last_word):
        return ""
    status = action.last_word.status or "no status"
    return f"{status}, sent on {in_words(_local(action.last_word.at).date())}"


def _clock(moment: datetime) -> str:
    return f"{_local(moment):%H:%M}"


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment)
