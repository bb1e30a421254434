"""What is done in an assessment, from its first question to its publication."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, differences, plain, write
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.strategy.actions import assessed_answers as kept_answers
from marram.strategy.events import assessments as events
from marram.strategy.models import Answer, Assessment, Question, Tool
from marram.strategy.policies import assessments as policies
from marram.strategy.rules import assessments as rules
from marram.strategy.rules.assessments import Given


@transaction.atomic
def start_assessment(*, by: Actor, at: datetime, tool: str, title: str, on: date) -> Assessment:
    """Start a sitting of a tool, for what `title` names, on a day that has come.

    Raises: Missing; Refused when `by` may not, or there is one of that title and day already.
    """
    policies.may_assess(by).enforce()
    rules.on_or_before(on=on, today=at.date()).enforce()
    found = Tool.objects.filter(pk=tool).first()
    if found is None:
        raise Missing(f"There is no assessment tool {tool}.")
    if Assessment.objects.filter(tool=found, title=title, on=on).exists():
        raise Refused(f'There is an assessment "{title}" of that day already. Open that one.')
    return _start(by, at, found, {"title": title, "on": on})


@transaction.atomic
def answer(
    *,
    by: Actor,
    at: datetime,
    assessment_id: int,
    seen_version: int,
    answers: Mapping[str, Given],
) -> Assessment:
    """Keep what is answered so far, by the ref of each question; nothing changes the rest.

    Raises: Missing; Refused; Conflict when somebody else answered one of them otherwise since
    `seen_version`: `theirs` holds "<ref>-rating", "<ref>-gist" and "<ref>-evidence" that differ.
    """
    policies.may_assess(by).enforce()
    found = _locked(assessment_id)
    rules.may_change(found.finished_at).enforce()
    changes = kept_answers.changes(found, answers)
    if found.version != seen_version and any(change.answer.pk for change in changes):
        raise kept_answers.conflict(found, changes)
    kept_answers.write(by, at, found, changes)
    return found


@transaction.atomic
def finish_assessment(*, by: Actor, at: datetime, assessment_id: int) -> Assessment:
    """Close an assessment whose questions all have a rating and, where it asks, a reason.

    Raises: Missing; Refused, naming the first question that is not ready.
    """
    policies.may_assess(by).enforce()
    found = _locked(assessment_id)
    answers = {
        given.question_id: given
        for given in Answer.objects.select_related("rating").filter(assessment=found)
    }
    questions = list(Question.objects.filter(tool=found.tool_id))
    unrated = [each.ref for each in questions if not _rated(answers.get(each.pk))]
    rules.may_finish(finished_at=found.finished_at, unrated=unrated).enforce()
    for question in questions:
        _says_why(question.ref, answers[question.pk])
    _set(events.AssessmentFinished, by, at, found, {"finished_at": at})
    return found


@transaction.atomic
def reopen_assessment(*, by: Actor, at: datetime, assessment_id: int) -> Assessment:
    """Open a finished assessment again, to change its answers; it is no longer published.

    Raises: Missing; Refused.
    """
    policies.may_assess(by).enforce()
    found = _locked(assessment_id)
    _set(events.AssessmentReopened, by, at, found, {"finished_at": None, "published_on": None})
    return found


@transaction.atomic
def publish_assessment(*, by: Actor, at: datetime, assessment_id: int, on: date) -> Assessment:
    """Show a finished assessment to everybody from a day on.

    Raises: Missing; Refused when `by` may not or it is not finished.
    """
    policies.may_assess(by).enforce()
    found = _locked(assessment_id)
    rules.may_publish(found.finished_at).enforce()
    _set(events.AssessmentPublished, by, at, found, {"published_on": on})
    return found


@transaction.atomic
def withdraw_assessment(*, by: Actor, at: datetime, assessment_id: int) -> Assessment:
    """Show a published assessment to partners only again.

    Raises: Missing; Refused.
    """
    policies.may_assess(by).enforce()
    found = _locked(assessment_id)
    _set(events.AssessmentWithdrawn, by, at, found, {"published_on": None})
    return found


@transaction.atomic
def record_assessment(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change answers of finished assessments by tool, title, day and question.

    A row holds tool, title, assessed_on, published_on, question_ref, rating (its label or code),
    gist, evidence and source. Rows of one assessment stand together; it becomes finished.

    Raises: Refused when `by` may not or a row does not fit; nothing is written then.
    """
    policies.may_assess(by).enforce()
    created = changed = 0
    for _, group in groupby(rows, key=lambda row: (row["tool"], row["title"], row["assessed_on"])):
        new, differing = _record(by, at, list(group))
        created, changed = created + new, changed + differing
    return Recorded(created, changed, len(rows) - created - changed)


