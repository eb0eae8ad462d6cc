"""The years that the portal knows."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 1945
LAST_YEAR = 2100
OTHER_YEAR = format_lazy(_("A year lies within {first}–{last}."), first=FIRST_YEAR, last=LAST_YEAR)
