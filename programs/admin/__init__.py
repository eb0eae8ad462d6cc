"""The desk of programs and of the places, partners, frameworks and sources they name."""

from programs.admin import lists, program  # noqa: F401  (they register themselves)
