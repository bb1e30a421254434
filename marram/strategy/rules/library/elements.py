"""How the statements of a framework hang together, and which part of life they are about."""

from collections.abc import Collection

from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.vocabulary import ElementLevel, LifeStage


# From the broadest to the finest: a statement hangs under one that is broader.
BREADTH = {level: breadth for breadth, level in enumerate(ElementLevel)}

# How papers write each part of life; ages in numbers are children's services to 25.
WRITTEN: dict[LifeStage, tuple[str, ...]] = {
    LifeStage.STARTING_WELL: ("starting well", "start well", "best start"),
    LifeStage.DEVELOPING_WELL: ("developing well", "develop well", "grow well"),
    LifeStage.CHILDREN: (
        "children",
        "children and young people",
        "children 0-25",
        "send 0-25",
        "young people",
    ),
    LifeStage.FAMILIES: ("children and families", "families"),
    LifeStage.LIVING_WELL: ("living well", "live well", "adults"),
    LifeStage.WORKING_WELL: ("working well", "work well", "working age"),
    LifeStage.AGEING_WELL: ("ageing well", "age well", "older people", "dying well"),
    LifeStage.ALL_AGES: ("all ages", "all age", "everybody", "whole life"),
}
STAGE_OF = {way: stage for stage, ways in WRITTEN.items() for way in ways}


def life_stage(written: str) -> LifeStage:
    """Return the part of life that a paper means, however it writes it.

    >>> life_stage("Start well").value, life_stage("starting well").value
    ('starting well', 'starting well')
    """
    return STAGE_OF.get(written.strip().lower(), LifeStage.NOT_STATED)


def parent_ref(ref: str) -> str:
    """Return the ref that a numbered ref lies under, or "" where its number shows none.

    >>> parent_ref("1.2"), parent_ref("1.2.3"), parent_ref("OB1")
    ('1', '1.2', '')
    """
    above, dot, last = ref.rpartition(".")
    return above if dot and last.isdigit() else ""


def parent_key(
    level: ElementLevel, ref: str, present: Collection[tuple[str, str]]
) -> tuple[str, str] | None:
    """Return the (level, ref) of the statement that a numbered one lies under, if there is one.

    With several of that number the nearest broader level counts.
    """
    above = parent_ref(ref)
    if not above:
        return None
    broader = [wide for wide in ElementLevel if BREADTH[wide] < BREADTH[level]]
    found = ((wide.value, above) for wide in reversed(broader) if (wide.value, above) in present)
    return next(found, None)


def hangs_under(level: ElementLevel, parent_level: ElementLevel | None) -> Verdict:
    """A statement hangs under a broader one, so that the tree can have no circle."""
    if parent_level is None or BREADTH[parent_level] < BREADTH[level]:
        return YES
    return no(
        f"A statement of the kind “{level}” cannot hang under one of the kind “{parent_level}”. "
        "Choose a broader one, or none."
    )


def worded(ref: str, text: str) -> Verdict:
    if ref.strip() and text.strip():
        return YES
    return no("Give the statement a short reference, such as 1.2, and its words.")
