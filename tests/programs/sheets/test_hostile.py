"""Hostile files are refused before they can do harm. How fast, `make bench` measures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programs.sheets import Sheet, Unreadable, sheet_of
from programs.sheets.package import elements_of
from tests.hostile import HOSTILE, largest, read_alone
from tests.workbooks import GOOD, HEADER, made, parts, workbook

MEGABYTES_AT_MOST = 150


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_within_bounds(name):
    make, words = HOSTILE[name]
    outcome = read_alone(make())
    assert outcome.said.startswith("refused: ")
    assert words in outcome.said
    assert outcome.megabytes is None or outcome.megabytes < MEGABYTES_AT_MOST


def test_the_largest_file_that_may_be_is_read_and_its_memory_is_seen():
    outcome = read_alone(largest())
    assert outcome.said.strip() == "read: 99999 rows"
    assert outcome.megabytes is None or outcome.megabytes > 20


def test_a_good_workbook_of_too_many_cells_is_to_be_sent_in_parts():
    rows = "<row><c><v>1</v></c></row>" * 240_000
    with pytest.raises(Unreadable, match="more than 200,000 cells; send it in parts"):
        sheet_of(made(HEADER + rows))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_elements_are_counted_in_any_encoding(encoding):
    assert elements_of("<a><b/><c>text</c><d e='f'/></a>".encode(encoding)) == 4


def is_read_or_refused(data):
    """Whether `data` becomes a Sheet, or an Unreadable with its complaints, and nothing else."""
    try:
        return isinstance(sheet_of(data), Sheet)
    except Unreadable as refusal:
        return bool(refusal.complaints)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_sheet_or_refused(data):
    assert is_read_or_refused(data)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_a_sheet_or_refused(data):
    good = bytearray(made(GOOD))
    for _ in range(data.draw(st.integers(1, 5))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    assert is_read_or_refused(bytes(good))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(parts(GOOD))), st.data())
def test_damaged_xml_inside_a_workbook_is_a_sheet_or_refused(name, data):
    files = parts(GOOD)
    text = files[name]
    place = data.draw(st.integers(0, len(text) - 1))
    files[name] = text[:place] + data.draw(st.text(max_size=3)) + text[place + 1 :]
    assert is_read_or_refused(workbook(files))
