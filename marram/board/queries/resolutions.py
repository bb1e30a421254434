"""One resolution with all that came of it."""

from dataclasses import dataclass
from datetime import date

from marram.board.models import FollowUp
from marram.board.policies import business as policies
from marram.board.queries import call_ins, effects, links
from marram.board.queries.call_ins import CallInShown
from marram.board.queries.links import Decided, Touch
from marram.board.queries.resolution_lines import ResolutionLine, lines_of
from marram.board.vocabulary.resolutions import Outcome, Touched
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was told about a resolution."""

    on: date
    words: str
    evidence: str
    document: int | None
    met_due_on: date | None


@dataclass(frozen=True, kw_only=True)
class ResolutionPage:
    """One resolution with all that came of it."""

    line: ResolutionLine
    reasons: str
    consulted: str
    votes: tuple[int | None, int | None, int | None]
    owner_organisation: str
    owner_group: str
    owner_role: str
    owner_mail: str
    referred_to: str
    reply: str
    call_in_waived: str
    chased_on: date | None
    said: tuple[Said, ...]
    touched: tuple[Touch, ...]
    touched_by: tuple[Decided, ...]
    call_in: CallInShown
    may_keep: Verdict
    may_report_back: Verdict


def resolution_page(*, viewer: Actor, code: str, on: date) -> ResolutionPage:
    """Return one resolution with all that came of it. At most thirty SQL queries.

    Raises: Missing.
    """
    seen = policies.resolutions_seen_by(viewer).filter(pk=code)
    found = effects.with_call_ins(seen).first()
    if found is None:
        raise Missing(f"There is no resolution {code}.")
    (line,) = lines_of(seen, on=on)
    return ResolutionPage(
        line=line,
        reasons=found.reasons,
        consulted=found.consulted,
        votes=(found.votes_for, found.votes_against, found.votes_withheld),
        owner_organisation=found.owner_organisation_id or "",
        owner_group=found.owner_group_id or "",
        owner_role=found.owner_role,
        owner_mail=found.owner_mail if policies.may_keep(viewer) else "",
        referred_to=found.referred_to_id or "",
        reply=found.reply,
        call_in_waived=found.call_in_waived,
        chased_on=found.chased_on,
        said=tuple(_said(each) for each in found.follow_ups.order_by("-on", "-pk")),
        touched=links.touched(viewer=viewer, code=code),
        touched_by=links.decided_about(viewer=viewer, kind=Touched.RESOLUTION, key=code, on=on),
        call_in=call_ins.shown(viewer=viewer, row=found, on=on),
        may_keep=policies.may_keep(viewer),
        may_report_back=policies.may_report_back(viewer, found),
    )


def later_decisions(*, viewer: Actor, code: str) -> tuple[tuple[str, str], ...]:
    """Return what the board resolved after a decision, newest first: code and words. Two SQL.

    Raises: Missing.
    """
    seen = policies.resolutions_seen_by(viewer)
    found = seen.filter(pk=code).first()
    if found is None:
        raise Missing(f"There is no resolution {code}.")
    later = seen.filter(
        board=found.board_id, outcome=Outcome.RESOLVED, decided_on__gt=found.decided_on
    )
    return tuple(later.order_by("-decided_on", "code").values_list("pk", "words"))


def _said(told: FollowUp) -> Said:
    return Said(
        on=told.on,
        words=told.words,
        evidence=told.evidence,
        document=told.document_id,
        met_due_on=told.met_due_on,
    )
