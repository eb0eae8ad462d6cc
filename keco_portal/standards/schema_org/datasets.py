"""The tables as data sets, each with its files."""

from keco_portal.open_data.address import absolute
from keco_portal.open_data.licence import licence
from keco_portal.standards.schema_org.nodes import node, reference
from keco_portal.standards.schema_org.organizations import portal

TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def dataset(identity, *, files, **properties):
    """A Dataset. `files` are paths whose ending is one of TYPES; without a licence it has none."""
    given = licence()
    return node(
        "Dataset",
        creator=portal(),
        publisher=reference(portal()["@id"]),
        distribution=[file(path) for path in files],
        license=given and given.url,
        isAccessibleForFree=True,
        **properties,
    ) | {"@id": identity}


def file(path):
    return node(
        "DataDownload",
        contentUrl=absolute(path),
        encodingFormat=TYPES[path.partition("?")[0].rpartition(".")[2]],
    )
