"""The public CSV: its bytes, and that it is whole or not sent at all."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, DataError, connection, transaction
from django.db.models import Func, IntegerField, Value
from hypothesis import given
from hypothesis import strategies as st

from participants.models import Figure
from participants.resources import FigureTable
from programs.export import TableFile, TooLarge, csv_of, table_file
from programs.export.comma_separated import with_crlf
from programs.resources import ProgramTable
from tests.examples import examples

FIGURES = (
    "figure,program,program_name,institute,institute_name,measure,measure_name,group,unit,kind,"
    "value,value_lower,value_upper,value_status,qualifier,country,country_name,sex,period_start,"
    "period_end,as_of,source,source_locator,note,changed_at"
)
PROGRAMS = (
    "program,name,name_ko,institute,institute_name,parent,frameworks,kind,themes,start_year,"
    "end_year,recurrence,state,sector,countries,country_roles,regions,partners,summary,source,"
    "source_locator,changed_at"
)


def line_of(row):
    """A row as Python's own csv module writes it, the row end CRLF."""
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(row)
    return line.getvalue().encode()


CELLS = st.text(st.sampled_from("\",\n\r'a가 "), max_size=5)


@examples(400)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=5), st.data())
def test_row_ends_become_crlf_wherever_the_file_is_cut_and_line_breaks_in_cells_stay(rows, data):
    lines = [line_of(row) for row in rows]
    whole = b"".join(line.removesuffix(b"\r\n") + b"\n" for line in lines)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    blocks = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert b"".join(with_crlf(blocks)) == b"".join(lines)


@pytest.mark.parametrize(("table", "header"), [(FigureTable, FIGURES), (ProgramTable, PROGRAMS)])
@pytest.mark.django_db
def test_the_header_is_exactly_that_of_the_design(table, header):
    empty = csv_of(table, table._meta.model.objects.none())
    with empty.file:
        assert empty.file.read() == b"\xef\xbb\xbf" + header.encode() + b"\r\n"
        assert empty.size == len(header) + 5


class Numbers:
    """A table of one column that PostgreSQL makes up, 1 to `count` or what `then` makes of it."""

    def __init__(self, count, then=lambda number: number):
        series = (Value(1), Value(count))
        self.number = then(Func(*series, function="generate_series", output_field=IntegerField()))
        self.number.set_returning = True

    def columns(self):
        return {"number": None}

    def public_rows(self, queryset):
        return queryset.values(number=self.number)


ONE_ROW = Figure.objects.filter(key="slc-visitors-2000")
# PostgreSQL fails at the last row, when all others are on their way.
BREAKS_OFF = Numbers(200_000, lambda number: Value(1) / (Value(200_000) - number))


@pytest.fixture
def files(monkeypatch):
    """The temporary files that are made meanwhile."""
    made = []

    def remembered(**options):
        made.append(make(**options))
        return made[-1]

    make = table_file.tempfile.TemporaryFile
    monkeypatch.setattr(table_file.tempfile, "TemporaryFile", remembered)
    return made


@pytest.mark.django_db
def test_a_long_table_is_whole():
    made = csv_of(Numbers(200_000), ONE_ROW)
    with made.file:
        lines = made.file.read().split(b"\r\n")
    assert lines == [b"\xef\xbb\xbfnumber", *(b"%d" % one for one in range(1, 200_001)), b""]


@pytest.mark.django_db
def test_the_size_is_that_of_the_file_and_the_tag_that_of_its_content():
    first, again, other = (csv_of(Numbers(count), ONE_ROW) for count in (9, 9, 8))
    with first.file, again.file, other.file:
        assert first.size == len(first.file.read()) == 38
        assert first.etag == again.etag != other.etag


@pytest.mark.django_db
def test_a_file_of_exactly_the_allowed_size_is_made(settings):
    settings.CSV_BYTES_AT_MOST = 38
    csv_of(Numbers(9), ONE_ROW).file.close()


@pytest.mark.django_db
@pytest.mark.parametrize("allowed", [37, 10, 0])
def test_a_file_too_large_is_given_up(settings, files, allowed):
    settings.CSV_BYTES_AT_MOST = allowed
    with pytest.raises(TooLarge, match=f"more than {allowed} bytes"):
        csv_of(Numbers(9), ONE_ROW)
    assert [file.closed for file in files] == [True]


@pytest.mark.django_db
def test_a_query_that_breaks_off_leaves_no_file(files):
    with pytest.raises(DataError, match="division by zero"), transaction.atomic():
        csv_of(BREAKS_OFF, ONE_ROW)
    assert [file.closed for file in files] == [True]


@pytest.mark.django_db
def test_a_full_disk_leaves_no_file(monkeypatch):
    full = open("/dev/full", "wb", buffering=0)  # noqa: SIM115 (csv_of closes it)
    monkeypatch.setattr(table_file.tempfile, "TemporaryFile", lambda **options: full)
    with pytest.raises(OSError, match="No space left on device"), transaction.atomic():
        csv_of(Numbers(9), ONE_ROW)
    assert full.closed


@pytest.mark.django_db
def test_a_disk_that_takes_only_a_part_is_full():
    class Nearly(io.BytesIO):
        def write(self, data):
            return super().write(data[:-1])

    made = TableFile(bytes_at_most=100)
    made.file.close()
    made.file = Nearly()
    with pytest.raises(OSError, match="No space left on device"):
        made.write(b"two bytes")


def held_after(table):
    """In a thread, with a connection of its own: whether csv_of lets go of it."""

    def make():
        try:
            csv_of(table, ONE_ROW.all()).file.close()
        except DatabaseError:
            return "broke off", connection.connection
        return "whole", connection.connection

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(make).result()


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "end"), [(Numbers(9), "whole"), (BREAKS_OFF, "broke off")])
def test_whoever_reads_slowly_holds_no_connection(table, end):
    assert held_after(table) == (end, None)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["region_roughly=FRA", "region_includes=FRA", "country=FRA"])
def test_a_file_of_nothing_is_its_header(client, query):
    answer = client.get(f"/programs.csv?{query}")
    assert answer.status_code == 200
    assert answer.getvalue() == b"\xef\xbb\xbf" + PROGRAMS.encode() + b"\r\n"


@pytest.mark.django_db
def test_asking_about_a_file_says_what_it_is_and_makes_none(client, monkeypatch):
    there = client.get("/programs.csv?country=CHN")
    b"".join(there)
    monkeypatch.setattr("programs.files.csv_of", None)
    asked = client.head("/programs.csv?country=CHN")
    assert asked.status_code == 200
    assert {**there.headers} == {**asked.headers} | {
        "Content-Length": there["Content-Length"],
        "ETag": there["ETag"],
    }
    assert "Content-Length" not in asked.headers  # 0 would be a lie
    assert client.head("/programs.csv?country=XX").status_code == 400
