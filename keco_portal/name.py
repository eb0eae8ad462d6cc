"""What the portal is called, in the language of whoever reads it."""

from django.utils.translation import gettext_lazy as _

PORTAL = _("Environmental Cooperation Portal")
