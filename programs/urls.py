from django.urls import path

from programs.views.country import CountryDetail, CountryList
from programs.views.framework import FrameworkDetail, FrameworkList
from programs.views.partner import PartnerDetail, PartnerList
from programs.views.program import ProgramCsv, ProgramDetail, ProgramList, ProgramXlsx
from programs.views.region import RegionDetail, RegionList
from programs.views.source import SourceDetail, SourceList

pages = [
    path("programs/", ProgramList.as_view(), name="programs"),
    path("programs/<slug:slug>/", ProgramDetail.as_view(), name="program"),
    path("countries/", CountryList.as_view(), name="countries"),
    path("countries/<slug:iso3>/", CountryDetail.as_view(), name="country"),
    path("regions/", RegionList.as_view(), name="regions"),
    path("regions/<str:key>/", RegionDetail.as_view(), name="region"),
    path("partners/", PartnerList.as_view(), name="partners"),
    path("partners/<slug:slug>/", PartnerDetail.as_view(), name="partner"),
    path("frameworks/", FrameworkList.as_view(), name="frameworks"),
    path("frameworks/<slug:slug>/", FrameworkDetail.as_view(), name="framework"),
    path("sources/", SourceList.as_view(), name="sources"),
    path("sources/<slug:slug>/", SourceDetail.as_view(), name="source"),
]

files = [
    path("programs.csv", ProgramCsv.as_view(), name="programs-csv"),
    path("programs.xlsx", ProgramXlsx.as_view(), name="programs-xlsx"),
]
