"""The licence of the data: one setting, which all formats agree on."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Licence:
    """Its address, and what people call it: the address again where no name was set."""

    url: str
    name: str


def licence():
    """The Licence of the data, None where none is set; then every format leaves it out."""
    url = settings.DATA_LICENCE
    return Licence(url, settings.DATA_LICENCE_NAME or url) if url else None
