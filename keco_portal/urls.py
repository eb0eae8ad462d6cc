"""All addresses of the portal."""

from django.contrib import admin
from django.urls import include, path

from keco_portal import views

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("", include("institutes.urls")),
    path("", include("programs.urls")),
    path("", include("participants.urls")),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("admin/", admin.site.urls),
]

handler400 = "keco_portal.views.bad_request"
handler403 = "keco_portal.views.permission_denied"
handler404 = "keco_portal.views.page_not_found"
handler500 = "keco_portal.views.server_error"
