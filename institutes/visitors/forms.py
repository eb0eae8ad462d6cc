"""A form that anybody may send, and what keeps robots out of it."""

from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext as _

from institutes.text import clean
from institutes.visitors.tokens import YOUNGEST, Unusable, make_token, nonce_of


class Text(forms.CharField):
    """What was typed, without what no text holds: NUL, control characters, half characters."""

    def to_python(self, value):
        text = super().to_python(value).replace("\0", "")
        return clean(text.encode("utf-8", "ignore").decode())


class VisitorForm(forms.Form):
    """A form about `about`. The templates write its fields out themselves.

    `homepage` is hidden from people, so only a robot fills it in. `nonce` is there once the form
    is valid. `words` names the field in which people write, and `youngest` is how many seconds
    old its token is at least.
    """

    words = ""
    youngest = YOUNGEST
    homepage = Text(required=False)
    token = Text(required=False)

    def __init__(self, about, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.about = about
        self.usable_token = ""

    def clean_homepage(self):
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(
                _("A field that people do not see was filled in. Please send it again.")
            )

    def clean_token(self):
        token = self.cleaned_data["token"]
        try:
            self.nonce = nonce_of(token, self.about, self.youngest)
        except Unusable as error:
            self.usable_token = token if error.again else ""
            raise forms.ValidationError(str(error)) from error
        self.usable_token = token
        return token

    @property
    def given(self):
        """What was said, by field."""
        guards = ("homepage", "token")
        return {name: value for name, value in self.cleaned_data.items() if name not in guards}

    @property
    def next_token(self):
        """What the form as it is shown now is sent with."""
        return self.usable_token or make_token(self.about)

    @property
    def typed(self):
        """The words as typed, as far as they can be shown."""
        return Text().to_python(self[self.words].value())

    @property
    def complaints(self):
        """What is wrong apart from the other fields, which say it beside themselves."""
        beside = self.fields.keys() - {"homepage", "token"}
        return [
            error for name, errors in self.errors.items() if name not in beside for error in errors
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
