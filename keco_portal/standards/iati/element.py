"""Elements, and the narratives in English and Korean that they hold."""

from django.utils.translation import override
from lxml import etree

from institutes.language import ENGLISH, KOREAN, text_in

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def element(parent, tag, **attributes):
    """A new last child of `parent`; `iso_date="…"` is its attribute iso-date, None is none."""
    given = {name.replace("_", "-"): str(v) for name, v in attributes.items() if v is not None}
    return etree.SubElement(parent, tag, given)


def narrative(parent, text, language):
    if text:
        one = element(parent, "narrative")
        one.set(LANG, language)
        one.text = text


def tell(parent, english, korean=""):
    """Give `parent` its narratives; without the Korean there is only the English one."""
    narrative(parent, english, ENGLISH)
    narrative(parent, korean, KOREAN)
    return parent


def tell_text(parent, row, field):
    """The text of `row` in both languages: `name_en` and `name_ko`, or `note` and `note_ko`."""
    return tell(parent, text_in(row, field, ENGLISH), text_in(row, field, KOREAN))


def in_both(say):
    """What `say()` says in English and in Korean; no Korean where it is not translated."""
    with override(ENGLISH):
        english = str(say())
    with override(KOREAN):
        korean = str(say())
    return english, korean if korean != english else ""


def tell_words(parent, words):
    """Words of the portal itself: a lazy translation, or a function that gives one."""
    return tell(parent, *in_both(words if callable(words) else lambda: words))
