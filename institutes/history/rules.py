"""The rules of the database in words, for whoever is refused by one."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from institutes.history.content import parts_of


@dataclass(frozen=True)
class Rule:
    """What a rule of `model` says; `field` where it is about one field only."""

    model: type
    words: str
    field: str = ""


def rule_called(model, name):
    """The Rule called `name` of rows of `model` or of what belongs to them.

    A model says in `words_of_rules` {name: (field, words)} what none of its constraints says.
    """
    for part in parts_of(model):
        one = part.model
        if name in (said := getattr(one, "words_of_rules", {})):
            field, words = said[name]
            return Rule(one, str(words), field)
        for constraint in one._meta.constraints:
            if constraint.name == name:
                return Rule(one, str(constraint.violation_error_message), _field(constraint))
        for field in one._meta.concrete_fields:
            if field.unique and name == f"{one._meta.db_table}_{field.column}_key":
                return Rule(one, field.error_messages["unique"] % _names(field), field.name)
    words = _("The rule “%(name)s” of the database does not allow it.") % {"name": name}
    return Rule(model, words)


def rule_in_words(model, name):
    """What the rule called `name` says, of rows of `model` or of what belongs to them."""
    return rule_called(model, name).words


def _field(constraint):
    """The one field that a constraint is about, or an empty text."""
    condition = getattr(constraint, "condition", None)
    fields = set(getattr(constraint, "fields", ()))
    if isinstance(condition, Q):
        fields |= condition.referenced_base_fields
    return fields.pop() if len(fields) == 1 else ""


def _names(field):
    return {
        "model_name": capfirst(field.model._meta.verbose_name),
        "field_label": capfirst(field.verbose_name),
    }
