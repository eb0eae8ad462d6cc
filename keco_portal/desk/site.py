"""The site of the desk: the Django admin by the ground rules of this portal."""

from django.contrib import admin


class Desk(admin.AdminSite):
    site_header = "Environmental Cooperation Portal"
    site_title = "Portal"
    index_title = "What the portal shows"
