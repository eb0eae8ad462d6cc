"""What the review says no to."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """It cannot be done now; the message says why, for the one who asked.

    Forms show it as they show their own errors.
    """