def _record(by: Actor, at: datetime, rows: list[Mapping[str, Any]]) -> tuple[int, int]:
    """Record one assessment; return how many answers were new and how many differed."""
    first = rows[0]
    tool = Tool.objects.filter(pk=first["tool"]).first()
    if tool is None:
        raise Refused(f"There is no tool {first['tool']}. Add the tool before its assessments.")
    key = {"title": first["title"], "on": _day(first["assessed_on"])}
    found = Assessment.objects.filter(tool=tool, **key).first() or _start(by, at, tool, key)
    changes = kept_answers.changes(found, {str(row["question_ref"]): _given(row) for row in rows})
    new = sum(change.answer.pk is None for change in changes)
    kept_answers.write(by, at, found, changes)
    _finish_recorded(by, at, found, published_on=_day(first["published_on"]))
    return new, len(changes) - new


def _finish_recorded(
    by: Actor, at: datetime, found: Assessment, *, published_on: date | None
) -> None:
    if found.finished_at is None:
        _set(events.AssessmentFinished, by, at, found, {"finished_at": at})
    if published_on and found.published_on is None:
        _set(events.AssessmentPublished, by, at, found, {"published_on": published_on})


def _given(row: Mapping[str, Any]) -> Given:
    return Given(
        rating=str(row["rating"] or ""),
        gist=str(row.get("gist") or ""),
        evidence=str(row.get("evidence") or ""),
        source=str(row.get("source") or ""),
    )


def _start(by: Actor, at: datetime, tool: Tool, fields: Mapping[str, Any]) -> Assessment:
    started = Assessment.objects.create(tool=tool, by=by.key, author=by.name, **fields)
    after = {"tool": tool.pk, **{name: plain(value) for name, value in fields.items()}}
    publish(events.AssessmentStarted(by=by.key, at=at, subject=_subject(started), after=after))
    return started


def _locked(assessment_id: int) -> Assessment:
    locked = Assessment.objects.select_for_update(of=("self",)).select_related("tool")
    found = locked.filter(pk=assessment_id).first()
    if found is None:
        raise Missing(f"There is no assessment {assessment_id}.")
    return found


def _set(
    kind: type[Event], by: Actor, at: datetime, found: Assessment, wanted: Mapping[str, Any]
) -> None:
    before, after = differences(found, wanted)
    if after:
        write(found, wanted)
        publish(kind(by=by.key, at=at, subject=_subject(found), before=before, after=after))


def _subject(assessment: Assessment) -> Subject:
    return Subject("strategy.assessment", str(assessment.pk))


def _rated(answer: Answer | None) -> bool:
    return answer is not None and answer.rating is not None


def _says_why(ref: str, answer: Answer) -> None:
    if rating := answer.rating:
        rules.says_why(
            ref=ref, label=rating.label, needs_reason=rating.needs_reason, gist=answer.gist
        ).enforce()


def _day(cell: object) -> date | None:
    """Return the day in a cell, which holds a day, its ISO text or nothing."""
    if isinstance(cell, date):
        return cell
    return date.fromisoformat(str(cell)) if cell else None
