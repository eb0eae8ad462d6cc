"""What is taken from elsewhere is whole, licensed, and covers the letters that the portal shows."""

import hashlib
import re
from html import unescape

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from fontTools.ttLib import TTFont

VENDOR = settings.BASE_DIR / "static" / "vendor"
SUMS = dict(
    reversed(line.split("  ", 1)) for line in (VENDOR / "SHA256SUMS").read_text().splitlines()
)
FONT = VENDOR / "gotjawal-1.3.9" / "gotjawal-latin.woff2"
# No glyph is needed for it.
NOT_SHOWN = set("\n")


def hangul(sign):
    return "가" <= sign <= "힣" or "ㄱ" <= sign <= "ㆎ"


# What people type for a country, in its own letters too; no page shows these lines.
TYPED = re.compile(r"^ +other_names: .*$", re.MULTILINE)


def shown():
    """Every sign of the fixtures and the templates, with the file it stands in."""
    for folder, kind in (("fixtures", "*.yaml"), ("templates", "*.html")):
        for path in sorted((settings.BASE_DIR / folder).rglob(kind)):
            for sign in set(unescape(TYPED.sub("", path.read_text()))) - NOT_SHOWN:
                yield sign, path.name


def test_every_vendored_file_is_the_one_that_was_written_down():
    files = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }
    assert files == SUMS


def test_every_vendored_folder_has_a_version_a_licence_and_an_origin():
    folders = [path for path in VENDOR.iterdir() if path.is_dir()]
    assert folders
    for folder in folders:
        assert re.fullmatch(r"[a-z0-9-]+-\d+(\.\d+)*", folder.name)
        assert len((folder / "LICENCE.txt").read_text()) > 500
        origin = (folder / "ORIGIN.txt").read_text()
        assert folder.name.rpartition("-")[2] in origin
        assert re.search(r"sha512-[A-Za-z0-9+/]{86}==", origin)
        assert "://" not in origin, "no address of a package registry"


def test_the_font_bears_a_name_of_its_own():
    names = {record.nameID: str(record) for record in TTFont(FONT)["name"].names}
    assert names[1] == names[4] == names[6] == "Gotjawal"
    assert [number for number, words in names.items() if "pretendard" in words.lower()] == []
    assert "Kil Hyung-jin" in names[0]
    assert "SIL Open Font License" in names[13]


def test_the_font_has_the_weights_in_use_and_is_small():
    [axis] = TTFont(FONT)["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)
    assert FONT.stat().st_size < 32_000


def test_the_font_has_every_letter_of_the_fixtures_and_the_templates():
    known = TTFont(FONT).getBestCmap()
    missing = {(sign, name) for sign, name in shown() if ord(sign) not in known}
    assert {(sign, name) for sign, name in missing if not hangul(sign)} == set()
    for sign in "Türkiye Côte d’Ivoire Réunion Åland · × – — “” ‘’ … › ← → ≥ ≤":
        assert ord(sign) in known


def test_the_style_sheet_offers_the_font_for_exactly_these_letters():
    css = (settings.BASE_DIR / "static/css/portal.css").read_text()
    [ranges] = re.findall(r"unicode-range: ([^;]+);", css)
    offered = set()
    for part in re.findall(r"U\+([0-9A-F-]+)", ranges):
        first, _, last = part.partition("-")
        offered |= set(range(int(first, 16), int(last or first, 16) + 1))
    assert offered == set(TTFont(FONT).getBestCmap())


@pytest.fixture
def collected(settings, tmp_path):
    """Static files as a public portal serves them."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_a_public_portal_finds_the_font_by_its_hashed_name(collected):
    font = staticfiles_storage.url("vendor/gotjawal-1.3.9/gotjawal-latin.woff2")
    assert re.fullmatch(
        r"/static/vendor/gotjawal-1\.3\.9/gotjawal-latin\.[0-9a-f]{12}\.woff2", font
    )
    assert (collected / font.removeprefix("/static/")).is_file()
    css = collected / staticfiles_storage.url("css/portal.css").removeprefix("/static/")
    assert f'url("..{font.removeprefix("/static")}")' in css.read_text()
