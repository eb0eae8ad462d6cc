from django.urls import path

from keco_portal.api.page import ApiPage
from keco_portal.api.resources import RESOURCES
from keco_portal.api.views import Description, ResourceList, ResourceRow, Root

pages = [path("api/", ApiPage.as_view(), name="api")]


def with_and_without_slash(address, view, name, **given):
    """The addresses of the API end without a slash; with one, as pages have it, it answers too."""
    return [
        path(address, view.as_view(**given), name=name),
        path(f"{address}/", view.as_view(**given, schema=None)),
    ]


files = [
    path("api/v1/openapi.json", Description.as_view(), name="api-schema"),
    *with_and_without_slash("api/v1", Root, "api-root"),
]
for name, one in RESOURCES.items():
    address = f"api/v1/{name}"
    files += with_and_without_slash(address, ResourceList, f"api-{name}", resource=one)
    files += with_and_without_slash(
        f"{address}/<str:key>", ResourceRow, f"api-{name}-row", resource=one
    )
