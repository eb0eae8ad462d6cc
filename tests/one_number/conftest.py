import pytest

from tests.one_number.typed import make_adverse


@pytest.fixture
def adverse(db):
    make_adverse()
