from django.urls import path

from keco_portal.catalogue.making import ZIP_NAME
from keco_portal.catalogue.views import (
    CSVM,
    JSON,
    ZIP,
    ArchiveFile,
    Checksum,
    DataCatalogue,
    TableCsv,
    TableMetadata,
    TableXlsx,
)

pages = [path("data/", DataCatalogue.as_view(), name="data")]

files = [
    path(
        "data/datapackage.json",
        ArchiveFile.as_view(name="datapackage.json", content_type=JSON),
        name="data-package",
    ),
    path(
        "data/csv-metadata.json",
        ArchiveFile.as_view(name="csv-metadata.json", content_type=CSVM),
        name="data-csvw",
    ),
    path(
        f"data/{ZIP_NAME}",
        ArchiveFile.as_view(name=ZIP_NAME, content_type=ZIP, is_download=True),
        name="data-zip",
    ),
    path(f"data/{ZIP_NAME}.sha256", Checksum.as_view(), name="data-zip-sha256"),
    path("data/<slug:table>.csv", TableCsv.as_view(), name="data-csv"),
    path("data/<slug:table>.xlsx", TableXlsx.as_view(), name="data-xlsx"),
    path("data/<slug:table>.csv-metadata.json", TableMetadata.as_view(), name="data-csv-metadata"),
]
