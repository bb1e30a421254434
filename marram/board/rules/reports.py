"""What must hold for a report before it is written, sent, signed and published."""

from collections.abc import Collection, Mapping
from hashlib import sha256

from marram.board.rules import marks
from marram.board.vocabulary.reports import MOVES, PARTS, PURPOSES, Kind, Stage, longest, texts_of
from marram.foundation.verdicts import YES, Verdict, no


def may_move(stage: str, to: Stage) -> Verdict:
    """A report moves from stage to stage by the table of allowed moves."""
    if to in MOVES[Stage(stage)]:
        return YES
    return no(f"The report is {stage}. It cannot become {to} from there.")


def open_for_writing(stage: str) -> Verdict:
    """What is published stays as it is until it is taken back."""
    if stage != Stage.PUBLISHED:
        return YES
    return no("The report is published. A board officer must take it back before it is changed.")


def fits(texts: Mapping[str, str]) -> Verdict:
    """Every text is of a part that the template has, short enough, and one of the answers."""
    for name, text in texts.items():
        part = PARTS.get(name)
        if part is None:
            return no(f"The template has no part called “{name}”.")
        if len(text) > longest(part):
            return no(f"{part.label} must be {longest(part)} characters or fewer.")
        if part.choices is not None and text and text not in part.choices:
            return no(f"{part.label}: choose one of the answers that are offered.")
        if part.kind is Kind.LINE and "\n" in text:
            return no(f"{part.label} must fit on one line.")
    return YES


def complete(texts: Mapping[str, str]) -> Verdict:
    """Every needed part says something, and so does one core purpose at least."""
    missing = [part.label for part in PARTS.values() if part.needed and not texts.get(part.name)]
    if not any(texts.get(name) for name in texts_of(PURPOSES)):
        missing.append("One of the core purposes")
    if not missing:
        return YES
    named = ", ".join(f"“{each}”" for each in missing)
    return no(f"These parts are empty: {named}. Fill them in first.")


def may_be_signed(stage: str) -> Verdict:
    """Officers sign what was sent to them; a draft is still its authors' own."""
    if stage == Stage.IN_CLEARANCE:
        return YES
    if stage == Stage.DRAFT:
        return no("The report is still a draft. Its authors must send it for clearance first.")
    return no(f"The report is {stage}. There is nothing left to sign.")


def signs_what_was_read(version: int, seen_version: int) -> Verdict:
    """A signature is for the words that the officer has read."""
    if version == seen_version:
        return YES
    return no("The report has changed since you opened it. Read it again, then sign.")


def fully_signed(standing: Collection[str], needed: Collection[str]) -> Verdict:
    """Nothing is published half-cleared: each office has signed, and its signature stands."""
    missing = [clearance for clearance in needed if clearance not in standing]
    if not missing:
        return YES
    return no(f"The report is not cleared. It has no sign-off from {' and '.join(missing)}.")


def placed(item_id: int | None) -> Verdict:
    """A report is published with the item of the agenda that it is for."""
    if item_id is not None:
        return YES
    return no("Choose the agenda item that the report is for, then publish it.")


def print_of(text: str) -> str:
    """Return a short print of a text, by which to tell whether it has changed since.

    Sixteen hexadecimal digits: texts of one part that differ and share them do not come up.
    """
    return sha256(text.encode()).hexdigest()[:16]


def plain_text(text: str) -> str:
    """Return a text as it is kept: lines end alike, and nothing trails behind them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def settled(name: str, text: str) -> str:
    """Return a text as it reads after a way through Word: the same words in the usual marks."""
    kind = PARTS[name].kind
    if kind is Kind.WORDS:
        return marks.write(marks.read(text))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(filter(None, lines))


def settled_prints(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the print of each part of the template as it will come back from Word."""
    return {name: print_of(settled(name, texts.get(name, ""))) for name in PARTS}
