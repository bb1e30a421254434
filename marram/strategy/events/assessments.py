"""What has happened to ratings, tools and self-assessments."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class SchemeAdded(Event):
    """Added a rating scheme"""


@dataclass(frozen=True, kw_only=True)
class SchemeAmended(Event):
    """Changed a rating scheme"""


@dataclass(frozen=True, kw_only=True)
class RatingAdded(Event):
    """Added a rating to a scheme"""


@dataclass(frozen=True, kw_only=True)
class RatingAmended(Event):
    """Changed what a rating means"""


@dataclass(frozen=True, kw_only=True)
class ToolAdded(Event):
    """Added an assessment tool"""


@dataclass(frozen=True, kw_only=True)
class ToolAmended(Event):
    """Changed an assessment tool"""


@dataclass(frozen=True, kw_only=True)
class QuestionAdded(Event):
    """Added a question to an assessment tool"""


@dataclass(frozen=True, kw_only=True)
class QuestionAmended(Event):
    """Changed a question of an assessment tool"""


@dataclass(frozen=True, kw_only=True)
class AssessmentStarted(Event):
    """Started an assessment"""


@dataclass(frozen=True, kw_only=True)
class AssessmentAnswered(Event):
    """Answered questions of an assessment"""


@dataclass(frozen=True, kw_only=True)
class AssessmentFinished(Event):
    """Finished an assessment"""


@dataclass(frozen=True, kw_only=True)
class AssessmentReopened(Event):
    """Opened a finished assessment again"""


@dataclass(frozen=True, kw_only=True)
class AssessmentPublished(Event):
    """Published an assessment"""


@dataclass(frozen=True, kw_only=True)
class AssessmentWithdrawn(Event):
    """Took an assessment back from publication"""
