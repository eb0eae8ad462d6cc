"""What a program is, how often it takes place, and how its source declares it to stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    INITIATIVE = "initiative", _("initiative")
    FORUM = "forum", _("forum")
    MEETING = "meeting", _("meeting")
    PROJECT = "project", _("project")
    JOINT_RESEARCH = "joint-research", _("joint research")
    NETWORK = "network", _("network")
    CONVENTION_TASK = "convention-task", _("convention task")
    SECRETARIAT = "secretariat", _("secretariat")
    MEMBERSHIP = "membership", _("membership")
    DESIGNATION = "designation", _("designation")
    DATA_CENTRE = "data-centre", _("data centre")
    ACCREDITATION = "accreditation", _("accreditation")
    ASSESSMENT = "assessment", _("assessment")
    TRAINING = "training", _("training")
    EXCHANGE = "exchange", _("exchange")
    VISITS = "visits", _("visits")


class Recurrence(models.TextChoices):
    ANNUAL = "annual", _("every year")
    IN_TURN = "in-turn", _("by its countries in turn")
    ON_DEMAND = "on-demand", _("on demand")
    NOT_STATED = "not-stated", _("not stated")


class State(models.TextChoices):
    PLANNED = "planned", _("planned")
    ACTIVE = "active", _("active")
    ENDED = "ended", _("ended")
    NOT_STATED = "not-stated", _("not stated")
