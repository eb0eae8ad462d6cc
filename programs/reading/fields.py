"""What the fields of a model say of values by themselves, each value asked about once."""

from django.core.exceptions import ValidationError
from django.db.models import Model

from institutes.history.content import Part


class Fields:
    """The fields of `model` that a file may set, by their names."""

    def __init__(self, model):
        self.fields = Part(model).fields()
        self.answers = {}

    def judge(self, name, value):
        """(`value` as a content has it, [what is wrong with it]). A row has been looked up."""
        if isinstance(value, Model):
            return value.pk, ()
        answer = self.answers.get((name, type(value), value))
        if answer is None:
            answer = self.answers[name, type(value), value] = self.ask(self.fields[name], value)
        return answer

    @staticmethod
    def ask(field, value):
        if field.is_relation:
            return None, () if field.null else (field.error_messages["null"],)
        try:
            return field.get_prep_value(field.clean(value, None)), ()
        except ValidationError as error:
            return value, error.messages
