"""The seed adds and updates what the fixtures say, all of it or nothing."""

import pytest
import yaml
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError

from institutes.models import Institute
from keco_portal.models import SeededRow
from keco_portal.seeding import THE_FILES, is_seeded, seed
from participants.models import Figure
from programs.models import Edition, Partnership, Program, Theme
from tests.seed_entries import counts, program, theme

FIXTURES = sorted((settings.BASE_DIR / "fixtures").glob("*.yaml"))


def everything():
    """Every row that the fixtures may write, with the moment of its last change."""
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (Institute, Program, Edition, Partnership, Theme, Figure, SeededRow)
    }


@pytest.mark.django_db
def test_seeding_again_changes_nothing():
    before = everything()
    report = seed(FIXTURES)
    assert counts(report) == (0, 0, SeededRow.objects.exclude(**THE_FILES).count(), [])
    assert everything() == before


@pytest.mark.django_db
def test_every_row_of_the_fixtures_is_remembered_once():
    entries = [entry for file in FIXTURES for entry in yaml.safe_load(file.read_text())]
    assert SeededRow.objects.exclude(**THE_FILES).count() == len(entries)


@pytest.mark.django_db
def test_a_new_row_is_added_and_then_the_same(seed_these):
    assert counts(seed_these(theme())) == (1, 0, 0, [])
    assert Theme.objects.get(slug="made-up").name_ko == "만든 것"
    assert counts(seed_these(theme())) == (0, 0, 1, [])


@pytest.mark.django_db
def test_a_row_nobody_touched_follows_its_fixture(seed_these):
    seed_these(theme())
    assert counts(seed_these(theme(name_en="New"))) == (0, 1, 0, [])
    assert Theme.objects.get(slug="made-up").name_en == "New"
    assert counts(seed_these(theme(name_en="Newer"))) == (0, 1, 0, [])
    assert counts(seed_these(theme(name_en="Newer"))) == (0, 0, 1, [])


@pytest.mark.django_db
def test_text_that_is_not_clean_in_the_fixture_is_the_same_as_stored(seed_these):
    seed_these(theme(name_en=" Cafe\u0301\n"))
    assert Theme.objects.get(slug="made-up").name_en == "Café"
    assert counts(seed_these(theme(name_en=" Cafe\u0301\n"))) == (0, 0, 1, [])


@pytest.mark.django_db
def test_a_row_no_longer_in_the_fixtures_is_kept_and_named(seed_these):
    seed_these(theme())
    left = ["programs.Theme made-up: no longer in the fixtures, kept"]
    assert counts(seed_these()) == (0, 0, 0, left)
    assert Theme.objects.filter(slug="made-up").exists()


LINKS = {"themes": [["biodiversity"], ["climate-change"]], "frameworks": [["temm"]]}


def themes():
    return set(Program.objects.get(slug="made-up").themes.values_list("slug", flat=True))


@pytest.mark.django_db
def test_links_follow_the_fixture(seed_these):
    seed_these(program(**LINKS))
    assert themes() == {"biodiversity", "climate-change"}
    assert counts(seed_these(program(**LINKS | {"themes": [["biodiversity"]]}))) == (0, 1, 0, [])
    assert themes() == {"biodiversity"}
    assert counts(seed_these(program())) == (0, 1, 0, [])
    assert themes() == set()
    assert counts(seed_these(program(**LINKS))) == (0, 1, 0, [])
    assert themes() == {"biodiversity", "climate-change"}


@pytest.mark.django_db
def test_the_order_of_links_means_nothing(seed_these):
    seed_these(program(**LINKS))
    turned = {"themes": [["climate-change"], ["biodiversity"]], "frameworks": [["temm"]]}
    assert counts(seed_these(program(**turned))) == (0, 0, 1, [])


@pytest.mark.django_db
@pytest.mark.parametrize("links", [LINKS, {}])
@pytest.mark.parametrize(
    "change",
    [
        lambda program: program.themes.add(Theme.objects.get(slug="fine-dust")),
        lambda program: program.themes.set(Theme.objects.filter(slug="fine-dust")),
        lambda program: program.frameworks.create(
            slug="of-staff", name_en="Of staff", source=program.source, source_locator="here"
        ),
    ],
)
def test_a_row_whose_links_staff_changed_is_left_alone_and_named(seed_these, links, change):
    seed_these(program(**links))
    change(Program.objects.get(slug="made-up"))
    after = themes()
    left = ["programs.Program made-up: changed by staff"]
    assert counts(seed_these(program(name_en="New", **links))) == (0, 0, 0, left)
    assert themes() == after
    assert Program.objects.get(slug="made-up").name_en == "Made up"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("broken", "error"),
    [
        (program(institute=["xxx"]), DeserializationError),
        (program(themes=[["xxx"]]), DeserializationError),
        (program(colour="red"), FieldDoesNotExist),
        (program(kind="party"), IntegrityError),
        (program(start_year=2014, end_year=2013), IntegrityError),
        (program(name_en=None), IntegrityError),
        (program(parent=["of-nobody"]), DeserializationError),
        (program(start_year="two thousand"), DeserializationError),
    ],
)
def test_a_broken_fixture_leaves_nothing_half_done(seed_these, broken, error):
    before = everything()
    with pytest.raises(error):
        seed_these(theme(), broken)
    assert everything() == before


@pytest.mark.django_db
def test_the_start_seeds_only_what_is_not_the_last_seed(tmp_path):
    assert is_seeded(FIXTURES)
    copies = [tmp_path / file.name for file in FIXTURES]
    for file, copy in zip(FIXTURES, copies, strict=True):
        copy.write_bytes(file.read_bytes())
    assert is_seeded(copies)
    copies[-1].write_bytes(copies[-1].read_bytes() + b"# changed\n")
    assert not is_seeded(copies)
    seed(copies)
    assert is_seeded(copies)
    assert not is_seeded(FIXTURES)
