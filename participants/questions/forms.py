"""The form in which anybody reports a problem with a figure."""

from django.utils.translation import gettext_lazy

from institutes.visitors.forms import Text, VisitorForm
from participants.models.question import QUESTION_AT_MOST


class ReportForm(VisitorForm):
    words = "text"
    text = Text(
        max_length=QUESTION_AT_MOST,
        error_messages={
            "required": gettext_lazy("Say what is wrong."),
            "max_length": gettext_lazy(
                "The text has %(show_value)d characters; at most %(limit_value)d can be kept."
            ),
        },
    )
