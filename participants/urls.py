from django.urls import path

from participants import views

urlpatterns = [
    path("figures/", views.FigureList.as_view(), name="figures"),
    path("figures/<slug:key>/", views.FigureDetail.as_view(), name="figure"),
    path("figures.csv", views.FigureCsv.as_view(), name="figures-csv"),
    path("participants/", views.ParticipantList.as_view(), name="participants"),
    path("participants.csv", views.ParticipantCsv.as_view(), name="participants-csv"),
]
