from django.urls import path

from keco_portal.conformance.views import Conformance

pages = [path("data/conformance/", Conformance.as_view(), name="conformance")]
