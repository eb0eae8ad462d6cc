"""Links of programs to frameworks and themes, as the history knows them."""

from institutes.history import recorded
from programs.models.program import Program


@recorded
class ProgramFramework(Program.frameworks.through):
    class Meta:
        proxy = True


@recorded
class ProgramTheme(Program.themes.through):
    class Meta:
        proxy = True
