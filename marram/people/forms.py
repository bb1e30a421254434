"""What people fill in here: the log in, accounts, organisations, groups and appointments."""

from collections.abc import Mapping, Sequence
from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from marram.design import forms as design
from marram.design.forms.base import sentences
from marram.people import vocabulary


NOBODY = [("", "None")]


def reword(form: forms.BaseForm, labels: Mapping[str, str], hints: Mapping[str, str]) -> None:
    """Give a form of the log in machinery our labels, hints and sentences."""
    for name, field in form.fields.items():
        field.label = labels.get(name, field.label)
        field.help_text = hints.get(name, "")
        field.widget.attrs.pop("placeholder", None)
        field.error_messages.update(sentences(field, str(field.label)))
    form.use_required_attribute = False


def offer(form: forms.BaseForm, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Let a field of the form be answered with these choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class LogIn(account_forms.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"login": "Email address", "password": "Password"}, {})


class ChangePassword(account_forms.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": "Password you use now",
            "password1": "New password",
            "password2": "New password again",
        }
        reword(self, labels, {"password1": PASSWORD_HINT})


class AskForReset(account_forms.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"email": "Email address"}, {"email": "The one you log in with"})


class ResetPassword(account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"password1": "New password", "password2": "New password again"}
        reword(self, labels, {"password1": PASSWORD_HINT})


class EnterPasswordAgain(account_forms.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"password": "Password"}, {})


class EnterCode(mfa_forms.AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"code": "Code"}, {"code": CODE_HINT})


class EnterCodeAgain(mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"code": "Code"}, {"code": CODE_HINT})


class SetSecondStep(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"code": "Code"}, {"code": "The six digits that the app shows now"})


PASSWORD_HINT = "At least 12 characters. Three words that do not belong together are good."
CODE_HINT = "The six digits that your app shows now, or one of your recovery codes"


class Join(design.Form):
    """What somebody who was invited enters."""

    name = forms.CharField(label="Your name", max_length=120, help_text="As colleagues know you")
    password = forms.CharField(
        label="Password",
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Password again",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        try:
            validate_password(password)
        except ValidationError as weak:
            raise ValidationError(weak.messages) from weak
        return password

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", "The two passwords differ. Enter the same one twice.")
        return given


def role_choices() -> list[tuple[str, str]]:
    """Return every role somebody may be given. Everybody is a resident anyway."""
    return [(role.slug, role.title) for role in vocabulary.roles() if role.slug != "resident"]


def role_hints() -> dict[str, str]:
    """Return what each role comes to do, and which need a second step."""
    second = " Needs a second step to log in."
    return {
        role.slug: f"Comes to {role.comes_to}.{second if role.second_step else ''}"
        for role in vocabulary.roles()
    }


class Roles(design.Form):
    """What somebody may do. None chosen means that they may only read what is published."""

    roles = forms.MultipleChoiceField(label="Roles", required=False, choices=role_choices)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    marks_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].widget = design.Checkboxes(hints=role_hints())
        offer(self, "roles", role_choices())


class Invite(design.Form):
    """Whom to invite, as what, and for whom they speak."""

    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="Email address", max_length=254)
    roles = forms.MultipleChoiceField(label="Roles", choices=role_choices)
    organisation = forms.ChoiceField(
        label="Organisation they speak for",
        required=False,
        help_text="They update this organisation's actions and measures.",
    )

    def __init__(self, *args: Any, organisations: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].widget = design.Checkboxes(hints=role_hints())
        offer(self, "roles", role_choices())
        offer(self, "organisation", [*NOBODY, *organisations])


class EndAccount(design.Form):
    """Nothing to fill in: the page says what happens, the button does it."""


class Organisation(design.Form):
    """The fields of an organisation."""

    name = forms.CharField(label="Name", max_length=200)
    short_name = forms.CharField(label="Short name", max_length=80, required=False)
    sector = forms.ChoiceField(
        label="Sector", choices=[(str(sector), str(sector)) for sector in vocabulary.Sector]
    )
    kind = forms.CharField(
        label="Kind", max_length=120, required=False, help_text="For example, acute trust"
    )
    area_served = forms.CharField(label="Area served", max_length=200, required=False)
    part_of = forms.ChoiceField(label="Part of", required=False)
    part_played = forms.CharField(
        label="What it does here", required=False, widget=design.Textarea(rows=3)
    )
    ended_on = design.DateField(label="Day it ended", required=False)
    source = forms.CharField(label="Source", required=False, help_text="Where this is written")
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, organisations: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "part_of", [*NOBODY, *organisations])

    def clean_part_of(self) -> str | None:
        return self.cleaned_data["part_of"] or None


class NewOrganisation(Organisation):
    slug = forms.CharField(
        label="Key",
        max_length=60,
        help_text="Stands in addresses and files: small letters, digits, hyphens, underscores",
    )
    field_order = ["slug", "name"]


class Group(design.Form):
    """The fields of a group."""

    name = forms.CharField(label="Name", max_length=200)
    short_name = forms.CharField(label="Short name", max_length=80, required=False)
    parent = forms.ChoiceField(label="Sits under", required=False)
    kind = forms.CharField(
        label="Kind", max_length=80, required=False, help_text="For example, sub-group"
    )
    purpose = forms.CharField(label="Purpose", required=False, widget=design.Textarea(rows=3))
    frequency = forms.CharField(
        label="How often it meets", max_length=200, required=False, help_text="Such as quarterly"
    )
    chair_role = forms.CharField(
        label="Role that chairs it",
        max_length=200,
        required=False,
        help_text="The role, such as Director of Public Health, not the person's name",
    )
    reports_to = forms.CharField(label="Reports to", max_length=200, required=False)
    status = forms.CharField(label="Status", max_length=120, required=False)
    members = forms.CharField(
        label="Members",
        required=False,
        widget=design.Textarea(rows=8),
        help_text="One a line: the key of an organisation, or words for anybody else",
    )
    source = forms.CharField(label="Source", required=False, help_text="Where this is written")
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, groups: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parent", [*NOBODY, *groups])

    def clean_parent(self) -> str | None:
        return self.cleaned_data["parent"] or None

    def clean_members(self) -> list[str]:
        lines = self.cleaned_data["members"].replace(";", "\n").splitlines()
        return [line.strip() for line in lines if line.strip()]


class NewGroup(Group):
    slug = forms.CharField(
        label="Key",
        max_length=60,
        help_text="Stands in addresses and files: small letters, digits, hyphens, underscores",
    )
    field_order = ["slug", "name"]


class Appoint(design.Form):
    """Who holds a post, from when."""

    post = forms.CharField(label="Post", max_length=120, help_text="Such as Chair, or Member")
    user = forms.ChoiceField(label="Person with an account", required=False)
    holder_role = forms.CharField(
        label="Role that holds the post",
        max_length=200,
        required=False,
        help_text="Such as Director of Public Health. This is what residents see.",
    )
    starts_on = design.DateField(label="First day")
    ends_on = design.DateField(label="Day it ends", required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "user", [*NOBODY, *people])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("user") and not given.get("holder_role"):
            self.add_error("user", "Choose a person, or enter the role that holds the post.")
        return given


class EndAppointment(design.Form):
    ends_on = design.DateField(
        label="Day it ends", help_text="On this day the appointment no longer holds"
    )
