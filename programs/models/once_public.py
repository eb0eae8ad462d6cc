"""What was public once: its key stays its own, so that an old address leads to it for ever."""

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.constraints import BaseConstraint
from django.utils.translation import gettext_lazy as _

from institutes.history.spans import versions_of
from programs.models.publication import Publication

# Of the events of a program or a figure: those after it came.
CHANGED = ~models.Q(pgh_label="insert")
# Of the events of what belongs to a program: what a command loaded, with the whole program.
LOADED = models.Q(pgh_label="insert", pgh_context__contains={"by": "command"})


def published_versions(model):
    """The versions of rows of `model` that were published, see `versions_of`."""
    return versions_of(model).filter(publication=Publication.PUBLISHED)


def index_of_published(model_name, key):
    """The index of the history that finds who was published under a key."""
    return models.Index(
        fields=[key, "-pgh_id"],
        condition=models.Q(publication=Publication.PUBLISHED),
        name=f"{model_name}_ev_published",
    )


def index_of_changes(model_name, condition=CHANGED):
    """The index of the history that the log of corrections is made by."""
    return models.Index(
        fields=["pgh_created_at"], condition=condition, name=f"{model_name}_ev_changed"
    )


class KeyIsNeverUsedAgain(BaseConstraint):
    """Refuses a key under which another row was published once, whatever became of that row.

    The constraint `<table>_<key>_is_never_used_again`, a trigger, reads the row's history.
    """

    violation_error_code = "unique"  # so that forms say it beside the field
    default_violation_error_message = _("Something else was public under this key once.")

    def __init__(self, *, key, **kwargs):
        super().__init__(**kwargs)
        self.key = key
        self.fields = (key,)

    def __eq__(self, other):
        same = isinstance(other, KeyIsNeverUsedAgain)
        return (self.name, self.key) == (other.name, other.key) if same else NotImplemented

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"key": self.key}

    def constraint_sql(self, model, schema_editor):
        """A table that is being made gets its triggers afterwards."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model, schema_editor):
        table, quote = model._meta.db_table, schema_editor.quote_name
        return (
            f"CREATE CONSTRAINT TRIGGER {quote(self.name)} "
            f"AFTER INSERT OR UPDATE OF {quote(self.key)} ON {quote(table)} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_used_key('{self.key}', '{table}event')"
        )

    def remove_sql(self, model, schema_editor):
        name, table = map(schema_editor.quote_name, (self.name, model._meta.db_table))
        return f"DROP TRIGGER {name} ON {table}"

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        if self.key in (exclude or ()):
            return
        under_it = published_versions(model).using(using).exclude(pgh_obj=instance.pk)
        if under_it.filter(**{self.key: getattr(instance, self.key)}).exists():
            raise ValidationError(self.get_violation_error_message(), self.violation_error_code)
