"""Ratings as tests make and send them."""

import time
from itertools import count
from unittest import mock

from institutes.visitors.tokens import make_token
from keco_portal.models import Rating

_numbers = count(1)


def make_rating(**given):
    """A rating of the list of programs in English, 4 of 5, in this hour, without a comment."""
    defaults = {"page": "/programs/", "language": "en", "score": 4}
    return Rating.objects.create(**defaults | {"nonce": f"nonce-{next(_numbers)}"} | given)


def token(page="/programs/", age=60):
    """The token of a form about `page` that was made `age` seconds ago."""
    with mock.patch("django.core.signing.time.time", return_value=time.time() - age):
        return make_token(page)


def filled(page="/programs/", age=60, **given):
    """What a browser sends for a form that a person filled in, unless `given` says otherwise."""
    return {
        "page": page, "score": "4", "comment": "", "homepage": "", "token": token(page, age),
    } | given  # fmt: skip
