"""Checks that say in plain words what would go wrong later."""

from django.core.checks import Tags, Warning, register
from django.db import connections


@register(Tags.database)
def hangul_are_letters(app_configs, databases=None, **kwargs):
    """Warn where a database's locale does not know Hangul as letters (W001)."""
    found = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT '협력' ~ '^[[:alpha:]]+$', current_database()")
            known, name = cursor.fetchone()
        if not known:
            found.append(
                Warning(
                    f"The database “{name}” does not know Hangul as letters, so Korean words are "
                    "not found by search and pattern.",
                    hint="Make it anew with a UTF-8 locale: CREATE DATABASE … TEMPLATE template0 "
                    "ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' "
                    "(PostgreSQL 17 and later), or LOCALE 'C.UTF-8'.",
                    id="portal.W001",
                )
            )
    return found
