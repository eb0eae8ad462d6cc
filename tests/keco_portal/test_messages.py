"""The catalogue of Korean messages: whole, translated, compiled, with the same placeholders."""

import re
import unicodedata

import polib
import pytest

from keco_portal.management.commands.messages import CATALOGUE, METADATA
from tests.messages import all_messages, of_the_code, of_the_template

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif%]|{\w*}|</?\w+[^>]*>")


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(CATALOGUE))


def translations(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_the_catalogue_holds_every_message_and_no_other(catalogue):
    found = all_messages()
    assert len(found) > 100
    held = {(one.msgctxt, one.msgid, one.msgid_plural or None) for one in catalogue}
    # gettext keeps a word alone and the same word with its plural in one entry.
    with_plural = {(context, msgid) for context, msgid, plural in found if plural}
    wanted = {one for one in found if one[2] or one[:2] not in with_plural}
    assert wanted == held, "run `make messages` and translate"


def test_every_message_is_translated_and_none_is_a_guess(catalogue):
    assert not [entry.msgid for entry in catalogue if not all(translations(entry))]
    assert not [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete]


def test_a_translation_has_the_placeholders_and_tags_of_its_message(catalogue):
    for entry in catalogue:
        wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for translation in translations(entry):
            assert sorted(PLACEHOLDER.findall(translation)) == wanted, entry.msgid


def test_a_translation_is_clean_text(catalogue):
    for entry in catalogue:
        for translation in translations(entry):
            assert translation == unicodedata.normalize("NFC", translation).strip(), entry.msgid


def test_a_translated_sentence_is_polite(catalogue):
    """Sentences end in 니다, or ask the reader for something in 십시오."""
    for entry in catalogue:
        for translation in translations(entry):
            words = re.sub(r"<[^>]+>", "", translation)
            if re.search(r"[가-힣]다\.", words):
                assert not re.search(r"(?<!니)다\.", words), translation


def test_no_particle_hangs_on_a_name_that_is_filled_in(catalogue):
    """Which of 은/는, 이/가, 을/를 is right depends on the name's last letter."""
    particle = re.compile(r"%\(\w+\)s[”’」]?(?:은|는|이|가|을|를|와|과)(?![가-힣])")
    for entry in catalogue:
        for translation in translations(entry):
            assert not particle.search(translation), translation


def test_the_compiled_catalogue_is_that_of_the_translations(catalogue):
    assert CATALOGUE.with_suffix(".mo").read_bytes() == catalogue.to_binary(), "make messages"


def test_the_head_of_the_catalogue_holds_nothing_that_changes_by_itself(catalogue):
    assert catalogue.metadata == METADATA
    assert "Words of the Korean pages" in catalogue.header


def test_messages_of_code_are_found():
    code = """
from django.utils.translation import gettext_lazy as _, ngettext, npgettext
class Kind:
    FORUM = "forum", _("forum")
words = ngettext("%(n)s row", "%(n)s rows", 2) % {"n": 2}
more = npgettext("of rows", "one " "row", "many", 2)
"""
    assert set(of_the_code(code)) == {
        (None, "forum", None),
        (None, "%(n)s row", "%(n)s rows"),
        ("of rows", "one row", "many"),
    }


def test_a_message_put_together_while_running_is_an_error():
    with pytest.raises(ValueError, match="malformed"):
        list(of_the_code('gettext(f"no total: {reason}")'))


def test_messages_of_templates_are_found():
    text = """{% load i18n portal %}
{% if a %}{% for b in a %}{% translate "in a loop" %}{% endfor %}{% endif %}
{% translate "kept" context "of x" as kept %}{{ a|default:_("a default") }}
{% nav_link "home" _("Home") %}
{% blocktranslate trimmed count n=a|length with m=1 %}
  {{ n }} row
{% plural %}{{ n }} rows{% endblocktranslate %}"""
    assert set(of_the_template(text)) == {
        (None, "in a loop", None),
        ("of x", "kept", None),
        (None, "a default", None),
        (None, "Home", None),
        (None, "%(n)s row", "%(n)s rows"),
    }
