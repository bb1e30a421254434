"""What is known of assessments and their tools, as a given viewer may see it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.strategy.models import Answer, Assessment, Element, Question, Rating, Tool
from marram.strategy.policies import assessments as policies
from marram.strategy.policies import library as library_policies
from marram.strategy.queries.action_lines import Claim
from marram.strategy.rules import assessments as rules
from marram.strategy.rules.movements import Movement, counts_sentence, movement
from marram.strategy.vocabulary import ElementLevel


@dataclass(frozen=True, kw_only=True)
class ToolLine:
    """One tool in the list, with its sittings that the viewer may read."""

    slug: str
    title: str
    questions: int
    sittings: int
    last_on: date | None


@dataclass(frozen=True, kw_only=True)
class ToolList:
    """The tools that there are; residents see those with a published assessment."""

    tools: tuple[ToolLine, ...]
    may_assess: Verdict


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One assessment in a list, and how often each rating was given, in the scheme's order."""

    number: int
    title: str
    on: date
    author: str
    finished: bool
    published_on: date | None
    counts: tuple[tuple[Claim, int], ...]


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """A question of a tool, under its section."""

    ref: str
    section: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ToolPage:
    """A tool: what it asks, how it rates, and its sittings, the latest first."""

    slug: str
    title: str
    source: str
    scheme: str
    ratings: tuple[Claim, ...]
    questions: tuple[AskedQuestion, ...]
    sittings: tuple[Sitting, ...]
    may_assess: Verdict


@dataclass(frozen=True, kw_only=True)
class AnsweredQuestion:
    """A question with its answer; `movement` is from the sitting before, if there is one."""

    number: int
    ref: str
    section: str
    text: str
    rating: Claim | None
    gist: str
    evidence: str
    source: str
    movement: Movement | None


@dataclass(frozen=True, kw_only=True)
class AssessmentPage:
    """One sitting of a tool with all its questions; `earlier` is the one before of its title."""

    number: int
    tool: str
    tool_title: str
    title: str
    on: date
    author: str
    finished_at: datetime | None
    published_on: date | None
    version: int
    ratings: tuple[Claim, ...]
    questions: tuple[AnsweredQuestion, ...]
    earlier: Sitting | None
    movement_sentence: str
    may_assess: Verdict
    may_change: Verdict
    may_finish: Verdict


