"""The form that asks how satisfied a visitor is, and what keeps robots out of it."""

from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutes.text import clean
from keco_portal.feedback.tokens import Unusable, make_token, nonce_of
from keco_portal.models import COMMENT_AT_MOST, Score


class Text(forms.CharField):
    """What was typed, without what no text holds: NUL, control characters, half characters."""

    def to_python(self, value):
        text = super().to_python(value).replace("\0", "")
        return clean(text.encode("utf-8", "ignore").decode())


class RatingForm(forms.Form):
    """The rating of `page`. The templates write its fields out themselves.

    `homepage` is hidden from people, so only a robot fills it in. `nonce` is there once the form
    is valid.
    """

    score = forms.TypedChoiceField(
        choices=Score.choices,
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose one of the five answers."),
            "invalid_choice": gettext_lazy("Choose one of the five answers."),
        },
    )
    comment = Text(
        required=False,
        max_length=COMMENT_AT_MOST,
        error_messages={
            "max_length": gettext_lazy(
                "The comment has %(show_value)d characters; at most %(limit_value)d can be kept."
            )
        },
    )
    homepage = Text(required=False)
    token = Text(required=False)

    def __init__(self, page, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page
        self.usable_token = ""

    def clean_homepage(self):
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(
                _("A field that people do not see was filled in. Please send it again.")
            )

    def clean_token(self):
        token = self.cleaned_data["token"]
        try:
            self.nonce = nonce_of(token, self.page)
        except Unusable as error:
            self.usable_token = token if error.again else ""
            raise forms.ValidationError(str(error)) from error
        self.usable_token = token
        return token

    @property
    def next_token(self):
        """What the form as it is shown now is sent with."""
        return self.usable_token or make_token(self.page)

    @property
    def scores(self):
        """The five answers: value, words, and whether it is chosen."""
        chosen = str(self["score"].value())
        return [(value, words, str(value) == chosen) for value, words in Score.choices]

    @property
    def typed(self):
        """The comment as typed, as far as it can be shown."""
        return Text().to_python(self["comment"].value())

    @property
    def complaints(self):
        """What is wrong, apart from score and comment, which say it beside themselves."""
        return [
            error
            for name, errors in self.errors.items()
            if name not in ("score", "comment")
            for error in errors
        ]


def comes_from_elsewhere(request):
    """Whether the browser says that a page of another site sent the form."""
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site:
        return fetch_site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    try:
        return bool(origin) and urlsplit(origin).netloc != request.get_host()
    except ValueError:
        return True
