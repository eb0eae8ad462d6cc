"""What the review says no to."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class Refused(ValidationError):
    """It cannot be done now; the message says why, for the one who asked.

    Forms show it as they show their own errors.
    """

    @staticmethod
    def rule(name):
        """The message where a rule of the database has no words of its own."""
        return _("The rule “%(name)s” of the database does not allow it.") % {"name": name}
