"""The forms of signing in: a code, and password with code before the second factor is changed."""

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

from keco_portal.sign_in import second_factor

WRONG_CODE = _("That code is not right, or it was used before. Take the next one that appears.")


class Code(forms.CharField):
    """What the app shows, or a recovery code."""

    widget = forms.TextInput(
        attrs={
            "autocomplete": "one-time-code",
            "autocapitalize": "none",
            "spellcheck": "false",
            "size": 24,
        }
    )

    def __init__(self, **given):
        super().__init__(max_length=40, **given)


class CodeForm(forms.Form):
    """Asks for a code before somebody is let in."""

    code = Code(
        label=_("Code"),
        help_text=_("The six figures of the app on your phone, or one of your recovery codes."),
    )


class FirstCodeForm(forms.Form):
    """Asks for the first code of an app that is set up."""

    code = Code(label=_("Code"), help_text=_("The six figures that the app shows now."))


class ConfirmForm(forms.Form):
    """Password and code: that it is still the person who signed in. Wrong ones are counted.

    Raises TooManyRequests where the person has to wait after wrong codes.
    """

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = Code(
        label=_("Code"),
        help_text=_("The six figures of the app on your phone, or one of your recovery codes."),
    )

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        if not second_factor.has_one(request.user):
            del self.fields["code"]

    def clean(self):
        given = super().clean()
        person = self.request.user
        name = person.get_username()
        if self.errors:
            return given
        if authenticate(self.request, username=name, password=given["password"]) != person:
            raise forms.ValidationError(_("The password or the code is not right."))
        if "code" in given and not second_factor.accepted(person, given["code"]):
            raise forms.ValidationError(_("The password or the code is not right."))
        return given


class ForgottenForm(forms.Form):
    """Where the link for a new password is to be sent."""

    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
