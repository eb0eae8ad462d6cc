"""Countries in the order of their names, and those that programs name."""

import pytest

from programs.models import Country, Program
from tests.expected_names import COUNTRIES
from tests.factories import make_country, make_program

pytestmark = pytest.mark.django_db


def test_countries_stand_in_the_order_of_their_names_whatever_the_cluster_thinks():
    names = [country.name_en for country in Country.objects.by_name()]
    assert names.index("Åland Islands") == names.index("Albania") - 1
    assert names.index("Côte d'Ivoire") == names.index("Croatia") - 1
    assert names[-1] == "Zimbabwe"


def test_the_countries_named_are_those_of_the_page():
    assert {one.iso3 for one in Country.objects.named_by(Program.objects.all())} == COUNTRIES


def test_a_country_stands_once_however_many_programs_name_it():
    country = make_country()
    programs = [make_program(countries=[country]) for _ in range(2)]
    named = Country.objects.named_by(Program.objects.filter(pk__in=[one.pk for one in programs]))
    assert list(named) == [country]


def test_only_the_programs_asked_for_name_a_country():
    country = make_country()
    make_program(countries=[country], publication="draft")
    assert country in Country.objects.named_by(Program.objects.all())
    assert country not in Country.objects.named_by(Program.objects.published())


@pytest.mark.parametrize("iso3", ["KOR", "TWN", "ALA"])
def test_a_country_has_its_page_at_its_code(iso3):
    assert Country.objects.get(iso3=iso3).get_absolute_url() == f"/countries/{iso3}/"
