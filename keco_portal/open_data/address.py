"""The whole addresses of what the portal has, by name."""

from django.urls import reverse
from django.utils.translation import override

from institutes.address import absolute
from institutes.language import ENGLISH

__all__ = ["absolute", "address_of"]


def address_of(name, *args):
    """The whole English address of what `reverse` calls `name`."""
    with override(ENGLISH):
        return absolute(reverse(name, args=args))
