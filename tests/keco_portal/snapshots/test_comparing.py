"""What has moved on, and the first rows of a CSV that is cut: without a page around them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keco_portal.open_data.version import Version
from keco_portal.snapshots import comparing
from keco_portal.snapshots.comparing import Comparison, NotCompared, compared, difference
from keco_portal.snapshots.lists import first_rows, read_csv
from keco_portal.snapshots.models import KEYS_NAMED, ROWS_SHOWN
from participants.models import Figure
from programs.export import TooLarge
from tests.examples import examples
from tests.factories import make_figure
from tests.snapshots import make_snapshot


def as_csv(*rows):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


CELLS = st.text(st.sampled_from("ab가,\"\n\r'|"), max_size=4)
TABLES = st.dictionaries(st.sampled_from("pqrstu"), st.tuples(CELLS, CELLS), max_size=6)


@examples(300)
@given(TABLES, TABLES)
def test_the_difference_is_that_of_two_tables_looked_at_row_by_row(before, now):
    def table(rows):
        return as_csv(("key", "a", "b"), *((key, *cells) for key, cells in rows.items()))

    gone = [key for key in before if key not in now]
    changed = [key for key in before if key in now and before[key] != now[key]]
    wanted = Comparison(
        new=len([key for key in now if key not in before]),
        gone=len(gone),
        changed=len(changed),
        named=tuple((key, key in gone) for key in sorted(gone + changed)),
        gone_here=frozenset(gone),
        changed_here=frozenset(changed),
    )
    assert difference(table(before), table(now)) == wanted


def test_of_many_rows_a_comparison_knows_how_many_and_keeps_few():
    keys = [f"{number:05}" for number in range(10_000)]
    found = difference(as_csv(("key", "a"), *((key, "1") for key in keys)), as_csv(("key", "a")))
    assert found.gone == 10_000
    assert [key for key, is_gone in found.named if is_gone] == keys[:KEYS_NAMED]
    assert found.gone_here == {*keys[:ROWS_SHOWN]}


def test_columns_that_came_and_went_are_named_and_the_others_compared():
    before = as_csv(("key", "a", "gone"), ("x", "1", "2"), ("y", "1", "2"))
    now = as_csv(("key", "new", "a"), ("x", "9", "1"), ("y", "9", "3"))
    found = difference(before, now)
    assert (found.new, found.gone, found.changed, found.named) == (0, 0, 1, (("y", False),))
    assert found.columns == ("gone", "new")
    assert not found.is_same


def test_what_changes_by_itself_is_no_change():
    before, now = (as_csv(("key", "a", "at"), ("x", "1", at)) for at in ("monday", "tuesday"))
    assert difference(before, now, {"at"}).is_same
    assert not difference(before, now).is_same


@examples(300)
@given(st.lists(st.tuples(CELLS, CELLS), max_size=6), st.data())
def test_of_a_csv_cut_anywhere_the_first_whole_rows_are_read(rows, data):
    whole = as_csv(("key", "a"), *rows)
    cut = data.draw(st.integers(len(as_csv(("key", "a"))), len(whole)))
    names, found = first_rows(whole[:cut], 4)
    ends = [len(as_csv(("key", "a"), *rows[:number])) for number in range(len(rows) + 1)]
    whole_rows = sum(end <= cut for end in ends) - 1
    assert names == ["key", "a"]
    assert found == list(read_csv(whole)[1])[: min(whole_rows, 4)]


@pytest.mark.django_db
def test_as_long_as_nothing_public_changes_a_comparison_is_remembered(monkeypatch):
    snapshot, asked = make_snapshot("figures", "institute=slc"), []
    anew = comparing.compared_anew
    monkeypatch.setattr(comparing, "compared_anew", lambda pk: asked.append(pk) or anew(pk))
    for number in ("settled-1", "settled-1", "settled-2"):
        monkeypatch.setattr(
            comparing, "current_version", lambda number=number: Version(number, None)
        )
        assert compared(snapshot).is_same
    assert len(asked) == 2


@pytest.mark.django_db
def test_what_has_just_changed_is_compared_each_time():
    snapshot = make_snapshot("figures", "institute=slc")
    assert compared(snapshot).is_same
    program = Figure.objects.get(key="slc-visitors-2000").program
    make_figure(program=program, key="one-more")
    assert compared(snapshot).new == 1


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [TooLarge, OSError])
def test_a_list_that_cannot_be_compared_is_told_from_a_filter_that_is_no_more(monkeypatch, fault):
    def broken(*args):
        raise fault

    snapshot = make_snapshot("figures", "institute=slc")
    monkeypatch.setattr(comparing, "csv_bytes", broken)
    with pytest.raises(NotCompared) as refused:
        compared(snapshot)
    assert not refused.value.is_unreadable
