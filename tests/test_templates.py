"""The taste of the templates: none unused, no variable undefined, none too long."""

import re

import pytest
from django.conf import settings
from django.template import engines

from tests import pages
from tests.factories import make_figure, make_program
from tests.test_pages import BUDGETS

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
# Django and import-export look for these by name.
FOUND_BY_NAME = {"500.html", "admin/institutes/account/change_form.html"} | {
    f"admin/import_export/{act}.html" for act in ("import", "export")
}


def named_in_templates():
    for name in TEMPLATES:
        text = (FOLDER / name).read_text()
        yield from re.findall(r'{%\s*(?:include|extends)\s+"([^"]+)"', text)


def named_in_code():
    for app in ("keco_portal", "institutes", "programs", "participants"):
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            yield from re.findall(r'"([\w/]+\.html)"', path.read_text())


def of_generic_views():
    """`<app>/<model>_list.html` and `_detail.html`, which views find by their model."""
    from django.apps import apps

    for model in apps.get_models():
        for act in ("list", "detail"):
            yield f"{model._meta.app_label}/{model._meta.model_name}_{act}.html"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_used(name):
    used = {*named_in_templates(), *named_in_code(), *of_generic_views(), *FOUND_BY_NAME}
    assert name in used


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_stays_under_120_lines(name):
    assert len((FOLDER / name).read_text().splitlines()) < 120


class Undefined(str):
    """Stands for a variable that a template asks for and nobody gives."""

    __slots__ = ()

    def __contains__(self, item):
        return item == "%s"

    def __mod__(self, name):
        raise AssertionError(f"The template variable “{name}” is undefined.")


@pytest.mark.django_db
def test_no_page_asks_for_a_variable_that_nobody_gives(client, monkeypatch):
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "string_if_invalid", Undefined("%s"))
    make_figure(program=make_program(slug="p"), qualifier="about", as_of="2014-08", sex="F")
    addresses = [*pages.LISTS, *BUDGETS, "/programs/p/", "/nowhere/", "/programs/?year=1"]
    for address in addresses:
        assert client.get(address).status_code in (200, 400, 404)


def test_an_undefined_variable_would_be_noticed(monkeypatch):
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "string_if_invalid", Undefined("%s"))
    with pytest.raises(AssertionError, match="nobody_gives_this"):
        engines["django"].from_string("{{ nobody_gives_this }}").render({})
