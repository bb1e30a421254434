"""Empty wall space: a page offers it, other rooms may hang something there."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from marram.foundation.actors import Actor


Panel = Callable[..., Any]
_hung: dict[str, list[Panel]] = defaultdict(list)


def hang(space: str, panel: Panel) -> None:
    """Have `panel(viewer=..., key=...)` asked for something to show in `space`."""
    if panel not in _hung[space]:
        _hung[space].append(panel)


def shown(space: str, *, viewer: Actor, key: Any) -> tuple[Any, ...]:
    """Return what other rooms have to show in `space` about `key`, in the order it was hung."""
    offered = (panel(viewer=viewer, key=key) for panel in _hung[space])
    return tuple(panel for panel in offered if panel is not None)
