"""What may wait for somebody in a list of programs or of figures."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutes.desk.waiting import Wait
from institutes.models import Role

OF_ROWS = [
    Wait("drafts", _("Your drafts"), lambda rows, person: rows.drafts_of(person)),
    Wait(
        "lost-source",
        _("The source cannot be found: no publisher, no address and no copy"),
        lambda rows, person: rows.with_a_lost_source(),
    ),
    Wait(
        "unconfirmed",
        _("Not confirmed for a year"),
        lambda rows, person: rows.unconfirmed(timezone.localdate()),
        Role.PUBLISHER,
    ),
]

OF_PROGRAMS = [
    *OF_ROWS,
    Wait(
        "contradiction",
        _("The state contradicts the years"),
        lambda rows, person: rows.contradicting(timezone.localdate().year),
    ),
]
