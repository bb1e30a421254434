from django.db import models
from django.db.models import F, Q

from marram.people.models.organisations import Organisation


class Group(models.Model):
    """A board, forum, panel or team that meets: where it sits, why, how often, who chairs.

    `frequency`, `chair_role`, `reports_to` and `status` are kept as they were written, since
    papers rarely put them in a form that a calendar would accept.
    """

    slug = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    parent_as_written = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=80, blank=True)
    purpose = models.TextField(blank=True)
    frequency = models.CharField(max_length=200, blank=True)
    chair_role = models.CharField(max_length=200, blank=True)
    reports_to = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=120, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=F("slug")), name="no_group_is_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(parent_as_written=""),
                name="a_group_has_a_parent_or_words_for_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Who sits on a group: an organisation we know (with a remark), or words for one we do not."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    words = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["group", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "position"], name="one_member_a_place_on_the_list"
            ),
            models.UniqueConstraint(
                fields=["group", "organisation"], name="an_organisation_sits_once_on_a_group"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(words=""),
                name="a_member_is_known_or_named",
            ),
        ]
