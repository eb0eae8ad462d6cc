"""Who may do what on the desk: a person's institutes, and what the person does there.

This is the one rule; every list, form, action, import and export asks it. A person of the staff
sees and does nothing outside the institutes of their memberships. The portal's administrators are
Django's superusers: their institutes are all of them. Django's groups and permissions say nothing.
"""

from django.contrib.auth.backends import ModelBackend

from institutes.models import Institute, Membership, Role

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


def has_role(person):
    """Whether there is anything at all that `person` may see on the desk."""
    return may(person, Role.VIEWER)


def may(person, role, institute=None):
    """Whether `person` has `role` in `institute` (a row or its key); without one, in any."""
    if is_administrator(person):
        return True
    if not is_staff(person):
        return False
    held = roles_of(person)
    if institute is None:
        return any(one in AT_LEAST[role] for one in held.values())
    return held.get(getattr(institute, "pk", institute)) in AT_LEAST[role]


def roles_of(person):
    """The roles of `person` by keys of institutes; asked once of each `person` in memory.

    That is once for a request, whose person is read from the database for it.
    """
    if not hasattr(person, "roles_by_institute"):
        held = Membership.objects.filter(user=person.pk).values_list("institute", "role")
        person.roles_by_institute = dict(held)
    return person.roles_by_institute


def institutes_of(person, role=Role.VIEWER):
    """The institutes where `person` has `role` or one that includes it, as a queryset."""
    if is_administrator(person):
        return Institute.objects.all()
    if not is_staff(person):
        return Institute.objects.none()
    return Institute.objects.filter(
        memberships__user=person.pk, memberships__role__in=AT_LEAST[role]
    )


def within(rows, person, role=Role.VIEWER):
    """Those of the queryset `rows` that lie where `person` has `role`.

    Rows of lists that all institutes share belong to none, and stay.
    """
    if is_administrator(person):
        return rows
    institutes = institutes_of(person, role)
    if rows.model is Institute:
        return rows.filter(pk__in=institutes)
    return rows.in_institutes(institutes) if hasattr(rows, "in_institutes") else rows


class Passwords(ModelBackend):
    """Signs in by password, and gives nobody a permission: roles are asked for, not these.

    A page that asks for Django's permissions all the same, such as one of a package, is open to
    administrators alone, who have them all.
    """

    def get_all_permissions(self, user_obj, obj=None):
        return set()

    get_user_permissions = get_group_permissions = get_all_permissions
