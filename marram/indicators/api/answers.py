"""The interface for other systems: what is published, read by everybody; figures sent by those
who may. Described by OpenAPI at /api/v1/openapi.json.

What a caller may not see is answered as what is not there (404). What they may see and not do is
refused with the reason (403). A request that cannot be read is answered 400, one whose values
cannot be right 422, each with a sentence.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from ninja import Field, NinjaAPI, Query, Schema, Status
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import django_auth
from pydantic import ConfigDict

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Refused
from marram.indicators import actions, policies, queries
from marram.indicators.queries.releasing import figures as released_figures
from marram.indicators.rules import rows as kept
from marram.indicators.vocabulary import ValueKind, parse


VERSION = "1.0.0"
# One answer holds so many figures; ask for fewer indicators or places to get all.
MOST = 10_000

api = NinjaAPI(
    title="Marram",
    version=VERSION,
    description=__doc__ or "",
    docs_url=None,
    openapi_url=None,
    urls_namespace="marram-api",
)


class Problem(Schema):
    """Why a request was not answered, in a sentence."""

    detail: str


class Indicator(Schema):
    """What an indicator means: its newest definition."""

    slug: str
    title: str
    meaning: str
    numerator: str
    denominator: str
    measure: str
    unit: str
    polarity: str
    interval: str
    topic: str
    life_stage: str
    synonyms: list[str]
    source: str
    data_source_name: str
    caveats: str
    cycle: str
    small_numbers: str
    definition: str = Field(description="The key of this version of the definition")


class FigureOut(Schema):
    """One figure after suppression; `value` is null where it is withheld or only words exist."""

    indicator: str
    title: str
    place: str
    place_name: str
    period: str
    starts_on: date | None
    ends_on: date | None = Field(description="The day after the last day of the period")
    age: str
    sex: str
    category_type: str
    category: str
    kind: str
    value: float | None
    lower: float | None = Field(description="Lower 95% limit")
    upper: float | None = Field(description="Upper 95% limit")
    count: float | None
    out_of: float | None
    unit: str
    shown: str
    words: str
    withheld: str = Field(description="The rule that hid or rounded the numbers")
    struck: bool = Field(description="Whether the figure is in doubt and judged nowhere")
    findings: list[str]
    note: str
    source: str
    delivery: str
    definition: str
    method: str


class Figures(Schema):
    """Figures in the order of indicator, place, people, kind and period."""

    figures: list[FigureOut]
    found: int


class FigureIn(Schema):
    """A figure as it is sent: a value, a count or words, for one slice."""

    model_config = ConfigDict(extra="forbid")
    indicator: str = Field(max_length=60)
    place: str = Field(max_length=60)
    period: str = Field(max_length=80, examples=["2018/19", "June 2019"])
    age: str = Field("all ages", max_length=60)
    sex: str = Field("persons", pattern="^(persons|female|male)$")
    category_type: str = Field("", max_length=120)
    category: str = Field("", max_length=120)
    kind: ValueKind = ValueKind.ACTUAL
    value: float | None = Field(None, allow_inf_nan=False)
    count: float | None = Field(None, allow_inf_nan=False)
    out_of: float | None = Field(None, allow_inf_nan=False)
    lower: float | None = Field(None, allow_inf_nan=False)
    upper: float | None = Field(None, allow_inf_nan=False)
    words: str = Field("", max_length=2_000)
    note: str = Field("", max_length=2_000)


class Sent(Schema):
    """Figures of one delivery, with where they come from."""

    model_config = ConfigDict(extra="forbid")
    source: str = Field(min_length=1, max_length=500)
    figures: list[FigureIn] = Field(min_length=1, max_length=MOST)


class Accepted(Schema):
    """What became of figures that were sent."""

    created: int
    changed: int
    unchanged: int


class Scorecard(Schema):
    slug: str
    title: str
    purpose: str
    place: str
    place_name: str
    measures: int


READ = {400: Problem, 404: Problem, 422: Problem}
WRITE = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 422: Problem}


@api.get("/indicators", response={200: list[Indicator], **READ}, tags=["Indicators"])
def indicators(request: HttpRequest, words: str = "", theme: str = "") -> Any:
    """Return the indicators whose title, other names or meaning hold every word."""
    found = queries.search(viewer=_asker(request), words=words, topic=theme, limit=MOST)
    return [_indicator(line) for line in found.lines]


@api.get("/indicators/{slug}", response={200: Indicator, **READ}, tags=["Indicators"])
def indicator(request: HttpRequest, slug: str) -> Any:
    """Return what an indicator means."""
    return _indicator(queries.definition(viewer=_asker(request), slug=slug))


@api.get("/figures", response={200: Figures, **READ}, tags=["Figures"])
def figures(
    request: HttpRequest,
    indicator: Annotated[list[str], Query(min_length=1, max_length=100)],
    place: Annotated[list[str] | None, Query()] = None,
    as_at: datetime | None = None,
) -> Any:
    """Return the figures of indicators, of all places or of those named; `as_at` asks for what
    was known at a past moment."""
    known = queries.definitions(viewer=_asker(request), slugs=indicator)
    if unknown := sorted(set(indicator) - set(known)):
        raise Missing(f"There is no indicator {unknown[0]}.")
    found = released_figures(
        viewer=_asker(request),
        on=timezone.localdate(),
        indicators=indicator,
        places=place,
        as_at=_in_zone(as_at),
    )
    if len(found) > MOST:
        raise HttpError(
            422, f"{len(found):,} figures are too many for one answer. Ask for fewer at a time."
        )
    return {"figures": [asdict(each) for each in found], "found": len(found)}


@api.post("/figures", response={201: Accepted, **WRITE}, auth=django_auth, tags=["Figures"])
def send_figures(request: HttpRequest, sent: Sent) -> Any:
    """Bring figures in as one delivery. They count at once; those of before stay on record."""
    policies.may_bring_in(_asker(request)).enforce()
    _must_be_readable(sent.figures)
    rows = [{**each.dict(), "row": number} for number, each in enumerate(sent.figures, start=1)]
    counts = actions.keep_observations(
        by=_asker(request), at=timezone.localtime(), table=kept.table(rows), source=sent.source
    )
    return Status(201, dict(zip(("created", "changed", "unchanged"), counts, strict=True)))


@api.get("/scorecards", response={200: list[Scorecard], **READ}, tags=["Scorecards"])
def scorecards(request: HttpRequest) -> Any:
    """Return the scorecards."""
    return [asdict(each) for each in queries.scorecard_lines(viewer=_asker(request))]


@api.get("/scorecards/{slug}", response={200: dict[str, Any], **READ}, tags=["Scorecards"])
def scorecard(request: HttpRequest, slug: str, as_at: datetime | None = None) -> Any:
    """Return a scorecard with the newest figure of each measure, judged."""
    return asdict(
        queries.scorecard(
            viewer=_asker(request), slug=slug, on=timezone.localdate(), as_at=_in_zone(as_at)
        )
    )


@api.get(
    "/scorecards/{slug}/exceptions", response={200: dict[str, Any], **READ}, tags=["Scorecards"]
)
def exceptions(request: HttpRequest, slug: str, as_at: datetime | None = None) -> Any:
    """Return the measures of a scorecard that miss, with the recovery date tested."""
    return asdict(
        queries.exception_report(
            viewer=_asker(request), slug=slug, on=timezone.localdate(), as_at=_in_zone(as_at)
        )
    )


def patterns() -> list[URLPattern]:
    """Return the addresses of the interface; each answers for itself who may."""
    found = [
        each for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"
    ]
    for pattern in found:
        pattern.callback.login_required = False  # type: ignore[attr-defined]
    return found


def described() -> dict[str, Any]:
    """Return the description of the interface in OpenAPI."""
    return dict(api.get_openapi_schema(path_prefix="/api/v1/"))


def _asker(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _in_zone(moment: datetime | None) -> datetime | None:
    if moment is None or moment.tzinfo:
        return moment
    return timezone.make_aware(moment)


def _indicator(line: queries.DefinitionLine) -> dict[str, Any]:
    return {**asdict(line), "definition": line.key}


def _must_be_readable(sent: Sequence[FigureIn]) -> None:
    """Refuse figures that name what is not there or cannot be read, the first with its number."""
    slugs, places = queries.indicator_slugs(), queries.place_keys()
    for number, each in enumerate(sent, start=1):
        if reason := _unreadable(each, slugs, places):
            raise HttpError(422, f"Figure {number}: {reason}")


def _unreadable(each: FigureIn, slugs: frozenset[str], places: frozenset[str]) -> str:
    if each.indicator not in slugs:
        return f"there is no indicator {each.indicator}."
    if each.place not in places:
        return f"there is no place {each.place}. Send the code of an area or an organisation's key."
    if each.value is None and each.count is None and not each.words:
        return "it has no value, no count and no words. Send one of them."
    try:
        parse(each.period)
    except ValueError as wrong:
        return str(wrong)
    return ""


def _answer(status: int, request: HttpRequest, detail: str) -> HttpResponse:
    return api.create_response(request, {"detail": detail}, status=status)


@api.exception_handler(Missing)
def _missing(request: HttpRequest, wrong: Missing) -> HttpResponse:
    return _answer(404, request, str(wrong))


@api.exception_handler(Refused)
def _refused(request: HttpRequest, wrong: Refused) -> HttpResponse:
    return _answer(403, request, str(wrong))


@api.exception_handler(AuthenticationError)
def _unknown_caller(request: HttpRequest, wrong: AuthenticationError) -> HttpResponse:
    return _answer(401, request, "Log in first: this changes what is held.")


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    first = wrong.errors[0]
    where = " ".join(str(each) for each in first.get("loc", ())[1:])
    return _answer(422, request, f"{where}: {first.get('msg', 'cannot be right')}.")
