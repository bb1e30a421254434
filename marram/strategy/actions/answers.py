"""What leads do when they are asked: type, have it kept, and send.

A draft is no fact yet: saving one writes nothing into the ledger, which would keep every
half-typed sentence for ever.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from marram.foundation.actors import Actor
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.strategy.actions import plans
from marram.strategy.events import rounds as events
from marram.strategy.models import Action, Asked, Draft, Invitation, Rating, Update
from marram.strategy.policies import rounds as policies
from marram.strategy.queries import answers as queries
from marram.strategy.queries.invitations import name_of
from marram.strategy.rules import answers as rules
from marram.strategy.rules import rounds as round_rules
from marram.strategy.rules.answers import Answer, Claim


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What became of drafts: how many were saved, and a word about each that gave way."""

    saved: int
    replaced: tuple[str, ...] = ()


@transaction.atomic
def answer(
    *, by: Actor, at: datetime, invitation_id: int, answers: Sequence[Answer]
) -> tuple[str, ...]:
    """Report on the actions that a mailed link asks about; return the codes reported on.

    Blank answers are passed over, so a part may be sent now and the rest later. Either every
    answer is kept or none; sending the same twice keeps it once.

    Raises: Refused when the link is another's, the round takes no answers or all are blank;
    Incomplete when answers lack their reason; Conflict, with their words by action, when somebody
    reported on one meanwhile.
    """
    invitation = _invitation(by, at, invitation_id)
    given = _given(answers, policies.asked_of(invitation).values_list("pk", flat=True))
    rounds = dict.fromkeys((one.action_code for one in given), invitation.round_id)
    reported = _report(by, at, given, rounds)
    _mark_answered(by, at, [invitation], reported)
    return reported


@transaction.atomic
def answer_own(*, by: Actor, at: datetime, answers: Sequence[Answer]) -> tuple[str, ...]:
    """Report on actions that the actor's organisations lead; return the codes reported on.

    Where an open round asks one of those organisations about them, the answer counts there.

    Raises: Refused, Conflict: as `answer`.
    """
    policies.may_report_own(by).enforce()
    given = _given(answers, policies.led_by(by).values_list("pk", flat=True))
    codes = [one.action_code for one in given]
    asked = _asked_in_open_rounds(by, codes)
    rounds = {row.action_id: row.invitation.round_id for row in asked}
    reported = _report(by, at, given, rounds)
    _mark_answered(
        by, at, list({row.invitation_id: row.invitation for row in asked}.values()), reported
    )
    return reported


@transaction.atomic
def save_drafts(
    *,
    by: Actor,
    at: datetime,
    window: str,
    drafts: Sequence[Answer],
    shown: Mapping[str, str],
    invitation_id: int | None = None,
) -> Kept:
    """Keep what was typed and not sent; what another window kept gives way, and is told.

    `window` is the browser window; `shown` the print of each draft as that window first got it:
    a line that was not touched there never writes over what another window saved.

    Raises: Refused when the action is not the actor's to report on, or the round takes no answers.
    """
    if invitation_id is None:
        policies.may_report_own(by).enforce()
        allowed = policies.led_by(by)
    else:
        allowed = policies.asked_of(_invitation(by, at, invitation_id))
    actions = {action.pk: action for action in allowed.select_related("plan")}
    kept = queries.drafts_of(author=by.key, codes=actions)
    touched = [
        typed
        for typed in drafts
        if _touched(typed, kept.get(typed.action_code), window, shown.get(typed.action_code, ""))
    ]
    rules.all_short(touched)
    ratings = _ratings(actions.values())
    for typed in touched:
        rules.was_asked(typed.action_code, actions).enforce()
        _keep(by, at, window, typed, _rating(typed, actions[typed.action_code], ratings))
    return Kept(saved=len(touched), replaced=_replaced(touched, kept, window))


# --- Sending --------------------------------------------------------------------------------


def _invitation(by: Actor, at: datetime, invitation_id: int) -> Invitation:
    """Return an invitation that `by` may answer today, locked, so that two sends queue."""
    together = Invitation.objects.select_related("round__plan", "organisation", "group")
    found = together.select_for_update(of=("self",)).filter(pk=invitation_id).first()
    if found is None:
        raise Missing("There is no page behind this link.")
    policies.may_answer(by, found).enforce()
    round_rules.takes_answers(
        closes_on=found.round.closes_on,
        closed_at=found.round.closed_at,
        on=timezone.localtime(at).date(),
    ).enforce()
    return found


def _given(answers: Sequence[Answer], asked: Iterable[str]) -> list[Answer]:
    rules.something_given(answers).enforce()
    given = [one for one in answers if not one.is_blank]
    allowed = set(asked)
    for one in given:
        rules.was_asked(one.action_code, allowed).enforce()
    return given


def _report(
    by: Actor, at: datetime, given: Sequence[Answer], rounds: Mapping[str, int]
) -> tuple[str, ...]:
    codes = [one.action_code for one in given]
    claims = _locked_claims(codes)
    latest = queries.latest_updates(codes=codes)
    fresh = [one for one in given if not _sent_before(by, one, claims, latest)]
    _nobody_else_reported(fresh, latest)
    rules.all_complete(fresh, claims)
    for one in fresh:
        claim = claims[one.action_code]
        plans.report_progress(
            by=by,
            at=at,
            action_code=one.action_code,
            text=rules.words(one, claim),
            rating=None if one.unchanged else one.rating or None,
            reason=one.reason,
            evidence=one.evidence,
            round_id=rounds.get(one.action_code),
        )
    Draft.objects.filter(author=by.key, action__in=codes).delete()
    return tuple(one.action_code for one in fresh)


