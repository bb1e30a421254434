"""When a return may be changed, and when it may go on."""

from collections.abc import Collection
from datetime import date

from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.vocabulary import EDITABLE, MOVES, Approval, Period, ReturnKind, Stage


def open_for_editing(stage: str) -> Verdict:
    """A return is changed while it is a draft. Afterwards somebody has agreed to what it says."""
    if stage in EDITABLE:
        return YES
    return no(
        f"This return is {stage} and cannot be changed. "
        f"{'Send it back to draft first.' if Stage.DRAFT in MOVES[Stage(stage)] else 'It stays.'}"
    )


def may_move(stage: str, to: Stage) -> Verdict:
    """A return goes from stage to stage by the table of moves."""
    allowed = MOVES[Stage(stage)]
    if to in allowed:
        return YES
    ways = " or ".join(allowed) or "nowhere: it is finished"
    return no(f"A return that is {stage} cannot become {to}. From here it goes to {ways}.")


def complete(unanswered: int) -> Verdict:
    """What is handed on is complete. Source: template guidance, "Checklist (all sheets)", 5."""
    if not unanswered:
        return YES
    checks = "1 check says" if unanswered == 1 else f"{unanswered} checks say"
    return no(f"{checks} No. Put right what the checklist lists, then try again.")


def every_partner_agreed(parties: Collection[str], agreed: Collection[str]) -> Verdict:
    """Partners have agreed when every party to the agreement has said so."""
    if not parties:
        return no("No agreement names the partners of this pool. Add its parties first.")
    missing = sorted(set(parties) - set(agreed))
    if not missing:
        return YES
    return no(f"{' and '.join(missing)} have not agreed yet.")


def party_to(organisation: str, parties: Collection[str], name: str) -> Verdict:
    """Only those who are bound by the agreement agree to the return."""
    if organisation in parties:
        return YES
    return no(f"{name} is no party to the agreement of this pool.")


def authority_given(approval: Approval, delegated_to: str) -> Verdict:
    """Somebody approves for the board only where the agreement says who may."""
    if approval == Approval.BOARD or delegated_to:
        return YES
    return no("The agreement of this pool delegates nothing. The board itself must approve.")


def to_be_ratified(approved_by: str, ratified_on: date | None) -> Verdict:
    """What was approved under delegated authority is ratified by the board, once."""
    if approved_by != Approval.DELEGATED:
        return no("Only an approval under delegated authority is ratified.")
    if ratified_on is not None:
        return no("The board has ratified this return already.")
    return YES


def signable(approved_by: str, ratified_on: date | None) -> Verdict:
    """An agreement is signed once the board itself has approved what it pays for."""
    if approved_by == Approval.DELEGATED and ratified_on is None:
        return no("The board has not ratified this return yet. Record that first.")
    return YES


def reason_given(to: Stage, reason: str) -> Verdict:
    """Who sends a return back says why: others have to put it right."""
    if to not in (Stage.DRAFT, Stage.RETURNED) or reason.strip():
        return YES
    return no(f"Say in a sentence why the return becomes {to}.")


def not_in_the_future(on: date, today: date, what: str) -> Verdict:
    if on <= today:
        return YES
    return no(f"The day on which {what} is to come. Enter today or an earlier day.")


def submitted_once(submissions: int) -> Verdict:
    """What nobody has submitted is nobody's last word, and is not published."""
    if submissions:
        return YES
    return no("A return is published once it was submitted.")


def same_area(earlier: str, now: str) -> Verdict:
    """A return begins with lines of its own area; those of another would be no start."""
    return YES if earlier == now else no("Choose a return of the same area to begin from.")


def period_fits(kind: str, period: str) -> Verdict:
    """A quarterly return is of a quarter; the others are of the whole year."""
    if (kind == ReturnKind.QUARTERLY) == (period != Period.OUTTURN):
        return YES
    if kind == ReturnKind.QUARTERLY:
        return no("Choose the quarter that the return is of.")
    return no(f"A {kind} return is of the whole year. Choose no quarter.")
