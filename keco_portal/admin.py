"""The desk where staff read what visitors say of the pages, with averages and export."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Avg, Count, F
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from keco_portal.models import Language, Rating
from programs.admin.spreadsheet import SpreadsheetAdmin
from programs.tables import Column, PrintedTime, Table, code_column, text_column

AVERAGES_AT_MOST = 24


class RatingTable(Table):
    hour = Column(
        "The hour in which it was given, in UTC.", PrintedTime("rated_at"), title=_("hour")
    )
    page = text_column("The page, without language and query.", "page")
    language = code_column("The language in which the page was read.", "language")
    score = Column("From 1, very dissatisfied, to 5, very satisfied.", "score")
    comment = text_column("What the visitor wrote.", "comment")

    class Meta:
        model = Rating


class RatingList(ChangeList):
    """The ratings that the filters of the list let through, with their averages."""

    def averages(self):
        """Tables of averages: a heading, and rows of what, how many ratings, and average score."""
        return [
            (_("By page, the most rated first"), self.average_by("page", "-number", "what")),
            (_("By language"), self.average_by("language", "what")),
            (_("By month, the newest first"), self.average_by(TruncMonth("rated_at"), "-what")),
        ]

    def average_by(self, what, *order):
        expression = F(what) if isinstance(what, str) else what
        rows = (
            self.queryset.order_by()
            .values(what=expression)
            .annotate(number=Count("pk"), average=Avg("score"))
            .order_by(*order)
        )
        return [row | {"what": said(row["what"])} for row in rows[:AVERAGES_AT_MOST]]


def said(what):
    """A page, a language or a month in words."""
    if hasattr(what, "year"):
        return date_format(what, "YEAR_MONTH_FORMAT")
    return dict(Language.choices).get(what, what)


@admin.register(Rating)
class RatingAdmin(SpreadsheetAdmin):
    """Ratings come from visitors alone: staff read, export and delete them."""

    resource_classes = [RatingTable]
    change_list_template = "admin/keco_portal/rating/change_list.html"
    list_display = ["rated_at", "page", "language", "score", "beginning"]
    list_filter = ["score", "language"]
    search_fields = ["page", "comment"]
    date_hierarchy = "rated_at"
    ordering = ["-rated_at", "-pk"]
    fields = ["rated_at", "page", "language", "score", "comment"]

    def get_queryset(self, request):
        return super().get_queryset(request).kept()

    def get_changelist(self, request, **kwargs):
        return RatingList

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_import_permission(self, request):
        return False

    @admin.display(description=_("comment"))
    def beginning(self, rating):
        return Truncator(rating.comment).chars(100)
