"""Rows whose value is one of very many: all of them are one parameter, and not one each.

A statement takes 65,535 parameters; a file may name more rows.
"""

from django.db.models import BooleanField, F, Func
from django.db.models.expressions import Expression


class Among(Func):
    """SQL: whether the column at `path` has one of `values`; as a condition of a queryset."""

    output_field = BooleanField()
    template = "(%(expressions)s)"
    arg_joiner = " = ANY "

    def __init__(self, path, values):
        super().__init__(F(path), AnyOf(values))


class AnyOf(Expression):
    """SQL: the values, as one parameter."""

    def __init__(self, values):
        super().__init__(output_field=BooleanField())
        self.values = list(values)

    def as_sql(self, compiler, connection):
        return "(%s)", [self.values]
