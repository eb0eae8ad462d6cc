"""manage.py messages: collect the interface's words anew into locale/ko, and compile them.

    make messages

Run at development time: it needs GNU gettext (`xgettext`, `msgmerge`) and polib, and what it
writes is committed. Then translate in locale/ko/LC_MESSAGES/django.po and run it once more. The
portal itself needs none of this, and the tests collect the words without GNU gettext.
"""

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from institutes.language import KOREAN

CATALOGUE = settings.LOCALE_PATHS[0] / KOREAN / "LC_MESSAGES" / "django.po"

# Without the days and names that gettext writes, the file changes only where its words do.
METADATA = {
    "Project-Id-Version": "environmental-cooperation-portal",
    "Language": KOREAN,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


class Command(BaseCommand):
    help = "Collect the messages of templates and code into the Korean catalogue, and compile it."
    requires_system_checks = []

    def handle(self, **options):
        call_command(
            "makemessages",
            locale=[KOREAN],
            domain="django",
            no_location=True,
            no_obsolete=True,
            ignore_patterns=["tests/*"],
            verbosity=0,
        )
        catalogue = polib.pofile(str(CATALOGUE), wrapwidth=98)
        for entry in catalogue:
            if entry.fuzzy:
                # A guess by gettext from a similar message: to be translated, not to be mended.
                forget(entry)
        catalogue.metadata = METADATA
        catalogue.metadata_is_fuzzy = False
        catalogue.sort(key=lambda entry: (entry.msgid.casefold(), entry.msgid, entry.msgctxt or ""))
        catalogue.save()
        catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
        missing = catalogue.untranslated_entries()
        for entry in missing:
            self.stdout.write(f"To translate: {entry.msgid}")
        self.stdout.write(f"{len(catalogue)} messages, {len(missing)} to translate.")


def forget(entry):
    """Take a guessed translation off `entry`."""
    entry.flags.remove("fuzzy")
    entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
    entry.msgstr = ""
    entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
