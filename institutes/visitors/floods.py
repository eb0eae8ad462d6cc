"""How often one client sent something in this hour, known for the hour and to nobody.

What a client sent is counted in the memory of this process alone, under a hash whose random key
is thrown away with the counts when the hour is over; of those who read the API, when the minute
is. Nothing about a client is ever written down. With several processes a client may send as much
to each; what holds for all clients together is counted in the database.
"""

import hashlib
import ipaddress
import secrets
from collections import Counter
from threading import Lock

from django.conf import settings
from django.utils import timezone


def this_hour():
    """The moment when this hour began."""
    return timezone.now().replace(minute=0, second=0, microsecond=0)


def this_minute():
    """The moment when this minute began."""
    return timezone.now().replace(second=0, microsecond=0)


def seconds_left():
    """How long the hour still is, in whole seconds."""
    now = timezone.now()
    return 3600 - (now.minute * 60 + now.second)


def client_of(request):
    """The address that the request came from; of IPv6 the network, which one visitor fills.

    Behind our own proxy that is what the proxy added last; before it a visitor writes anything.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).split(",")[-1].strip()
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if known.version == 4:
        return address
    # A listener of both IPv4 and IPv6 writes the one as the other: ::ffff:192.0.2.1.
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, 64), strict=False))


class Clients:
    """How often each client of this hour was counted. Safe for threads."""

    def __init__(self):
        self.lock = Lock()
        self.window = None

    @staticmethod
    def this_window():
        """What the counts last for, as a value that is another one afterwards."""
        return this_hour()

    def is_full(self, client, at_most):
        """Count `client` once more, unless it was `at_most` times; "" is never counted."""
        if not client:
            return False
        with self.lock:
            if self.window != (window := self.this_window()):
                self.window, self.key, self.counts = window, secrets.token_bytes(32), Counter()
            name = hashlib.blake2b(client.encode(), key=self.key, digest_size=16).digest()
            if self.counts[name] >= at_most:
                return True
            self.counts[name] += 1
            return False


class ClientsOfTheMinute(Clients):
    @staticmethod
    def this_window():
        return this_minute()