@dataclass(frozen=True, kw_only=True)
class ComparedQuestion:
    """A question of a tool with its rating in each of two sittings."""

    ref: str
    section: str
    text: str
    before: Claim | None
    after: Claim | None
    movement: Movement


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two sittings of a tool, question by question, and the counts as a sentence."""

    tool: str
    tool_title: str
    earlier: Sitting
    later: Sitting
    questions: tuple[ComparedQuestion, ...]
    sentence: str


def tool_list(*, viewer: Actor) -> ToolList:
    """Return the tools by title. Two SQL queries."""
    seen = policies.assessments_seen_by(viewer)
    sittings = {
        row["tool"]: row
        for row in seen.order_by().values("tool").annotate(count=Count("pk"), last=Max("on"))
    }
    may_assess = policies.may_assess(viewer)
    rows = Tool.objects.annotate(asked=Count("questions")).order_by("title", "slug")
    return ToolList(
        tools=tuple(
            ToolLine(
                slug=slug,
                title=title,
                questions=asked,
                sittings=sittings[slug]["count"] if slug in sittings else 0,
                last_on=sittings[slug]["last"] if slug in sittings else None,
            )
            for slug, title, asked in rows.values_list("slug", "title", "asked")
            if slug in sittings or policies.may_read_tools(viewer)
        ),
        may_assess=may_assess,
    )


def tool_page(*, viewer: Actor, slug: str) -> ToolPage:
    """Return a tool with its sittings. Five SQL queries.

    Raises: Missing, also to a resident while no sitting of it is published.
    """
    tool = Tool.objects.select_related("scheme").filter(pk=slug).first()
    sittings = _sittings(viewer, tool) if tool else ()
    if tool is None or not (sittings or policies.may_read_tools(viewer)):
        raise Missing(f"There is no assessment tool {slug}.")
    questions = Question.objects.filter(tool=tool).order_by("position", "pk")
    return ToolPage(
        slug=tool.slug,
        title=tool.title,
        source=tool.source,
        scheme=tool.scheme.title,
        ratings=_ratings(tool),
        questions=tuple(
            AskedQuestion(ref=ref, section=section, text=text)
            for ref, section, text in questions.values_list("ref", "section", "text")
        ),
        sittings=sittings,
        may_assess=policies.may_assess(viewer),
    )


def assessment_page(*, viewer: Actor, tool: str, number: int) -> AssessmentPage:
    """Return a sitting with its questions and answers. At most six SQL queries.

    Raises: Missing.
    """
    found = _assessment(viewer, tool, number)
    every = [each for each in _sittings(viewer, found.tool) if each.title == found.title]
    earlier = next((each for each in every if each.on < found.on and each.finished), None)
    kept = _answers([number, *([earlier.number] if earlier else [])])
    questions = _answered(found.tool, kept[number], kept[earlier.number] if earlier else None)
    moved = [each.movement for each in questions if each.movement is not None]
    unrated = [each.ref for each in questions if each.rating is None]
    return AssessmentPage(
        number=found.pk,
        tool=found.tool_id,
        tool_title=found.tool.title,
        title=found.title,
        on=found.on,
        author=found.author,
        finished_at=found.finished_at,
        published_on=found.published_on,
        version=found.version,
        ratings=_ratings(found.tool),
        questions=questions,
        earlier=earlier,
        movement_sentence=_moved(moved) if earlier else "",
        may_assess=policies.may_assess(viewer),
        may_change=rules.may_change(found.finished_at),
        may_finish=rules.may_finish(finished_at=found.finished_at, unrated=unrated),
    )


def comparison(*, viewer: Actor, tool: str, earlier: int, later: int) -> Comparison:
    """Return two sittings of a tool against each other. At most six SQL queries.

    Raises: Missing when one of them is not there for this viewer.
    """
    first, second = _assessment(viewer, tool, earlier), _assessment(viewer, tool, later)
    sittings = {each.number: each for each in _sittings(viewer, first.tool)}
    kept = _answers([earlier, later])
    questions = tuple(
        _compared(question, kept[earlier], kept[later])
        for question in Question.objects.filter(tool=first.tool).order_by("position", "pk")
    )
    return Comparison(
        tool=tool,
        tool_title=first.tool.title,
        earlier=sittings[first.pk],
        later=sittings[second.pk],
        questions=questions,
        sentence=_moved([question.movement for question in questions]),
    )


def testable_strategies(*, viewer: Actor) -> tuple[tuple[str, str], ...]:
    """Return the strategies that state a vision or outcomes, as (slug, title). One SQL query."""
    stating = Element.objects.filter(level__in=(ElementLevel.VISION, ElementLevel.OUTCOME))
    seen = library_policies.strategies_seen_by(viewer).filter(pk__in=stating.values("strategy"))
    return tuple(seen.order_by("title", "slug").values_list("slug", "title"))


def _assessment(viewer: Actor, tool: str, number: int) -> Assessment:
    seen = policies.assessments_seen_by(viewer).select_related("tool")
    found = seen.filter(pk=number, tool=tool).first()
    if found is None:
        raise Missing(f"There is no assessment {number}.")
    return found


def _ratings(tool: Tool) -> tuple[Claim, ...]:
    rows = Rating.objects.filter(scheme=tool.scheme_id).order_by("position", "pk")
    return tuple(Claim(*row) for row in rows.values_list("code", "label", "tone", "meaning"))


def _sittings(viewer: Actor, tool: Tool) -> tuple[Sitting, ...]:
    """Return the sittings of a tool, the latest first. Two SQL queries."""
    seen = policies.assessments_seen_by(viewer).filter(tool=tool)
    counted = Answer.objects.filter(assessment__in=seen, rating__isnull=False).order_by(
        "assessment", "rating__position"
    )
    counts: dict[int, list[tuple[Claim, int]]] = defaultdict(list)
    for number, code, label, tone, _, count in counted.values_list(
        "assessment", "rating__code", "rating__label", "rating__tone", "rating__position"
    ).annotate(Count("pk")):
        counts[number].append((Claim(code, label, tone), count))
    return tuple(
        Sitting(
            number=each.pk,
            title=each.title,
            on=each.on,
            author=each.author,
            finished=each.finished_at is not None,
            published_on=each.published_on,
            counts=tuple(counts[each.pk]),
        )
        for each in seen.order_by("-on", "-pk")
    )


def _answers(numbers: Sequence[int]) -> Mapping[int, Mapping[int, Answer]]:
    """Return the answers of assessments, by assessment and by question. One SQL query."""
    found: dict[int, dict[int, Answer]] = defaultdict(dict)
    for answer in Answer.objects.select_related("rating").filter(assessment__in=numbers):
        found[answer.assessment_id][answer.question_id] = answer
    return found


def _answered(
    tool: Tool, answers: Mapping[int, Answer], earlier: Mapping[int, Answer] | None
) -> tuple[AnsweredQuestion, ...]:
    asked = Question.objects.filter(tool=tool).order_by("position", "pk")
    return tuple(_answer(question, answers, earlier) for question in asked)


def _answer(
    question: Question, answers: Mapping[int, Answer], earlier: Mapping[int, Answer] | None
) -> AnsweredQuestion:
    kept = answers.get(question.pk)
    rating = _claim(kept)
    moved = None if earlier is None else _movement(_claim(earlier.get(question.pk)), rating)
    return AnsweredQuestion(
        number=question.pk,
        ref=question.ref,
        section=question.section,
        text=question.text,
        rating=rating,
        gist=kept.gist if kept else "",
        evidence=kept.evidence if kept else "",
        source=kept.source if kept else "",
        movement=moved,
    )


def _compared(
    question: Question, before: Mapping[int, Answer], after: Mapping[int, Answer]
) -> ComparedQuestion:
    was, now = _claim(before.get(question.pk)), _claim(after.get(question.pk))
    return ComparedQuestion(
        ref=question.ref,
        section=question.section,
        text=question.text,
        before=was,
        after=now,
        movement=_movement(was, now),
    )


def _claim(answer: Answer | None) -> Claim | None:
    if answer is None or answer.rating is None:
        return None
    return Claim(answer.rating.code, answer.rating.label, answer.rating.tone)


def _movement(before: Claim | None, after: Claim | None) -> Movement:
    return movement(before=before.tone if before else "", after=after.tone if after else "")


def _moved(movements: Sequence[Movement]) -> str:
    return f"Of {len(movements)} questions {counts_sentence(movements)}"
