"""What is done to rating schemes and to the tools that assessments use."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, TypeAlias

from django.db import transaction
from django.db.models import Model

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, differences, plain
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.strategy.events import assessments as events
from marram.strategy.models import Element, Question, Rating, Scheme, Strategy, Tool
from marram.strategy.policies import assessments as policies
from marram.strategy.rules import assessments as rules
from marram.strategy.vocabulary import ElementLevel


Row: TypeAlias = Mapping[str, Any]


@transaction.atomic
def record_schemes(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change schemes and their ratings by `scheme` and `code`; return the counts of rows.

    A row holds scheme, scheme_title, code, label, meaning, tone, position, needs_reason, finishes
    and source. Rows of one scheme stand together.

    Raises: Refused when `by` may not or a row does not fit; nothing is written then.
    """
    policies.may_keep_tools(by).enforce()
    outcomes = [
        outcome
        for slug, group in groupby(rows, key=lambda row: str(row["scheme"]))
        for outcome in _record_scheme(by, at, slug, list(group))
    ]
    return _counted(outcomes)


@transaction.atomic
def record_tools(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change tools by `tool`; a row holds tool, title, scheme and source.

    Raises: Refused when `by` may not or a scheme is unknown; nothing is written then.
    """
    policies.may_keep_tools(by).enforce()
    return _counted(_record_tool(by, at, row) for row in rows)


@transaction.atomic
def record_questions(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change questions by `tool` and `question_ref`, in the order of the rows.

    A row holds tool, section, question_ref and question.

    Raises: Refused when `by` may not or a tool is unknown; nothing is written then.
    """
    policies.may_keep_tools(by).enforce()
    outcomes = [
        outcome
        for slug, group in groupby(rows, key=lambda row: str(row["tool"]))
        for outcome in _record_questions(by, at, slug, list(group))
    ]
    return _counted(outcomes)


@transaction.atomic
def make_vision_test(*, by: Actor, at: datetime, strategy: str) -> Tool:
    """Make or renew the test of whether a strategy's vision is met; return its tool.

    Each vision and outcome statement of the framework becomes a question, met, partly met or not.

    Raises: Missing; Refused when `by` may not or the strategy states no vision and no outcomes.
    """
    policies.may_assess(by).enforce()
    found = Strategy.objects.filter(pk=strategy).first()
    if found is None:
        raise Missing(f"There is no strategy {strategy}.")
    elements = _statements(found)
    rules.has_statements(title=found.title, count=len(elements)).enforce()
    slug = rules.vision_test_slug(strategy)
    tool = {"tool": slug, "title": f"Vision test: {found.title}", "scheme": "statement-met"}
    _record_tool(by, at, tool)
    rows: list[Row] = [
        {
            "section": element.level.capitalize(),
            "question_ref": element.ref,
            "question": element.text,
        }
        for element in elements
    ]
    _record_questions(by, at, slug, rows)
    return Tool.objects.get(pk=slug)


def _statements(strategy: Strategy) -> list[Element]:
    levels = (ElementLevel.VISION, ElementLevel.OUTCOME)
    found = Element.objects.filter(strategy=strategy, level__in=levels).order_by("position", "pk")
    return sorted(found, key=lambda element: levels.index(ElementLevel(element.level)))


def _record_scheme(by: Actor, at: datetime, slug: str, rows: list[Row]) -> list[str]:
    sources = dict.fromkeys(str(row["source"]) for row in rows if row.get("source"))
    wanted = {"title": rows[0]["scheme_title"], "source": "; ".join(sources)}
    scheme = Scheme.objects.filter(pk=slug).first()
    if scheme is None:
        scheme = Scheme.objects.create(slug=slug, **wanted)
        _tell(events.SchemeAdded, by, at, Subject("strategy.scheme", slug), after=_plain(wanted))
    else:
        before, after = _amend(scheme, wanted)
        _tell(events.SchemeAmended, by, at, Subject("strategy.scheme", slug), before, after)
    ratings = {rating.code: rating for rating in Rating.objects.filter(scheme=scheme)}
    return [_record_rating(by, at, scheme, ratings.get(str(row["code"])), row) for row in rows]


def _record_rating(by: Actor, at: datetime, scheme: Scheme, found: Rating | None, row: Row) -> str:
    rules.a_tone(str(row["tone"])).enforce()
    wanted = {
        "label": row["label"],
        "meaning": row["meaning"],
        "tone": row["tone"],
        "position": int(row["position"]),
        "needs_reason": _is_yes(row["needs_reason"]),
        "finishes": _is_yes(row["finishes"]),
    }
    if found is None:
        made = Rating.objects.create(scheme=scheme, code=row["code"], **wanted)
        after = {"scheme": scheme.pk, "code": made.code, **_plain(wanted)}
        _tell(events.RatingAdded, by, at, Subject("strategy.rating", str(made.pk)), after=after)
        return "created"
    before, after = _amend(found, wanted)
    _tell(events.RatingAmended, by, at, Subject("strategy.rating", str(found.pk)), before, after)
    return "changed" if after else "unchanged"


def _record_tool(by: Actor, at: datetime, row: Row) -> str:
    slug, scheme = str(row["tool"]), Scheme.objects.filter(pk=row["scheme"]).first()
    if scheme is None:
        raise Refused(f"The tool {slug} names the scheme {row['scheme']}, which does not exist.")
    wanted = {"title": row["title"], "scheme": scheme, "source": row.get("source") or ""}
    subject = Subject("strategy.tool", slug)
    found = Tool.objects.select_related("scheme").filter(pk=slug).first()
    if found is None:
        Tool.objects.create(slug=slug, **wanted)
        _tell(events.ToolAdded, by, at, subject, after=_plain(wanted))
        return "created"
    before, after = _amend(found, wanted)
    _tell(events.ToolAmended, by, at, subject, before, after)
    return "changed" if after else "unchanged"


def _record_questions(by: Actor, at: datetime, slug: str, rows: list[Row]) -> list[str]:
    tool = Tool.objects.filter(pk=slug).first()
    if tool is None:
        raise Refused(f"There is no tool {slug}. Add the tool before its questions.")
    present = {question.ref: question for question in Question.objects.filter(tool=tool)}
    return [
        _record_question(by, at, tool, present.get(str(row["question_ref"])), row, position)
        for position, row in enumerate(rows, start=1)
    ]


def _record_question(
    by: Actor, at: datetime, tool: Tool, found: Question | None, row: Row, position: int
) -> str:
    wanted = {"section": row["section"], "text": row["question"], "position": position}
    if found is None:
        made = Question.objects.create(tool=tool, ref=row["question_ref"], **wanted)
        after = {"tool": tool.pk, "ref": made.ref, **_plain(wanted)}
        _tell(events.QuestionAdded, by, at, Subject("strategy.question", str(made.pk)), after=after)
        return "created"
    before, after = _amend(found, wanted)
    subject = Subject("strategy.question", str(found.pk))
    _tell(events.QuestionAmended, by, at, subject, before, after)
    return "changed" if after else "unchanged"


def _tell(
    kind: type[Event],
    by: Actor,
    at: datetime,
    subject: Subject,
    before: Row | None = None,
    after: Row | None = None,
) -> None:
    """Publish the event, unless nothing changed."""
    if after:
        publish(kind(by=by.key, at=at, subject=subject, before=before or {}, after=after))


def _amend(record: Model, wanted: Row) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write the fields that differ; return them before and after. These tables have no versions."""
    before, after = differences(record, wanted)
    for name in after:
        setattr(record, name, wanted[name])
    if after:
        record.save()
    return before, after


def _plain(fields: Row) -> dict[str, Any]:
    return {name: plain(value) for name, value in fields.items()}


def _is_yes(cell: object) -> bool:
    return cell is True or str(cell).strip().lower() in ("yes", "true", "1")


def _counted(outcomes: Iterable[str]) -> Recorded:
    all_of_them = list(outcomes)
    created, changed, unchanged = (
        all_of_them.count(outcome) for outcome in ("created", "changed", "unchanged")
    )
    return Recorded(created, changed, unchanged)
