"""How answers to the questions of an assessment are compared, refused and written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marram.foundation.actors import Actor
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Conflict, Refused
from marram.strategy.events.assessments import AssessmentAnswered
from marram.strategy.models import Answer, Assessment, Question, Rating
from marram.strategy.rules.assessments import Given


@dataclass(frozen=True)
class Change:
    """An answer that would differ: the row (new or known), and its fields before and after."""

    ref: str
    answer: Answer
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def changes(assessment: Assessment, given: Mapping[str, Given]) -> list[Change]:
    """Return the answers that differ from those kept. Three SQL queries.

    Raises: Refused when a question or a rating is not of the assessment's tool.
    """
    questions = {each.ref: each for each in Question.objects.filter(tool=assessment.tool_id)}
    ratings = {each.code: each for each in Rating.objects.filter(scheme=assessment.tool.scheme_id)}
    kept = {
        answer.question_id: answer
        for answer in Answer.objects.select_related("rating").filter(assessment=assessment)
    }
    found = []
    for ref, words in given.items():
        if ref not in questions:
            raise Refused(f"{assessment.tool.title} has no question {ref}. Check the reference.")
        question = questions[ref]
        answer = kept.get(question.pk) or Answer(assessment=assessment, question=question)
        change = _change(ref, answer, words, ratings)
        if change.after:
            found.append(change)
    return found


def conflict(assessment: Assessment, changes: Sequence[Change]) -> Conflict:
    """Return what somebody else has answered meanwhile, by "<ref>-<field>"."""
    return Conflict(
        f'Somebody else answered questions of "{assessment.title}" while you did. Both answers '
        "are shown below: choose what to keep, then save again.",
        theirs={
            f"{change.ref}-{field}": _text(value)
            for change in changes
            if change.answer.pk
            for field, value in change.before.items()
        },
        version=assessment.version,
    )


def write(by: Actor, at: datetime, assessment: Assessment, changes: Sequence[Change]) -> None:
    """Write the answers that differ, count the version up once and tell it once."""
    if not changes:
        return
    told = _told((change.ref, change.before) for change in changes if change.answer.pk)
    before = {name: text for name, text in told.items() if text}
    for change in changes:
        for field, value in change.after.items():
            setattr(change.answer, field, value)
        change.answer.save()
    assessment.version += 1
    assessment.save(update_fields=["version"])
    publish(
        AssessmentAnswered(
            by=by.key,
            at=at,
            subject=Subject("strategy.assessment", str(assessment.pk)),
            before=before,
            after=_told((change.ref, change.after) for change in changes),
        )
    )


def _change(ref: str, answer: Answer, words: Given, ratings: Mapping[str, Rating]) -> Change:
    wanted: dict[str, Any] = {
        "rating": _rating(ref, words.rating, ratings),
        "gist": words.gist.strip(),
        "evidence": words.evidence.strip(),
        "source": answer.source if words.source is None else words.source,
    }
    after = {name: value for name, value in wanted.items() if getattr(answer, name) != value}
    return Change(ref, answer, {name: getattr(answer, name) for name in after}, after)


def _rating(ref: str, code: str, ratings: Mapping[str, Rating]) -> Rating | None:
    """Return the rating by its code or its label, in any case; None for an empty one."""
    if not code:
        return None
    named = {word.lower(): each for each in ratings.values() for word in (each.code, each.label)}
    if code.lower() not in named:
        labels = ", ".join(each.label for each in ratings.values())
        raise Refused(f'Question {ref}: "{code}" is not a rating of this tool. Use {labels}.')
    return named[code.lower()]


def _told(answers: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    return {
        f"{field}_of_{ref}": _text(value)
        for ref, fields in answers
        for field, value in fields.items()
    }


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.label if isinstance(value, Rating) else str(value)
