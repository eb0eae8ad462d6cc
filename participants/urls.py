from django.urls import path

from participants import views
from participants.questions.views import FigureReport, FigureReportThanks

pages = [
    path("figures/", views.FigureList.as_view(), name="figures"),
    path("figures/<slug:key>/", views.FigureDetail.as_view(), name="figure"),
    path("figures/<slug:key>/report/", FigureReport.as_view(), name="figure-report"),
    path(
        "figures/<slug:key>/report/thanks/",
        FigureReportThanks.as_view(),
        name="figure-report-thanks",
    ),
    path("changes/", views.ChangeList.as_view(), name="changes"),
    path("participants/", views.ParticipantList.as_view(), name="participants"),
]

files = [
    path("figures.csv", views.FigureCsv.as_view(), name="figures-csv"),
    path("figures.xlsx", views.FigureXlsx.as_view(), name="figures-xlsx"),
    path("participants.csv", views.ParticipantCsv.as_view(), name="participants-csv"),
    path("participants.xlsx", views.ParticipantXlsx.as_view(), name="participants-xlsx"),
]
