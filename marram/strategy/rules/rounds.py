"""What must hold of update rounds: who is asked, for how long, and how often we may write."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from marram.foundation.verdicts import YES, Verdict, no


# A reminder goes a week and two days before the last day, and once on the day after it.
CHASING_DAYS = (-7, -2, 1)
MOST_CHASERS = 3

# Two whole days between mails, whoever presses the button.
DAYS_BETWEEN_MAILS = 2

# A late answer is better than none, and the reminder after the last day needs a link that works.
LATE_ANSWER_DAYS = 7

# A mail of a round says what is asked; a page of rules belongs in the plan.
LONGEST_MESSAGE = 2000


def in_words(day: date) -> str:
    """Return a day as it is said: "5 June 2025"."""
    return f"{day.day} {day:%B %Y}"


def hashed(secret: str) -> str:
    """Return what is kept of a mailed link: its secret cannot be found from it."""
    return sha256(secret.encode()).hexdigest()


def one_open_round(plan_title: str, open_title: str | None) -> Verdict:
    """A plan has one open round, so that nobody is asked the same twice."""
    if open_title is None:
        return YES
    return no(f"“{open_title}” is still open for {plan_title}. Close it before you open another.")


def closes_in_the_future(closes_on: date, on: date) -> Verdict:
    if closes_on > on:
        return YES
    return no(
        f"The round would close on {in_words(closes_on)}, which leaves no day to answer. "
        "Enter a day after today."
    )


def says_what_it_is(title: str, message: str) -> Verdict:
    if not title.strip():
        return no("Give the round a title, such as “Summer update”.")
    if len(message) > LONGEST_MESSAGE:
        return no(
            f"The message has {len(message):,} characters. Shorten it to {LONGEST_MESSAGE:,}."
        )
    return YES


def addresses_are_good(addresses: Mapping[str, str], names: Mapping[str, str]) -> Verdict:
    """Every address is one, and belongs to a lead of an open action; somebody is asked.

    `addresses` and `names` are by lead key ("organisation:public-health", "group:forum").
    """
    if not addresses:
        return no("Nobody would be asked. Give an address for at least one lead.")
    for key, email in addresses.items():
        if key not in names:
            return no(f"“{key}” leads no open action of this plan. Take its address away.")
        if not is_address(email):
            return no(
                f"“{email}” for {names[key]} is not an email address. "
                "Enter one like name@example.org, or leave it empty."
            )
    return YES


def is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def takes_answers(*, closes_on: date, closed_at: datetime | None, on: date) -> Verdict:
    """A round takes answers until it is closed, and for a week after its last day."""
    if closed_at is not None:
        return no(f"This round was closed on {in_words(timezone.localtime(closed_at).date())}.")
    if on > closes_on + timedelta(days=LATE_ANSWER_DAYS):
        return no(f"This round took answers until {in_words(closes_on)}.")
    return YES


def still_open(title: str, closed_at: datetime | None) -> Verdict:
    if closed_at is None:
        return YES
    return no(f"“{title}” was closed on {in_words(timezone.localtime(closed_at).date())}.")


@dataclass(frozen=True, kw_only=True)
class Asking:
    """How one lead stands in a round: what the rules of reminding judge by."""

    name: str
    closes_on: date
    sent_on: date
    chased_on: date | None = None
    chasers: int = 0
    answered: bool = False
    outstanding: int = 1

    @property
    def last_mail_on(self) -> date:
        return self.chased_on or self.sent_on


def may_be_chased(asking: Asking, on: date) -> Verdict:
    """A lead that has said nothing is reminded, at most three times, never twice in two days."""
    if asking.answered:
        return no(f"{asking.name} has answered, so no reminder is sent.")
    if asking.outstanding == 0:
        return no(f"All actions of {asking.name} have been reported on.")
    if on > asking.closes_on + timedelta(days=LATE_ANSWER_DAYS):
        return no(f"The links of this round stopped a week after {in_words(asking.closes_on)}.")
    if asking.chasers >= MOST_CHASERS:
        return no(f"{asking.name} has had {MOST_CHASERS} reminders. Speak to them instead.")
    if on - asking.last_mail_on < timedelta(days=DAYS_BETWEEN_MAILS):
        return no(
            f"{asking.name} was last written to on {in_words(asking.last_mail_on)}. "
            f"Wait {DAYS_BETWEEN_MAILS} days between mails."
        )
    return YES


def chaser_due(asking: Asking, on: date) -> Verdict:
    """A reminder goes by itself when a chasing day has passed since the last mail.

    A day on which nothing ran is made up for later, with one mail and not two.
    """
    chasable = may_be_chased(asking, on)
    if not chasable:
        return chasable
    days = (asking.closes_on + timedelta(days=day) for day in CHASING_DAYS)
    if any(asking.last_mail_on < day <= on for day in days):
        return YES
    return no(f"No reminder to {asking.name} is due on {in_words(on)}.")


def somebody_to_chase(askings: Collection[Asking], on: date) -> Verdict:
    """A reminder may go now when it may go to somebody; if not, say why the first has none."""
    silent = [one for one in askings if not one.answered and one.outstanding]
    if not askings:
        return no("Nobody was asked in this round.")
    if not silent:
        return no("Everybody has answered.")
    verdicts = [may_be_chased(one, on) for one in silent]
    return YES if any(verdicts) else verdicts[0]
