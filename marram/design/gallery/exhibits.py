"""What the gallery hangs on its walls."""

from dataclasses import dataclass

from marram.design.components.base import Component


@dataclass(frozen=True)
class Sample:
    """A component in one of its states."""

    state: str
    component: Component


@dataclass(frozen=True)
class Exhibit:
    """One kind of component: its name, what it is for, and its main states."""

    name: str
    purpose: str
    samples: tuple[Sample, ...]

    @property
    def anchor(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Wing:
    """Components that belong together."""

    title: str
    exhibits: tuple[Exhibit, ...]

    @property
    def anchor(self) -> str:
        return self.title.lower().replace(" ", "-")


def exhibit(**states: Component) -> Exhibit:
    """Return an exhibit of one kind; the name of each state is the caption, with _ for spaces.

    Raises: ValueError when the components are of different kinds.
    """
    kinds = {type(component) for component in states.values()}
    if len(kinds) != 1:
        names = ", ".join(sorted(kind.__name__ for kind in kinds))
        raise ValueError(f"an exhibit shows one kind of component; got {names}")
    kind = kinds.pop()
    purpose = " ".join((kind.__doc__ or "").split("\n\n")[0].replace("`", "").split())
    samples = (
        Sample(state.replace("_", " ").capitalize(), component)
        for state, component in states.items()
    )
    return Exhibit(kind.__name__, purpose, tuple(samples))
