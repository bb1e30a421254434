"""What leads do when they are asked: type, have it kept, and send.

A draft is no fact yet: saving one writes nothing into the ledger, which would keep every
half-typed sentence for ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from marram.foundation.actors import Actor
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Conflict, Missing
from marram.strategy.actions import plans
from marram.strategy.actions.round_mails import hashed
from marram.strategy.events import rounds as events
from marram.strategy.models import Action, Draft, Invitation, Link, Rating, Update
from marram.strategy.policies import rounds as policies
from marram.strategy.rules import answers as rules
from marram.strategy.rules import rounds as round_rules
from marram.strategy.rules.answers import Answer, Claim


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What became of drafts: how many were saved, and whose earlier words gave way."""

    saved: int
    replaced: tuple[str, ...] = ()


@transaction.atomic
def answer(
    *, by: Actor, at: datetime, invitation: Invitation, answers: Sequence[Answer]
) -> tuple[str, ...]:
    """Report on the actions that a mailed link asks about; return the codes reported on.

    Blank answers are passed over, so a part may be sent now and the rest later. Either every
    answer is kept or none.

    Raises: Refused when the link is another's, the round takes no answers, or an answer lacks
    its reason; Conflict, with their words by action, when somebody reported on one meanwhile.
    """
    policies.may_answer(by, invitation).enforce()
    held = _locked(invitation.pk)
    _takes_answers(held, at)
    given = _given(answers, policies.asked_of(held))
    reported = _report(by, at, given, rounds=dict.fromkeys((one.action_code for one in given), held.round_id))
    if reported:
        _mark_answered(by, at, [held], reported)
    return reported


@transaction.atomic
def answer_own(*, by: Actor, at: datetime, answers: Sequence[Answer]) -> tuple[str, ...]:
    """Report on actions that the actor's organisations lead; return the codes reported on.

    Where an open round asks one of those organisations about them, the answer counts there.

    Raises: Refused; Conflict. See `answer`.
    """
    policies.may_report_own(by).enforce()
    given = _given(answers, policies.led_by(by))
    codes = [one.action_code for one in given]
    invitations = _open_invitations(by, codes)
    rounds = {
        code: invitation.round_id
        for invitation in invitations
        for code in invitation.asked.filter(action__in=codes).values_list("action", flat=True)
    }
    reported = _report(by, at, given, rounds=rounds)
    _mark_answered(by, at, invitations, reported)
    return reported


@transaction.atomic
def save_drafts(
    *,
    by: Actor,
    at: datetime,
    window: str,
    drafts: Sequence[Answer],
    shown: Mapping[str, str],
    invitation: Invitation | None = None,
) -> Kept:
    """Keep what has been typed and not been sent; what another window kept gives way, and is told.

    `window` is the browser window, `shown` the print of each draft as that window got it: a field
    that was not touched there never writes over what another window saved.

    Raises: Refused when the action is not the actor's to report on, or the round takes no answers.
    """
    if invitation is None:
        policies.may_report_own(by).enforce()
        allowed = policies.led_by(by)
    else:
        policies.may_answer(by, invitation).enforce()
        _takes_answers(invitation, at)
        allowed = policies.asked_of(invitation)
    found = {action.pk: action for action in _with_ratings(allowed, drafts)}
    kept = {draft.action_id: draft for draft in _drafts(by, list(found))}
    saved, replaced = 0, []
    for typed in drafts:
        rules.was_asked(typed.action_code, found).enforce()
        rules.not_endless(typed).enforce()
        old = kept.get(typed.action_code)
        if not _touched(typed, old, window, shown.get(typed.action_code, "")):
            continue
        if old and old.window != window and _says(old).print != typed.print:
            replaced.append(_replaced(typed.action_code, old))
        _keep(by, at, window, typed, found[typed.action_code], old)
        saved += 1
    return Kept(saved=saved, replaced=tuple(replaced))


def invitation_behind(*, secret: str) -> Invitation:
    """Return the invitation that a mailed secret opens, with its lead and round. One SQL query.

    Raises: Missing when no link has that secret, or it was ended.
    """
    links = Link.objects.filter(ended_at__isnull=True).select_related(
        "invitation__round__plan", "invitation__organisation", "invitation__group"
    )
    link = links.filter(secret_hash=hashed(secret)).first()
    if link is None:
        raise Missing("There is no page behind this link.")
    return link.invitation
