"""An archive is made: every public table, and what describes them, as of one moment, in one ZIP."""

import datetime
import hashlib
import json
import zipfile

from django.utils import timezone

from keco_portal.catalogue import pieces
from keco_portal.catalogue.models import Archive
from keco_portal.catalogue.readme import readme
from keco_portal.open_data.public_change import last_public_change
from keco_portal.open_data.tables import TABLES
from keco_portal.standards import csvw, datapackage
from programs.export import TableFile, csv_of_rows
from programs.models import Source

ZIP_NAME = "environmental-cooperation-data.zip"
BLOCK = 1 << 16


def make(state, *, is_complete):
    """The Archive of the data as this transaction sees it; the newest, where it has these bytes.

    Raises DatabaseError, TooLarge, OSError.
    """
    newest = Archive.objects.newest()
    with TableFile() as file:
        made = write(file)
    with file.file as stream:
        made.sha256, made.size = sha256_of(stream), file.size
        if newest and newest.sha256 == made.sha256:
            made = newest
        elif newest:  # HTTP tells two by it, and knows whole seconds only
            made.made_at = max(timezone.now(), newest.made_at + datetime.timedelta(seconds=1))
        made.state, made.is_complete = state, is_complete
        made.save()
        if made is not newest:
            stream.seek(0)
            pieces.keep(made, stream)
            Archive.objects.outdated().delete()
    return made


def write(file):
    """Write the ZIP into `file`; gives an Archive that is not stored yet."""
    bytes_of_tables = hashlib.sha256()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        tables = {}
        for name, public in TABLES.items():
            csv = csv_of_rows(public.table.columns(), public.rows())
            with csv.file as stream:
                tables[name] = put_table(archive, f"{name}.csv", stream, csv.size)
            bytes_of_tables.update(tables[name].sha256.encode())
        changed_at = last_public_change()
        contents = datapackage.Contents(
            files=tables,
            version=version_of(changed_at, bytes_of_tables.hexdigest()),
            changed_at=changed_at,
            sources=list(Source.objects.published().order_by("slug")),
        )
        files = {f"{name}.csv": vars(table) for name, table in tables.items()}
        for name, data in described(contents).items():
            archive.writestr(entry(name), data)
            files[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return Archive(version=contents.version, changed_at=changed_at, files=files)


def described(contents):
    """{name: bytes} of the files that describe the tables."""
    return {
        "datapackage.json": as_json(datapackage.package(contents)),
        "csv-metadata.json": as_json(csvw.table_group()),
        "README.txt": readme(contents).encode(),
    }


def as_json(said):
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def entry(name):
    """A file inside, dated 1980 as all are: the same data are the same bytes."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def put_table(archive, name, stream, size):
    """Put a CSV into the ZIP; gives its TableAsFile.

    A carriage return stands at the end of each row and nowhere else: no text of ours holds one.
    """
    digest, lines = hashlib.sha256(), 0
    with archive.open(entry(name), "w", force_zip64=True) as inside:
        while block := stream.read(BLOCK):
            digest.update(block)
            lines += block.count(b"\r")
            inside.write(block)
    return datapackage.TableAsFile(size, digest.hexdigest(), lines - 1)


def sha256_of(stream):
    return hashlib.file_digest(stream, "sha256").hexdigest()


def version_of(changed_at, digest):
    """Such as 2026.11.28+1f2e3d4c5b6a: the day of the last change, and which bytes these are."""
    day = f"{changed_at.year}.{changed_at.month}.{changed_at.day}" if changed_at else "0.0.0"
    return f"{day}+{digest[:12]}"
