from django.urls import path

from institutes import views

pages = [
    path("institutes/", views.InstituteList.as_view(), name="institutes"),
    path("institutes/<slug:code>/", views.InstituteDetail.as_view(), name="institute"),
]
