"""The site of the desk: the Django admin by the ground rules of this portal."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class Desk(admin.AdminSite):
    site_header = _("Environmental Cooperation Portal")
    site_title = _("Portal")
    index_title = _("What the portal shows")
