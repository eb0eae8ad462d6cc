"""The whole address of something here, the same whoever asks: it stands in files and is cited."""

from urllib.parse import urljoin

from django.conf import settings


def absolute(path):
    """`path`, such as /figures/, as a whole address of this portal (`settings.PUBLIC_ADDRESS`)."""
    return urljoin(settings.PUBLIC_ADDRESS, path)
