from django.db import models
from django.db.models import F, Q

from marram.people.models.accounts import User
from marram.people.models.groups import Group
from marram.people.models.organisations import Organisation


class Appointment(models.Model):
    """Who holds which post where, on every day with starts_on <= day < ends_on.

    The published record knows the role that holds a post ("Director of Public Health"), not
    the person; a person with an account speaks for the organisations and groups named here.
    """

    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    holder_role = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    post = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-starts_on", "post", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(group__isnull=False),
                name="a_post_is_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(holder_role=""),
                name="a_post_is_held_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_post_ends_after_it_starts",
            ),
        ]
