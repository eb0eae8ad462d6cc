"""Each file of the corpus goes the way that staff send it, and is read rightly or refused."""

import pytest

from participants.models import Figure
from participants.resources import FigureTable
from tests.corpus.cases import CASES
from tests.corpus.make import write
from tests.corpus.outcomes import Refused, Right
from tests.spreadsheets import confirmed, previewed

pytestmark = pytest.mark.django_db

DESK = "participants_figure"


def test_there_are_at_least_sixty_files():
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_a_file_is_read_rightly_or_refused_with_its_place_and_reason(admin_client, name):
    data, outcome = CASES[name]
    before = [*Figure.objects.order_by("pk").values()]
    page = previewed(admin_client, DESK, data, name=name)
    if isinstance(outcome, Right):
        preview = page.context["preview"]
        assert preview.complaints == []
        confirmed(admin_client, DESK, page)
        assert Figure.objects.count() == len(before) + outcome.rows
        [row] = FigureTable.rows(Figure.objects.filter(key="corpus-one"))
        columns = FigureTable.columns()
        found = {column: row[columns[column].alias] for column in outcome.printed}
        assert {
            column: str(cell or "") if cell != 0 else "0" for column, cell in found.items()
        } == (outcome.printed)
        return
    if isinstance(outcome, Refused):
        complaint = page.context["complaints"][0] if data else None
        said = complaint.words if complaint else page.content.decode()
        place = (complaint.row, complaint.column) if complaint else (None, "")
        assert place == (outcome.row, outcome.column)
    else:
        preview = page.context["preview"]
        found = [one for one in preview.complaints if one.row == outcome.row]
        assert [*{one.row for one in preview.complaints}] == [outcome.row]
        [complaint] = [one for one in found if one.column == outcome.column] or found
        assert complaint.column == outcome.column
        said = complaint.words
    assert outcome.words in said
    assert "confirm_form" not in page.context
    assert [*Figure.objects.order_by("pk").values()] == before


def test_the_script_writes_the_files(tmp_path):
    write(tmp_path)
    assert (tmp_path / "cp949.csv").read_bytes() == CASES["cp949.csv"][0]
    assert len([*tmp_path.iterdir()]) == len(CASES) + 1
