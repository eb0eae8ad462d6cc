"""The form that asks how satisfied a visitor is."""

from django import forms
from django.utils.translation import gettext_lazy

from institutes.visitors.forms import Text, VisitorForm
from keco_portal.models import COMMENT_AT_MOST, Score


class RatingForm(VisitorForm):
    """The rating of the page that it is about."""

    words = "comment"
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

    @property
    def scores(self):
        """The five answers: value, words, and whether it is chosen."""
        chosen = str(self["score"].value())
        return [(value, words, str(value) == chosen) for value, words in Score.choices]
