"""The sizes that CONTRIBUTING.md asks for; those of templates are in `tests.test_templates`."""

import inspect
from pathlib import Path

from django.urls import get_resolver
from django.views import View

APPS = ("keco_portal", "institutes", "programs", "participants")
ROOT = Path(__file__).parents[1]


def test_a_python_file_stays_under_300_lines():
    files = [
        one for folder in (*APPS, "tests", "fixtures") for one in (ROOT / folder).rglob("*.py")
    ]
    lines = {
        str(one.relative_to(ROOT)): len(one.read_text().splitlines())
        for one in files
        if "migrations" not in one.parts
    }
    assert len(lines) > 500
    assert {path: number for path, number in lines.items() if number >= 300} == {}


def views(kind=View):
    """All view classes of the portal, once its addresses are loaded."""
    for one in kind.__subclasses__():
        if one.__module__.partition(".")[0] in APPS:
            yield one
        yield from views(one)


def functions_of(one):
    """(name, function) of the methods of a class, those of its properties and class too."""
    for name, member in vars(one).items():
        ways = (getattr(member, way, None) for way in ("func", "fget", "__func__"))
        function = next(filter(None, ways), member)
        if inspect.isfunction(function):
            yield name, function


def test_a_method_of_a_view_has_25_lines_at_most():
    assert get_resolver().url_patterns
    found = set(views())
    assert len(found) > 50
    lines = {
        f"{one.__qualname__}.{name}": len(inspect.getsource(method).splitlines())
        for one in found
        for name, method in functions_of(one)
    }
    assert {method: number for method, number in lines.items() if number > 25} == {}
