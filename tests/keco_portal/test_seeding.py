"""The seed adds and updates what the fixtures say, and never undoes what staff did."""

import pytest
import yaml
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, connection, transaction

from institutes.models import Institute
from keco_portal.models import SeededRow
from keco_portal.seeding import THE_FILES, is_seeded, seed
from participants.models import Figure
from programs.models import Edition, Partnership, Program, Theme
from tests.factories import make_theme

FIXTURES = sorted((settings.BASE_DIR / "fixtures").glob("*.yaml"))
SOURCE = ["me-affiliated-organizations-2017"]


def theme(**fields):
    return {
        "model": "programs.theme",
        "fields": {"slug": "made-up", "name_en": "Made up", "name_ko": "만든 것"} | fields,
    }


def program(**fields):
    defaults = {"slug": "made-up", "institute": ["keco"], "name_en": "Made up", "kind": "project"}
    sourced = {"source": SOURCE, "source_locator": "KECO, paragraph 1"}
    return {"model": "programs.program", "fields": defaults | sourced | fields}


def edition(**fields):
    defaults = {"program": ["made-up"], "year": 2014, "title": "Made up"}
    sourced = {"source": SOURCE, "source_locator": "KECO, paragraph 1"}
    return {"model": "programs.edition", "fields": defaults | sourced | fields}


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


def counts(report):
    return report.added, report.updated, report.same, report.left_alone


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
def test_a_row_that_staff_changed_is_left_alone_and_named(seed_these):
    seed_these(theme())
    Theme.objects.filter(slug="made-up").update(name_ko="고친 것")
    for fixture in (theme(), theme(name_en="New"), theme(name_en="New")):
        left = ["programs.Theme made-up: changed by staff"]
        assert counts(seed_these(fixture)) == (0, 0, 0, left)
    found = Theme.objects.get(slug="made-up")
    assert (found.name_en, found.name_ko) == ("Made up", "고친 것")


@pytest.mark.django_db
def test_a_row_that_staff_changed_back_follows_its_fixture_again(seed_these):
    seed_these(theme())
    Theme.objects.filter(slug="made-up").update(name_en="Changed")
    seed_these(theme())
    Theme.objects.filter(slug="made-up").update(name_en="Made up")
    assert counts(seed_these(theme(name_en="New"))) == (0, 1, 0, [])


@pytest.mark.django_db
def test_a_fixture_that_takes_over_what_staff_wrote_owns_the_row_again(seed_these):
    seed_these(theme())
    Theme.objects.filter(slug="made-up").update(name_en="Better")
    assert counts(seed_these(theme(name_en="Better"))) == (0, 0, 1, [])
    assert counts(seed_these(theme(name_en="Best"))) == (0, 1, 0, [])


@pytest.mark.django_db
def test_a_row_that_staff_deleted_stays_deleted_and_is_named(seed_these):
    seed_these(theme())
    Theme.objects.get(slug="made-up").delete()
    for fixture in (theme(), theme(name_en="New")):
        left = ["programs.Theme made-up: deleted by staff"]
        assert counts(seed_these(fixture)) == (0, 0, 0, left)
    assert not Theme.objects.filter(slug="made-up").exists()


@pytest.mark.django_db
def test_what_belonged_to_a_deleted_row_is_left_alone_too(seed_these):
    seed_these(program(), edition())
    Program.objects.get(slug="made-up").delete()
    assert counts(seed_these(program(), edition())) == (
        *(0, 0, 0),
        [
            "programs.Program made-up: deleted by staff",
            "programs.Edition made-up 2014 Made up: something it belongs to was deleted by staff",
        ],
    )


@pytest.mark.django_db
def test_a_row_of_staff_under_the_same_key_is_left_alone_and_named(seed_these):
    make_theme(slug="made-up", name_en="Of staff")
    left = ["programs.Theme made-up: made by staff before the fixtures"]
    for _ in range(2):
        assert counts(seed_these(theme())) == (0, 0, 0, left)
    assert Theme.objects.get(slug="made-up").name_en == "Of staff"


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
        (program(parent=["nier-eanet"]), IntegrityError),
        (program(start_year="two thousand"), DeserializationError),
    ],
)
def test_a_broken_fixture_leaves_nothing_half_done(seed_these, broken, error):

    def seed_and_check(*entries):
        seed_these(*entries)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    before = everything()
    with pytest.raises(error), transaction.atomic():
        seed_and_check(theme(), broken)
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
