"""When the public last saw a change: it never lies further back than it did, and tells no draft."""

import pytest

from keco_portal.open_data.public_change import last_public_change
from participants.models import Figure
from programs.models import Framework, FrameworkPartner, Partner, Program, RegionMatch, Theme
from tests.factories import (
    make_edition,
    make_figure,
    make_framework_partner,
    make_partner,
    make_partnership,
    make_program,
)

pytestmark = pytest.mark.django_db


def withdrawn(rows):
    assert rows.update(publication="withdrawn")


@pytest.fixture
def public():
    """A published program with all that may belong to one; beside it a partner of nobody."""
    make_partner(slug="of-nobody")
    program = make_program(slug="public", themes=[Theme.objects.published().first()])
    make_figure(program=program, key="of-public")
    make_edition(program=program)
    make_partnership(program=program)
    return program


SEEN = {
    "a program is withdrawn": lambda one: withdrawn(Program.objects.filter(pk=one.pk)),
    "a figure is withdrawn": lambda one: withdrawn(one.figures),
    "a figure goes to a draft": lambda one: one.figures.update(
        program=make_program(publication="draft")
    ),
    "a figure is deleted": lambda one: one.figures.all().delete(),
    "an edition is deleted": lambda one: one.editions.all().delete(),
    "a partnership is deleted": lambda one: one.partnerships.all().delete(),
    "a theme is taken off": lambda one: one.themes.clear(),
    "a region is matched no more": lambda one: RegionMatch.objects.first().delete(),
    "a framework has a partner": lambda one: make_framework_partner(
        framework=Framework.objects.first(), partner=Partner.objects.get(slug="of-nobody")
    ),
    "a framework loses one": lambda one: FrameworkPartner.objects.first().delete(),
}


@pytest.mark.parametrize("change", SEEN.values(), ids=SEEN)
def test_what_leaves_the_public_is_its_newest_change(public, change):
    before = last_public_change()
    change(public)
    assert last_public_change() > before


def test_what_a_draft_gets_and_loses_is_no_public_change(public):
    withdrawn(Program.objects.filter(pk=public.pk))
    before = last_public_change()
    Program.objects.filter(pk=public.pk).update(name_en="Changed in silence")
    public.figures.update(value=4711)
    withdrawn(public.figures)
    public.themes.clear()
    public.editions.all().delete()
    public.partnerships.all().delete()
    make_partner().delete()
    Figure.objects.filter(program=public).delete()
    public.delete()
    assert last_public_change() == before


def test_it_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        last_public_change()
