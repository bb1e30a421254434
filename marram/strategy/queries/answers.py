"""The page on which a lead answers: its actions, their last word, and what was typed so far."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.people import queries as people
from marram.strategy.models import (
    Action,
    Asked,
    Draft,
    Invitation,
    Link,
    PlanLead,
    Rating,
    Update,
)
from marram.strategy.policies import rounds as policies
from marram.strategy.queries.invitations import name_of
from marram.strategy.rules import rounds as rules
from marram.strategy.rules.answers import Answer


@dataclass(frozen=True, kw_only=True)
class LinkHolder:
    """Whoever opened a mailed link: as whom they act, and on which invitation."""

    actor: Actor
    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A status that an action may be given."""

    code: str
    label: str
    meaning: str
    tone: str
    needs_reason: bool


@dataclass(frozen=True, kw_only=True)
class LastWord:
    """The latest update of an action."""

    number: int
    on: date
    at: datetime
    author: str
    text: str
    status: str


@dataclass(frozen=True, kw_only=True)
class ActionToAnswer:
    """One action to report on. `draft` is what was typed; `reported` whether it has been sent."""

    code: str
    ref: str
    plan_title: str
    section: str
    what: str
    due_on: date | None
    timescale: str
    status: str
    rating: str
    last_word: LastWord | None
    reported: bool
    draft: Answer
    draft_saved_at: datetime | None
    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class AnsweringPage:
    """The actions of one lead on one page, in the order of their plans."""

    lead: str
    title: str
    message: str
    closes_on: date | None
    takes_answers: Verdict
    whom_to_ask: tuple[str, ...]
    actions: tuple[ActionToAnswer, ...]


def link_holder(*, secret: str) -> LinkHolder:
    """Return who acts when a mailed link is used. One SQL query.

    Raises: Missing when no link has that secret, or it was ended.
    """
    invitation = _invitation(secret)
    return LinkHolder(actor=policies.link_actor(invitation), invitation_id=invitation.pk)


def linked_page(*, secret: str, on: date) -> AnsweringPage:
    """Return what a mailed link asks about. Eight SQL queries.

    A round that takes no answers any more says why, and still shows what was typed and not sent.

    Raises: Missing when no link has that secret, or it was ended.
    """
    invitation = _invitation(secret)
    asking = invitation.round
    takes = rules.takes_answers(closes_on=asking.closes_on, closed_at=asking.closed_at, on=on)
    asked = policies.asked_of(invitation)
    since = dict.fromkeys(asked.values_list("pk", flat=True), asking.opened_at)
    return AnsweringPage(
        lead=name_of(invitation),
        title=f"{asking.title}: {asking.plan.title}",
        message=asking.message,
        closes_on=asking.closes_on,
        takes_answers=takes,
        whom_to_ask=_leads_of(asking.plan_id),
        actions=_actions(asked, author=f"link:{invitation.pk}", since=since),
    )


def own_page(*, viewer: Actor) -> AnsweringPage:
    """Return every unfinished action that the viewer's organisations and groups lead.

    Five SQL queries.
    """
    own = policies.led_by(viewer).filter(finished_on__isnull=True)
    return AnsweringPage(
        lead=viewer.name,
        title="My actions",
        message="",
        closes_on=None,
        takes_answers=policies.may_report_own(viewer),
        whom_to_ask=(),
        actions=_actions(own, author=viewer.key, since=_asked_since(viewer)),
    )


def drafts_of(*, author: str, codes: Collection[str]) -> Mapping[str, Draft]:
    """Return what an author has typed and not sent, by action. One SQL query."""
    found = Draft.objects.filter(author=author, action__in=codes).select_related("rating")
    return {draft.action_id: draft for draft in found.order_by("action")}


def latest_updates(*, codes: Collection[str]) -> Mapping[str, Update]:
    """Return the latest update of each action that has one, by action. One SQL query."""
    newest = Update.objects.filter(action=OuterRef("pk")).order_by("-at", "-pk")
    numbers = Action.objects.filter(pk__in=codes).annotate(newest=Subquery(newest.values("pk")[:1]))
    found = Update.objects.filter(pk__in=numbers.values("newest")).select_related("rating")
    return {update.action_id: update for update in found.order_by("action")}


