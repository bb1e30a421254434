"""How the statements of a framework hang together, and which part of life they are about."""

from collections.abc import Collection

from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.vocabulary import ElementLevel, LifeStage


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


def parent_key(ref: str, present: Collection[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the (level, ref) of the statement that a numbered one lies under, if there is one.

    Papers differ in what lies under what (outcomes under objectives, or the other way), so any
    level may be the one above; with several of that number the first level counts.
    """
    above = parent_ref(ref)
    found = ((level.value, above) for level in ElementLevel if (level.value, above) in present)
    return next(found, None) if above else None


def in_no_circle(element_id: int, above: Collection[int]) -> Verdict:
    """A statement does not hang under itself or under one of those that hang under it."""
    if element_id not in above:
        return YES
    return no(
        "The statement would hang under itself. Choose one that does not lie under it, or none."
    )


def worded(ref: str, text: str) -> Verdict:
    if ref.strip() and text.strip():
        return YES
    return no("Give the statement a short reference, such as 1.2, and its words.")
