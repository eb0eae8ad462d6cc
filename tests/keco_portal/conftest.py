import pytest
import yaml

from keco_portal.seeding import seed
from tests.one_number.typed import make_adverse


@pytest.fixture
def seed_these(tmp_path):
    """Seeds a fixture of the given entries. The report names no row that is not theirs."""

    def run(*entries):
        file = tmp_path / "fixture.yaml"
        file.write_text(yaml.safe_dump(list(entries), allow_unicode=True), encoding="utf-8")
        report = seed([file])
        others = ": no longer in the fixtures, kept"
        report.left_alone = [
            line for line in report.left_alone if "made-up" in line or not line.endswith(others)
        ]
        return report

    return run


@pytest.fixture
def adverse(db):
    """The program of the figures that other portals get wrong."""
    return make_adverse()
