from django.urls import path

from keco_portal.api.page import ApiPage
from keco_portal.api.resources import RESOURCES
from keco_portal.api.views import ResourceList, ResourceRow, Root

pages = [path("api/", ApiPage.as_view(), name="api")]

files = [
    path("api/v1/", Root.as_view(), name="api-root"),
    path("api/v1/openapi.json", Root.as_view(), name="api-schema"),
    *(
        path(f"api/v1/{name}/", ResourceList.as_view(resource=one), name=f"api-{name}")
        for name, one in RESOURCES.items()
    ),
    *(
        path(f"api/v1/{name}/<str:key>/", ResourceRow.as_view(resource=one), name=f"api-{name}-row")
        for name, one in RESOURCES.items()
    ),
]
