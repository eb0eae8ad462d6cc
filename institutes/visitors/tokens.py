"""The token of a form: signed, for what the form is about, good for a day, and good once.

It takes the place of a CSRF cookie, which every page would have to set. It holds a random number,
its nonce, and says when the form was made; it knows nothing about the visitor.
"""

import datetime
import secrets
import time

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner, b62_decode
from django.utils.translation import gettext as _

YOUNGEST = 2  # seconds; nobody reads a page and answers faster
OLDEST = datetime.timedelta(days=1)


class Unusable(ValueError):
    """A token that does not do, with words for the visitor.

    After `again` the same token will do; otherwise the form needs a new one.
    """

    def __init__(self, words, *, again=False):
        super().__init__(words)
        self.again = again


def make_token(about):
    return _signer(about).sign(secrets.token_urlsafe(12))


def nonce_of(token, about, youngest=YOUNGEST):
    """The nonce of a token of a form about `about`, `youngest` seconds old or older.

    Raises Unusable.
    """
    try:
        nonce = _signer(about).unsign(token, max_age=OLDEST)
    except SignatureExpired:
        raise Unusable(_("This page was open for more than a day. Please send it again.")) from None
    except BadSignature:
        raise Unusable(
            _("This form does not come from a page of this portal. Please send it again.")
        ) from None
    made_at = b62_decode(token.split(":")[1])
    if time.time() - made_at < youngest:
        raise Unusable(_("That was faster than anybody reads. Please send it again."), again=True)
    return nonce


def _signer(about):
    return TimestampSigner(salt=f"form {about}")
