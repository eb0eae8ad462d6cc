"""Which models PostgreSQL keeps the history of: those that wear `@recorded`.

Each gets a table of events beside it, filled by triggers, whoever writes: a form, an import, a
command or plain SQL. An event holds the row as it was left by the change (by a deletion: as it
last was), the time, and what `recording` says of who and from where.
"""

import pghistory
from django.db import models


def recorded(model, without=()):
    """Keep the history of `model` in `<Model>Event`, of all that somebody wrote into its row.

    The fields named in `without`, and what PostgreSQL computes from the rest, are left out; the
    time of the last change is kept, but a change of it alone is none.
    """
    fields = model._meta.concrete_model._meta.local_concrete_fields
    computed = [field.name for field in fields if field.generated]
    by_itself = [field.name for field in fields if getattr(field, "auto_now", False)]
    silent = [*by_itself, *without]
    changed = pghistory.AnyChange(exclude=silent) if silent else pghistory.AnyChange()
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(condition=changed),
        pghistory.DeleteEvent(),
        exclude=[*computed, *without],
        meta={
            "indexes": [
                index(model, "pgh_obj"),
                *(index(model, name) for name in owners(model)),
                *getattr(model, "indexes_of_history", ()),
                index_of_imports(model),
            ]
        },
    )(model)
    # The table of a link is tracked by a proxy of its model.
    model._meta.concrete_model.pgh_event_model = model.pgh_event_model
    return model


def owners(model):
    """The foreign keys to rows that a row of `model` goes with: it is deleted with them."""
    return [
        field.name
        for field in model._meta.concrete_model._meta.local_concrete_fields
        if field.many_to_one and field.remote_field.on_delete is models.CASCADE
    ]


def index(model, field):
    """Events are looked for by their row, or by the row that it belongs to; the newest first."""
    name = f"{model._meta.model_name}_ev_{field}"
    return models.Index(fields=[field, "-pgh_id"], name=name)


def index_of_imports(model):
    """What an import changed is looked for by the id that its changes have in common."""
    return models.Index(
        fields=["pgh_context_id", "pgh_created_at"],
        condition=models.Q(pgh_context__by="import"),
        name=f"{model._meta.model_name}_ev_import",
    )