def _locked_claims(codes: Collection[str]) -> dict[str, Claim]:
    """Lock the actions, in one order for everybody, and return what each claims now."""
    locked = Action.objects.select_for_update(of=("self",)).select_related("plan", "rating")
    actions = list(locked.filter(pk__in=codes).order_by("pk"))
    ratings = _ratings(actions)
    return {
        action.pk: Claim(
            rating=action.rating.code if action.rating else "",
            needing_reason={
                code: rating.label
                for (scheme, code), rating in ratings.items()
                if scheme == action.plan.scheme_id and rating.needs_reason
            },
        )
        for action in actions
    }


def _sent_before(
    by: Actor, one: Answer, claims: Mapping[str, Claim], latest: Mapping[str, Update]
) -> bool:
    """Tell whether the latest word is this very answer: a button pressed twice."""
    last = latest.get(one.action_code)
    if last is None or last.pk == one.seen or last.by != by.key:
        return False
    claimed = last.rating.code if last.rating else ""
    same_status = one.unchanged or one.rating in ("", claimed)
    texts = {one.text.strip() or one.reason.strip(), rules.words(one, claims[one.action_code])}
    same_words = (last.reason, last.evidence) == (one.reason.strip(), one.evidence.strip())
    return same_status and same_words and last.text in texts


def _nobody_else_reported(given: Sequence[Answer], latest: Mapping[str, Update]) -> None:
    newer = {
        one.action_code: latest[one.action_code]
        for one in given
        if one.action_code in latest and latest[one.action_code].pk != one.seen
    }
    if not newer:
        return
    codes = ", ".join(newer)
    raise Conflict(
        f"Somebody reported on {codes} while you were writing. Nothing has been sent and nothing "
        "is lost: read their words beside yours, change yours if you need to, and send again.",
        theirs={code: queries.in_words(update) for code, update in newer.items()},
        version=max(update.pk for update in newer.values()),
    )


def _asked_in_open_rounds(by: Actor, codes: Collection[str]) -> list[Asked]:
    mine = Q(invitation__organisation__in=by.organisations) | Q(invitation__group__in=by.groups)
    asked = Asked.objects.filter(
        mine, action__in=codes, invitation__round__closed_at__isnull=True
    ).select_related("invitation__round", "invitation__organisation", "invitation__group")
    return list(asked.order_by("invitation", "action"))


def _mark_answered(
    by: Actor, at: datetime, invitations: Sequence[Invitation], reported: Sequence[str]
) -> None:
    if not reported:
        return
    for invitation in invitations:
        invitation.answered_at = at
        invitation.save(update_fields=["answered_at"])
        after = {"lead": name_of(invitation), "reported_on": list(reported)}
        subject = Subject("strategy.round", str(invitation.round_id))
        publish(events.RoundAnswered(by=by.key, at=at, subject=subject, after=after))


# --- Drafts ---------------------------------------------------------------------------------


def _touched(typed: Answer, old: Draft | None, window: str, shown: str) -> bool:
    """Tell whether this window changed a line since it got it, or since it saved it last."""
    if old is None:
        return not typed.is_blank and typed.print != shown
    if queries.said(old).print == typed.print:
        return False
    return typed.print != shown or old.window == window


def _replaced(touched: Sequence[Answer], kept: Mapping[str, Draft], window: str) -> tuple[str, ...]:
    others = (kept[typed.action_code] for typed in touched if typed.action_code in kept)
    return tuple(
        f"Another window had saved “{old.text}” about {old.action_id} at "
        f"{timezone.localtime(old.saved_at):%H:%M}. What you typed here has taken its place."
        for old in others
        if old.window != window
    )


def _keep(by: Actor, at: datetime, window: str, typed: Answer, rating: Rating | None) -> None:
    if typed.is_blank:
        Draft.objects.filter(author=by.key, action=typed.action_code).delete()
        return
    Draft.objects.update_or_create(
        author=by.key,
        action_id=typed.action_code,
        defaults={
            "unchanged": typed.unchanged,
            "rating": rating,
            "text": typed.text,
            "reason": typed.reason,
            "evidence": typed.evidence,
            "window": window,
            "saved_at": at,
        },
    )


def _ratings(actions: Iterable[Action]) -> dict[tuple[str, str], Rating]:
    schemes = {action.plan.scheme_id for action in actions}
    found = Rating.objects.filter(scheme__in=schemes).order_by("scheme", "position", "pk")
    return {(rating.scheme_id, rating.code): rating for rating in found}


def _rating(
    typed: Answer, action: Action, ratings: Mapping[tuple[str, str], Rating]
) -> Rating | None:
    if not typed.rating:
        return None
    found = ratings.get((action.plan.scheme_id, typed.rating))
    if found is None:
        raise Refused(f"“{typed.rating}” is not a status of {action.plan.title}.")
    return found
