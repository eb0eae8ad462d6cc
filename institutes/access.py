"""Who may do what on the desk: a person's institutes, and what the person does there.

This is the one rule; every list, form, action, import and export asks it. A person of the staff
sees and does nothing outside the institutes of their memberships. The portal's administrators are
Django's superusers: their institutes are all of them.
"""

from institutes.models import Institute, Role

# What a role includes: a publisher writes, and an editor sees.
AT_LEAST = {
    Role.VIEWER: [Role.VIEWER, Role.EDITOR, Role.PUBLISHER],
    Role.EDITOR: [Role.EDITOR, Role.PUBLISHER],
    Role.PUBLISHER: [Role.PUBLISHER],
}


def is_staff(person):
    """Whether the account may sign in to the desk at all."""
    return person.is_active and person.is_staff


def is_administrator(person):
    return is_staff(person) and person.is_superuser


def institutes_of(person, role=Role.VIEWER):
    """The institutes where `person` has `role` or one that includes it, as a queryset."""
    if is_administrator(person):
        return Institute.objects.all()
    if not is_staff(person):
        return Institute.objects.none()
    return Institute.objects.filter(
        memberships__user=person.pk, memberships__role__in=AT_LEAST[role]
    )


def may(person, role, institute=None):
    """Whether `person` has `role` in `institute` (a row or its key); without one, in any."""
    places = institutes_of(person, role)
    if institute is not None:
        places = places.filter(pk=getattr(institute, "pk", institute))
    return is_administrator(person) or places.exists()
