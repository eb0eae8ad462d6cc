"""How many ratings an hour takes: of all, counted in the database, and of one client."""

from institutes.visitors.floods import Clients
from keco_portal.models import Rating

OF_ALL = 600  # ratings an hour
OF_A_CLIENT = 20  # ratings an hour; a whole office may share one address

clients = Clients()


def is_flooded():
    """Whether this hour takes no more ratings from anybody."""
    return Rating.objects.in_this_hour().count() >= OF_ALL
