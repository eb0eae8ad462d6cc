from django.urls import path

from keco_portal.iati.views import ActivityFile, Iati, OrganisationFile

pages = [path("data/iati/", Iati.as_view(), name="iati")]

files = [
    path("data/iati/activities.xml", ActivityFile.as_view(), name="iati-activities"),
    path("data/iati/organisations.xml", OrganisationFile.as_view(), name="iati-organisations"),
]
