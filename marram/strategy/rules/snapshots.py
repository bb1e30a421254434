"""A plan frozen on a day: as canonical text, by its fingerprint, and against a later one."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from marram.strategy.rules.changes import Change, State, changes, in_order
from marram.strategy.vocabulary import Standing


# What the frozen text is written as; a later format keeps reading this one.
FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class FrozenUpdate:
    """What a lead had said by then."""

    on: date
    author: str
    text: str
    rating: str
    reason: str
    evidence: str


@dataclass(frozen=True, kw_only=True)
class FrozenAction:
    """An action as it stood: `claimed` is the lead's rating, `standing` the computed status."""

    code: str
    section: str
    subsection: str
    ref: str
    what: str
    leads: tuple[str, ...]
    timescale: str
    starts_on: date | None
    due_on: date | None
    claimed: str
    tone: str
    standing: str
    added_on: date
    finished_on: date | None
    retired_on: date | None
    retired_because: str
    updates: tuple[FrozenUpdate, ...]

    @property
    def open(self) -> bool:
        return self.standing not in (Standing.COMPLETE, Standing.RETIRED)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A plan with all its actions on a day, those closed included."""

    plan: str
    title: str
    on: date
    actions: tuple[FrozenAction, ...]

    @property
    def open_actions(self) -> tuple[FrozenAction, ...]:
        return tuple(action for action in self.actions if action.open)


def frozen(snapshot: Snapshot) -> str:
    """Return the snapshot as canonical JSON: one text for one content, whoever writes it."""
    content = {"format": FORMAT, **asdict(snapshot)}
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=date.isoformat
    )


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a frozen text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def thawed(text: str) -> Snapshot:
    """Return the snapshot that was frozen as `text`."""
    content = json.loads(text)
    return Snapshot(
        plan=content["plan"],
        title=content["title"],
        on=date.fromisoformat(content["on"]),
        actions=tuple(_action(action) for action in content["actions"]),
    )


def compared(earlier: Snapshot, later: Snapshot) -> tuple[Change, ...]:
    """Return what became of the plan's actions from one snapshot to another, in report order."""
    before = {action.code: _state(earlier, action) for action in earlier.actions}
    return in_order(
        change
        for action in later.actions
        for change in changes(before.get(action.code), _state(later, action))
    )


def _state(snapshot: Snapshot, action: FrozenAction) -> State:
    return State(
        code=action.code,
        plan=snapshot.plan,
        plan_title=snapshot.title,
        section=action.section,
        ref=action.ref,
        what=action.what,
        leads=action.leads,
        due_on=action.due_on,
        claimed=action.claimed,
        tone=action.tone,
        overdue=action.standing == Standing.OVERDUE,
        finished=action.finished_on is not None,
        finished_on=action.finished_on,
        retired_on=action.retired_on,
        retired_because=action.retired_because,
    )


def _action(content: Mapping[str, Any]) -> FrozenAction:
    days = ("starts_on", "due_on", "added_on", "finished_on", "retired_on")
    return FrozenAction(
        **{
            **content,
            **{name: _day(content[name]) for name in days},
            "leads": tuple(content["leads"]),
            "updates": tuple(
                FrozenUpdate(**{**update, "on": _day(update["on"])})
                for update in content["updates"]
            ),
        }
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
