from django.urls import path, register_converter

from keco_portal.snapshots import views
from keco_portal.snapshots.models import KEY


class SnapshotKey:
    """The key of a snapshot in an address."""

    regex = KEY

    @staticmethod
    def to_python(value):
        return value

    to_url = to_python


register_converter(SnapshotKey, "snapshot")

pages = [
    path("data/snapshots/", views.SnapshotList.as_view(), name="snapshots"),
    path("data/snapshots/make/", views.SnapshotMake.as_view(), name="snapshot-make"),
    path("data/snapshots/<snapshot:key>/", views.SnapshotDetail.as_view(), name="snapshot"),
    *(
        path(
            f"data/snapshots/<snapshot:key>/citation.{one.ending}",
            one.as_view(),
            name=f"snapshot-{one.ending}",
        )
        for one in views.CITATIONS
    ),
]

files = [
    path("data/snapshots/<snapshot:key>.csv", views.SnapshotCsvFile.as_view(), name="snapshot-csv"),
    path(
        "data/snapshots/<snapshot:key>.xlsx", views.SnapshotXlsxFile.as_view(), name="snapshot-xlsx"
    ),
]
