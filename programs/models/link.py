"""Links of programs to frameworks and themes, as the history knows them."""

from institutes.history import recorded
from programs.models.once_public import LOADED, index_of_changes
from programs.models.program import Program


@recorded
class ProgramFramework(Program.frameworks.through):
    indexes_of_history = [index_of_changes("programframework", ~LOADED)]

    class Meta:
        proxy = True


@recorded
class ProgramTheme(Program.themes.through):
    indexes_of_history = [index_of_changes("programtheme", ~LOADED)]

    class Meta:
        proxy = True
