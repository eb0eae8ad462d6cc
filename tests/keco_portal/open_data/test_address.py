"""Whole addresses are the same whoever asks; the licence is one setting, or none."""

import pytest

from keco_portal.open_data.address import absolute, address_of
from keco_portal.open_data.licence import Licence, licence


@pytest.fixture
def _known(settings):
    settings.PUBLIC_ADDRESS = "https://portal.example"


@pytest.mark.usefixtures("_known")
def test_an_address_is_whole():
    assert absolute("/figures/") == "https://portal.example/figures/"
    assert address_of("region", "m49:035") == "https://portal.example/regions/m49:035/"


def test_no_licence_is_named_where_none_is_set(settings):
    settings.DATA_LICENCE, settings.DATA_LICENCE_NAME = "", "A name alone"
    assert licence() is None


def test_a_licence_has_its_address_and_its_name(settings):
    settings.DATA_LICENCE, settings.DATA_LICENCE_NAME = "https://licence.example/", ""
    assert licence() == Licence("https://licence.example/", "https://licence.example/")
    settings.DATA_LICENCE_NAME = "The licence"
    assert licence() == Licence("https://licence.example/", "The licence")
