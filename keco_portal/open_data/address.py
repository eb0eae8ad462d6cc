"""The whole address of something here, the same whoever asks: it stands in files and is cited."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from institutes.language import ENGLISH


def absolute(path):
    """`path`, such as /figures/, as a whole address of this portal (`settings.PUBLIC_ADDRESS`)."""
    return urljoin(settings.PUBLIC_ADDRESS, path)


def address_of(name, *args):
    """The whole English address of what `reverse` calls `name`."""
    with override(ENGLISH):
        return absolute(reverse(name, args=args))
