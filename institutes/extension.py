"""TrustedExtension: an extension of PostgreSQL that the owner of a database may create."""

from django.contrib.postgres.operations import CreateExtension
from django.db import DatabaseError, connections


class TrustedExtension(CreateExtension):
    """Creates the extension where it is not there yet; says in words what to do where it cannot.

    It stays when the migration is undone: others may use it, and who created it may be another.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        except DatabaseError as error:
            database = connections[schema_editor.connection.alias].settings_dict["NAME"]
            raise type(error)(
                f"The extension {self.name} cannot be created: {str(error).splitlines()[0]}\n"
                f"It is a trusted one, so the owner of the database may create it where the "
                f"package postgresql-contrib is installed. Otherwise ask who runs the cluster to "
                f"run, once, in the database “{database}”: CREATE EXTENSION {self.name}; "
                "then migrate again."
            ) from error

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Nothing."""
