"""Two people of KECO: Anne writes, Bora also approves."""

import pytest

from tests.factories import make_person


@pytest.fixture
def anne():
    return make_person("anne", keco="editor")


@pytest.fixture
def bora():
    return make_person("bora", keco="publisher")
