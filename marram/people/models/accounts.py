from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower


class Accounts(BaseUserManager["User"]):
    """Finds an account by its address, whatever the case it was typed in."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who can log in. Their roles are rows with dates; colleagues see their name."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "joined_at"]

    # The log in machinery asks for `objects`; this room's queries alone read it.
    objects = Accounts()

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_an_address"),
            models.CheckConstraint(
                condition=Q(is_active=True, left_at=None) | Q(is_active=False),
                name="who_left_cannot_log_in",
            ),
        ]

    def __str__(self) -> str:
        return self.email


class RoleHeld(models.Model):
    """A role that a person holds on every day with starts_on <= day < ends_on."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles_held")
    role = models.SlugField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["user", "role", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_role_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(ends_on=None), name="a_role_is_held_once"
            ),
        ]


class Invitation(models.Model):
    """An open door for one person, for a few days. Only the hash of its token is kept."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    roles = models.JSONField(default=list)
    organisations = models.ManyToManyField("people.Organisation", related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(max_length=60)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    unscoped = models.Manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")),
                name="an_invitation_lasts_a_while",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="an_invitation_has_one_end",
            ),
        ]


class KeptTyping(models.Model):
    """What somebody typed before they noticed that they had been signed out.

    `user` is who may see it; until somebody logs in with the token, that is nobody.
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=2000)
    fields = models.JSONField()
    files_lost = models.JSONField(default=list)
    kept_at = models.DateTimeField()

    unscoped = models.Manager()

    class Meta:
        ordering = ["-kept_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, token_hash="") | (Q(user=None) & ~Q(token_hash="")),
                name="typing_belongs_to_a_person_or_a_token",
            ),
            models.UniqueConstraint(
                fields=["user", "path"],
                condition=Q(user__isnull=False),
                name="a_person_keeps_one_typing_a_page",
            ),
            models.UniqueConstraint(
                fields=["token_hash", "path"],
                condition=Q(user=None),
                name="a_token_keeps_one_typing_a_page",
            ),
        ]
