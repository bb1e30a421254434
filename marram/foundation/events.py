"""Facts, told in the past tense in the transaction that made them true."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Subject:
    """The record an event is about: `kind` is "room.noun", `key` its key there.

    >>> str(Subject("strategy.action", "12"))
    'strategy.action/12'
    """

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened: who did it, when, to what, and the fields before and after.

    The class name is the fact ("ActionAmended"); the first line of its docstring is the fact in
    words ("Changed an action"), shown in histories. `before` and `after` hold only what changed,
    as text, numbers, booleans, lists or None; a record that is new has no `before`.
    """

    by: str
    at: datetime
    subject: Subject
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


Listener = Callable[[Any], None]
_listeners: dict[type[Event], list[Listener]] = defaultdict(list)


def listen(kind: type[Event], listener: Listener) -> None:
    """Have `listener` called with every event of `kind` or of a kind derived from it."""
    if listener not in _listeners[kind]:
        _listeners[kind].append(listener)


def unlisten(kind: type[Event], listener: Listener) -> None:
    """Stop calling `listener` with events of `kind`."""
    _listeners[kind].remove(listener)


def publish(event: Event) -> None:
    """Tell every listener, those of the broadest kind first, in the transaction of the caller."""
    for kind in reversed(type(event).__mro__):
        for listener in _listeners.get(kind, ()):
            listener(event)
