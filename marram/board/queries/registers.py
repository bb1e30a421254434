"""The register of resolutions: all of them as they stand on a day, narrowed by what is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from marram.board.policies import business as policies
from marram.board.queries.resolution_lines import ResolutionLine, lines_of
from marram.board.vocabulary.resolutions import Standing
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Verdict
from marram.people.queries import keys as people


@dataclass(frozen=True, kw_only=True)
class ResolutionFilters:
    """What the register is narrowed to."""

    board: str = ""
    meeting: str = ""
    kind: str = ""
    owner: str = ""
    standing: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Register:
    """The resolutions that fit, what needs most first, and what can be chosen."""

    lines: tuple[ResolutionLine, ...]
    counts: Mapping[Standing, int]
    boards: tuple[tuple[str, str], ...]
    owners: tuple[str, ...]
    filters: ResolutionFilters
    on: date
    may_keep: Verdict


def register(*, viewer: Actor, on: date, filters: ResolutionFilters) -> Register:
    """Return the register of resolutions as it stands on a day. Three SQL queries.

    The standing is worked out from dates by rule, so the list is narrowed after it is read.
    """
    every = lines_of(policies.resolutions_seen_by(viewer), on=on)
    fitting = [line for line in every if _fits(line, filters)]
    names = people.group_names()
    return Register(
        lines=tuple(sorted(fitting, key=lambda line: (_urgency(line), _soonest(line, on)))),
        counts=_counted(line.standing for line in every),
        boards=tuple((key, names[key]) for key in dict.fromkeys(line.board for line in every)),
        owners=tuple(sorted({line.owner for line in every if line.owner})),
        filters=filters,
        on=on,
        may_keep=policies.may_keep(viewer),
    )


def _fits(line: ResolutionLine, filters: ResolutionFilters) -> bool:
    exact = (
        (filters.board, line.board),
        (filters.meeting, line.meeting),
        (filters.kind, line.kind),
        (filters.owner, line.owner),
        (filters.standing, line.standing.value),
    )
    words = f"{line.code} {line.words} {line.item_title}".lower()
    return all(not wanted or wanted == held for wanted, held in exact) and (
        filters.words.lower() in words
    )


def _urgency(line: ResolutionLine) -> int:
    return list(Standing).index(line.standing)


def _soonest(line: ResolutionLine, on: date) -> tuple[date, int, str]:
    return line.due_on or date.max, -line.decided_on.toordinal(), line.code


def _counted(standings: Iterable[Standing]) -> Mapping[Standing, int]:
    found = list(standings)
    return {each: found.count(each) for each in Standing if each in found}
