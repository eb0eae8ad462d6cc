"""No row is above itself: parents, and what something is part of, make no circle."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def refuse_circle(row, field):
    """Raise ValidationError where the rows above `row`, by its foreign key `field`, come to it.

    Says in words, and before it is saved, what a trigger of the database refuses.
    """
    passed, above = set(), getattr(row, field)
    while above is not None and above.pk not in passed:
        if above.pk == row.pk:
            raise ValidationError({field: _("This would put it below itself.")})
        passed.add(above.pk)
        above = getattr(above, field)
