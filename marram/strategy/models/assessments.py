"""Self-assessments: a tool of questions, answered on a day, rated by the tool's own scheme."""

from django.db import models

from marram.strategy.models.ratings import Rating, Scheme


class Tool(models.Model):
    """A set of questions, such as a scoping tool, with the scheme that rates the answers."""

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.TextField()
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+")
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["title", "slug"]


class Question(models.Model):
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="questions")
    ref = models.CharField(max_length=20)
    section = models.TextField(blank=True)
    text = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["tool", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tool", "ref"], name="one_question_per_ref"),
        ]


class Assessment(models.Model):
    """One sitting of a tool: by whom, for what, on which day."""

    tool = models.ForeignKey(Tool, models.PROTECT, related_name="assessments")
    title = models.TextField()
    on = models.DateField()
    by = models.CharField(max_length=80)
    author = models.TextField()
    finished_at = models.DateTimeField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["tool", "-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tool", "title", "on"], name="one_assessment_a_day"),
        ]


class Answer(models.Model):
    """The rating of one question, the gist of why, and the evidence for it.

    Words may be kept before a rating is chosen; a finished assessment has every question rated.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+", null=True, blank=True)
    gist = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["assessment", "question__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="one_answer_each"),
        ]