def said(draft: Draft) -> Answer:
    """Return a draft as the answer it would be."""
    return Answer(
        action_code=draft.action_id,
        unchanged=draft.unchanged,
        rating=draft.rating.code if draft.rating else "",
        text=draft.text,
        reason=draft.reason,
        evidence=draft.evidence,
    )


def in_words(update: Update) -> str:
    """Return an update as a sentence: who, when, which status, and the words."""
    moment = timezone.localtime(update.at)
    status = f" ({update.rating.label})" if update.rating else ""
    return (
        f"{update.author} on {rules.in_words(moment.date())} at {moment:%H:%M}{status}: "
        f"{update.text or 'no words'}"
    )


def _invitation(secret: str) -> Invitation:
    links = Link.objects.filter(ended_at__isnull=True).select_related(
        "invitation__round__plan", "invitation__organisation", "invitation__group"
    )
    link = links.filter(secret_hash=rules.hashed(secret)).first()
    if link is None:
        raise Missing("There is no page behind this link.")
    return link.invitation


def _leads_of(plan: str) -> tuple[str, ...]:
    """Return the names of those who run a plan. Two SQL queries."""
    numbers = PlanLead.objects.filter(plan=plan).order_by("pk").values_list("user", flat=True)
    names = people.names(keys=[f"user:{number}" for number in numbers])
    return tuple(sorted(names.values()))


def _asked_since(viewer: Actor) -> dict[str, datetime]:
    """Return, for actions asked about in an open round, when it was opened. One SQL query."""
    rows = Asked.objects.filter(
        invitation__round__closed_at__isnull=True, action__in=policies.led_by(viewer)
    ).order_by("action", "invitation__round__opened_at")
    return dict(rows.values_list("action", "invitation__round__opened_at"))


def _actions(
    actions: QuerySet[Action], *, author: str, since: Mapping[str, datetime]
) -> tuple[ActionToAnswer, ...]:
    found = list(
        actions.select_related("plan", "rating").order_by("plan__title", "plan", "position", "code")
    )
    codes = [action.pk for action in found]
    latest = latest_updates(codes=codes)
    drafts = drafts_of(author=author, codes=codes)
    choices = _choices(found)
    return tuple(
        _action(
            action,
            latest.get(action.pk),
            drafts.get(action.pk),
            choices.get(action.plan.scheme_id, ()),
            since.get(action.pk),
        )
        for action in found
    )


def _action(
    action: Action,
    last: Update | None,
    draft: Draft | None,
    choices: tuple[Choice, ...],
    since: datetime | None,
) -> ActionToAnswer:
    return ActionToAnswer(
        code=action.code,
        ref=action.ref or action.code,
        plan_title=action.plan.title,
        section=action.section,
        what=action.what,
        due_on=action.due_on,
        timescale=action.timescale,
        status=action.rating.label if action.rating else "",
        rating=action.rating.code if action.rating else "",
        last_word=_last_word(last) if last else None,
        reported=last is not None and since is not None and last.at >= since,
        draft=said(draft) if draft else Answer(action_code=action.code),
        draft_saved_at=draft.saved_at if draft else None,
        choices=choices,
    )


def _last_word(update: Update) -> LastWord:
    return LastWord(
        number=update.pk,
        on=update.on,
        at=update.at,
        author=update.author,
        text=update.text,
        status=update.rating.label if update.rating else "",
    )


def _choices(actions: Iterable[Action]) -> dict[str, tuple[Choice, ...]]:
    """Return the statuses of every scheme that rates the actions. One SQL query."""
    schemes = {action.plan.scheme_id for action in actions}
    found = Rating.objects.filter(scheme__in=schemes).order_by("scheme", "position", "pk")
    choices: dict[str, list[Choice]] = {scheme: [] for scheme in schemes}
    for rating in found:
        choices[rating.scheme_id].append(
            Choice(
                code=rating.code,
                label=rating.label,
                meaning=rating.meaning,
                tone=rating.tone,
                needs_reason=rating.needs_reason,
            )
        )
    return {scheme: tuple(listed) for scheme, listed in choices.items()}
