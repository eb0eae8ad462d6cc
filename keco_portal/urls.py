"""All addresses of the portal: pages in English and under /ko/, files in no language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from institutes import urls as institutes
from keco_portal import about, data_catalogue, feeds, sitemap, views
from keco_portal.api import urls as api
from keco_portal.catalogue import urls as catalogue
from keco_portal.conformance import urls as conformance
from keco_portal.feedback.views import Feedback, FeedbackThanks
from keco_portal.iati import urls as iati
from keco_portal.search.page import SearchPage
from keco_portal.snapshots import urls as snapshots
from participants import urls as participants
from programs import urls as programs

urlpatterns = [
    *i18n_patterns(
        path("", views.Home.as_view(), name="home"),
        path("manifest.webmanifest", views.manifest, name="manifest"),
        path("search/", SearchPage.as_view(), name="search"),
        path("about/", about.About.as_view(), name="about"),
        path("about/numbers/", about.AboutNumbers.as_view(), name="about-numbers"),
        path("about/accessibility/", about.AboutAccessibility.as_view(), name="accessibility"),
        path("about/privacy/", about.AboutPrivacy.as_view(), name="privacy"),
        path("feedback/", Feedback.as_view(), name="feedback"),
        path("feedback/thanks/", FeedbackThanks.as_view(), name="feedback-thanks"),
        path("", include(conformance.pages)),
        path("", include(api.pages)),
        path("", include(feeds.pages)),
        path("", include(institutes.pages)),
        path("", include(programs.pages)),
        path("", include(participants.pages)),
        path("", include(iati.pages)),
        path("", include(catalogue.pages)),
        path("", include(snapshots.pages)),
        prefix_default_language=False,
    ),
    path("", include(api.files)),
    path("", include(programs.files)),
    path("", include(participants.files)),
    path("", include(iati.files)),
    path("", include(catalogue.files)),
    path("data/catalog.ttl", data_catalogue.turtle, name="catalogue-turtle"),
    path("data/catalog.jsonld", data_catalogue.json_ld, name="catalogue-json-ld"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("sitemap.xml", sitemap.sitemap_index, name="sitemaps"),
    path("sitemaps/<slug:section>.xml", sitemap.sitemap_section, name="sitemap"),
    path("", include(snapshots.files)),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("admin/language/", require_POST(set_language), name="desk-language"),
    path("admin/", admin.site.urls),
]

handler400 = "keco_portal.errors.bad_request"
handler403 = "keco_portal.errors.permission_denied"
handler404 = "keco_portal.errors.page_not_found"
handler500 = "keco_portal.errors.server_error"
