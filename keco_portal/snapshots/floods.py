"""How many snapshots an hour takes, and all hours together: they stay, so nobody may fill the disk.

Those of one client are counted in memory alone (`institutes.visitors.floods`).
"""

from django.conf import settings
from django.db.models import Count, Sum

from institutes.visitors.floods import Clients
from keco_portal.snapshots.making import bytes_stored
from keco_portal.snapshots.models import Snapshot

OF_ALL = 120  # new snapshots an hour
BYTES_OF_ALL = 100 * 1024**2  # of new snapshots an hour
OF_A_CLIENT = 20  # an hour, those included that were there already: each is a file made

clients = Clients()


def is_flooded():
    """Whether this hour takes no more snapshots from anybody."""
    hour = Snapshot.objects.in_this_hour().aggregate(number=Count("pk"), bytes=Sum("csv__size"))
    return hour["number"] >= OF_ALL or (hour["bytes"] or 0) >= BYTES_OF_ALL


def is_full():
    """Whether all snapshots together have as many bytes as they may."""
    return bytes_stored() >= settings.SNAPSHOT_BYTES_AT_MOST
