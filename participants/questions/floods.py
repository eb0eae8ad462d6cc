"""How many questions an hour takes: of all, counted in the database, and of one client."""

from institutes.visitors.floods import Clients
from participants.models import Question

OF_ALL = 60  # questions an hour
OF_A_CLIENT = 5  # questions an hour

clients = Clients()


def is_flooded():
    """Whether this hour takes no more questions from anybody."""
    return Question.objects.in_this_hour().count() >= OF_ALL
