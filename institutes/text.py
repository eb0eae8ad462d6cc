"""What text is in this portal: Unicode NFC, no white space at its ends, and never NULL.

A line break is "\\n", and there are no other control characters; a line has neither break nor
tab. Text that shows nothing is empty.

The fields below bring text into that form on its way to the database; `text_is_clean` is the
database's own refusal of any other form, for whoever writes past Django.
"""

import unicodedata

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

# Everything that Python's str.strip() takes away, so that both sides draw the same line.
WHITE_SPACE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)

# What no text holds: control characters, other line breaks, and what XML (so XLSX) cannot write.
# NUL is not among them: it is refused wherever it comes in, and PostgreSQL has none.
CONTROLS = (
    "".join(
        chr(point) for point in (*range(1, 0x20), *range(0x7F, 0xA0)) if chr(point) not in "\t\n"
    )
    + "\u2028\u2029\ufffe\uffff"
)

# What shows nothing though it is no white space: soft hyphen, joiners, directions, fillers.
INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c"
    "\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u2800\u3164\ufe0e\ufe0f"
    "\ufeff\uffa0"
)

NO_CONTROLS = dict.fromkeys(map(ord, CONTROLS))

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def clean(text):
    """`text` in the form above, line breaks and tabs kept; None stays None."""
    if text is None:
        return None
    text = str(text)
    if text.isascii() and text.isprintable():
        return text.strip(" ")  # as most are; the rest would leave them as they are
    text = "\n".join(text.splitlines()).translate(NO_CONTROLS)
    text = unicodedata.normalize("NFC", text).strip(WHITE_SPACE)
    return text if text.strip(WHITE_SPACE + INVISIBLE) else ""


def clean_line(text):
    """`text` in the form above, with one space for each line break or tab; None stays None."""
    text = clean(text)
    if text is None:
        return None
    parts = (part.strip(WHITE_SPACE) for part in text.replace("\t", "\n").split("\n"))
    return " ".join(part for part in parts if part)


class CleanText:
    """A text field whose values are clean in forms, in look-ups of a whole text, and as stored.

    An SQL expression is stored as what PostgreSQL makes of it, which `text_is_clean` still checks.
    """

    cleaned = staticmethod(clean_line)

    def to_python(self, value):
        # Look-ups and updates come by here too: CharField and TextField prepare values with it.
        return self.cleaned(super().to_python(value))

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if not hasattr(value, "resolve_expression"):
            value = self.cleaned(value)
            setattr(model_instance, self.attname, value)
        return value


class Line(CleanText, models.CharField):
    """One line of text, at most 300 characters unless said otherwise."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)


class Prose(CleanText, models.TextField):
    """Text of any length, line breaks allowed."""

    cleaned = staticmethod(clean)


class WebAddress(CleanText, models.URLField):
    """An address on the web; https where a form is given none."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https"} | kwargs)


class Key(CleanText, models.SlugField):
    """A public key: lower-case words joined by hyphens, unique, never used again."""

    default_validators = ()  # a slug of Django's may have underscores, and says so

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("validators", [is_key])
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        """Say also that it is not unique, as in the history, since it is by itself."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"unique": self.unique}


is_key = RegexValidator(
    rf"^{SLUG}\Z", _("Use small Latin letters and digits, words joined by single hyphens.")
)


class IsClean(models.Func):
    """SQL: true where a text is as `clean` leaves it."""

    output_field = models.BooleanField()
    controls = CONTROLS

    def as_sql(self, compiler, connection, **extra_context):
        text, params = compiler.compile(self.get_source_expressions()[0])
        # The cast tells PostgreSQL the type where the text is a parameter and not a column.
        text = f"({text})::text"
        return (
            f"({text} IS NFC NORMALIZED AND {text} = btrim(translate({text}, %s, ''), %s) "
            f"AND ({text} = '' OR btrim({text}, %s) <> ''))",
            (
                *(*params, *params, *params, self.controls, WHITE_SPACE),
                *(*params, *params, WHITE_SPACE + INVISIBLE),
            ),
        )


class IsCleanLine(IsClean):
    """SQL: true where a text is as `clean_line` leaves it."""

    controls = CONTROLS + "\t\n"


def text_is_clean(table, *, lines=(), prose=()):
    """The constraint `<table>_text_is_clean` over the named fields."""
    condition = models.Q()
    for field in lines:
        condition &= models.Q(IsCleanLine(field))
    for field in prose:
        condition &= models.Q(IsClean(field))
    return models.CheckConstraint(
        condition=condition,
        name=f"{table}_text_is_clean",
        violation_error_message=_(
            "A text is not in Unicode NFC, has white space at an end, holds control characters "
            "or shows nothing, or a line has a line break or a tab."
        ),
    )


def address_is_of_the_web(table, field):
    """The constraint `<table>_<field>_is_of_the_web`: http or https, or empty."""
    return models.CheckConstraint(
        condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": "^https?://[^ ]+$"}),
        name=f"{table}_{field}_is_of_the_web",
        violation_error_message=_("An address starts with http:// or https://."),
    )


def key_is_well_formed(table, field):
    """The constraint `<table>_<field>_is_well_formed`: small letters, digits, single hyphens."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__regex": f"^{SLUG}$"}),
        name=f"{table}_{field}_is_well_formed",
        violation_error_message=_("A key is made of small Latin letters, digits and hyphens."),
    )


def value_is_known(table, field, choices):
    """The constraint `<table>_<field>_is_known`: one of the values of `choices`."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": choices.values}),
        name=f"{table}_{field}_is_known",
        violation_error_message=format_lazy(
            _("Not a known value; known are: {values}."), values=", ".join(choices.values)
        ),
    )
