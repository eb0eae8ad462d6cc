"""How often one client may ask in a minute; nothing about clients is kept."""

from django.conf import settings
from django.utils import timezone
from rest_framework.throttling import BaseThrottle

from institutes.visitors.floods import ClientsOfTheMinute, client_of

clients = ClientsOfTheMinute()


class ByClient(BaseThrottle):
    def allow_request(self, request, view):
        return not clients.is_full(client_of(request), settings.API_REQUESTS_A_MINUTE)

    def wait(self):
        """Seconds until the next minute begins."""
        return 60 - timezone.now().second
