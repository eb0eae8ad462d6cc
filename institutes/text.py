"""What text is in this portal: Unicode NFC, no white space at its ends, and never NULL.

The fields below bring text into that form on its way to the database; `text_is_clean` is the
database's own refusal of any other form, for whoever writes past Django.
"""

import unicodedata

from django.core.validators import RegexValidator
from django.db import models

# Everything that Python's str.strip() takes away, so that both sides draw the same line.
WHITE_SPACE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def clean(text):
    """`text` in NFC, without white space at its ends; None stays None."""
    return text if text is None else unicodedata.normalize("NFC", str(text)).strip(WHITE_SPACE)


class CleanText:
    """A text field whose values are clean in forms, in look-ups of a whole text, and as stored.

    An SQL expression is stored as what PostgreSQL makes of it, which `text_is_clean` still checks.
    """

    def to_python(self, value):
        # Look-ups and updates come by here too: CharField and TextField prepare values with it.
        return clean(super().to_python(value))

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if not hasattr(value, "resolve_expression"):
            value = clean(value)
            setattr(model_instance, self.attname, value)
        return value


class Line(CleanText, models.CharField):
    """One line of text, at most 300 characters unless said otherwise."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)


class Prose(CleanText, models.TextField):
    """Text of any length, line breaks allowed."""


class WebAddress(CleanText, models.URLField):
    """An address on the web; https where a form is given none."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https"} | kwargs)


class Key(CleanText, models.SlugField):
    """A public key: lower-case words joined by hyphens, unique, never used again."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("validators", [is_key])
        super().__init__(*args, **kwargs)


is_key = RegexValidator(
    rf"^{SLUG}\Z", "Use small Latin letters and digits, words joined by single hyphens."
)


class IsClean(models.Func):
    """SQL: true where a text is NFC and trimmed."""

    output_field = models.BooleanField()

    def as_sql(self, compiler, connection, **extra_context):
        text, params = compiler.compile(self.get_source_expressions()[0])
        # The cast tells PostgreSQL the type where the text is a parameter and not a column.
        return (
            f"(({text})::text IS NFC NORMALIZED AND ({text})::text = btrim(({text})::text, %s))",
            (*params, *params, *params, WHITE_SPACE),
        )


def text_is_clean(table, *fields):
    """The constraint `<table>_text_is_clean` over the named text fields."""
    condition = models.Q()
    for field in fields:
        condition &= models.Q(IsClean(field))
    return models.CheckConstraint(
        condition=condition,
        name=f"{table}_text_is_clean",
        violation_error_message="A text is not in Unicode NFC, or has white space at an end.",
    )


def key_is_well_formed(table, field):
    """The constraint `<table>_<field>_is_well_formed`: small letters, digits, single hyphens."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__regex": f"^{SLUG}$"}),
        name=f"{table}_{field}_is_well_formed",
        violation_error_message="A key is made of small Latin letters, digits and hyphens.",
    )


def value_is_known(table, field, choices):
    """The constraint `<table>_<field>_is_known`: one of the values of `choices`."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": choices.values}),
        name=f"{table}_{field}_is_known",
        violation_error_message=f"Not a known value; known are: {', '.join(choices.values)}.",
    )
