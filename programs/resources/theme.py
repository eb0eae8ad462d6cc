"""The table of themes, its columns declared once; it is read from no file."""

from django.utils.translation import gettext_lazy as _

from programs.models import Theme
from programs.tables import Table, code_column, text_column


class ThemeTable(Table):
    about = _("What programs are about.")

    theme = code_column("The theme's key.", "slug", title=_("slug"))
    name = text_column("Its name in English.", "name_en", title=_("name in English"))
    name_ko = text_column("Its name in Korean, by the editors.", "name_ko")
    as_printed = text_column(
        "The source's own words; blank where the editors chose the theme.", "as_printed"
    )

    class Meta:
        model = Theme
