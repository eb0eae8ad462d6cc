"""The second factor of a person: whether it is needed, setting it up, asking it, taking it away."""

import re
import unicodedata
from math import ceil

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from institutes.access import may
from institutes.models import Role
from institutes.refusals import TooManyRequests
from keco_portal.sign_in.models import RECOVERY_CODES, AccountNote, Act, Phone, RecoveryCodes


def has_one(person):
    return phones_of(person).exists()


def must_have_one(person):
    """Whether the person writes anywhere, and this portal asks them for a second factor."""
    return settings.SECOND_FACTOR_REQUIRED and may(person, Role.EDITOR)


def is_asked_of(person):
    """Whether a password alone does not let the person in."""
    return has_one(person) or must_have_one(person)


def phones_of(person):
    return Phone.objects.filter(user=person, confirmed=True)


def phone_of(person):
    return phones_of(person).first()


def codes_left(person):
    """How many recovery codes of the person are unused."""
    return sum(device.token_set.count() for device in RecoveryCodes.objects.filter(user=person))


def accepted(person, code):
    """The device that takes `code`, None where none does. Each code is good for once.

    Raises TooManyRequests where the person has to wait after wrong ones.
    """
    code = plain(code)
    kind = Phone if re.fullmatch("[0-9]{6}", code) else RecoveryCodes
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=person, confirmed=True).first()
        if device is None:
            return None
        allowed, why = device.verify_is_allowed()
        if not allowed:
            wait = (why["locked_until"] - timezone.now()).total_seconds()
            raise TooManyRequests(max(1, ceil(wait)))
        return device if device.verify_token(code) else None


def plain(code):
    """A code as it is compared: figures and small letters, without what people put between."""
    letters = unicodedata.normalize("NFKC", code).lower()
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


def set_up(*, person, key, code):
    """Make the app with `key` the person's second factor, if it shows `code`.

    Gives new recovery codes, None where the code is wrong. All sessions of the person end where
    there was another one before.
    """
    with transaction.atomic():
        person = get_user_model().objects.select_for_update().get(pk=person.pk)
        before = list(phones_of(person))
        phone = Phone.objects.create(user=person, name="phone", key=key)
        if not phone.verify_token(plain(code)):
            transaction.set_rollback(True)
            return None
        Phone.objects.filter(user=person).exclude(pk=phone.pk).delete()
        note(person, person, *([Act.REMOVED] if before else []), Act.SET_UP)
        return new_codes(person)


def renew_codes(*, person):
    """New recovery codes instead of the old ones."""
    with transaction.atomic():
        note(person, person, Act.CODES)
        return new_codes(person)


def new_codes(person):
    device, _made = RecoveryCodes.objects.get_or_create(user=person, name="recovery codes")
    device.token_set.all().delete()
    codes = [RecoveryCodes.make() for _ in range(RECOVERY_CODES)]
    device.token_set.bulk_create(
        [device.token_set.model(device=device, token=device.hashed(code)) for code in codes]
    )
    return codes


def are_of(person, codes):
    """Whether all `codes` are unused recovery codes of the person."""
    device = RecoveryCodes.objects.filter(user=person).first()
    return device is not None and all(device.holds(plain(code)) for code in codes)


def remove(*, person, by):
    """Take the second factor away, as when the phone is lost; all sessions of the person end."""
    with transaction.atomic():
        RecoveryCodes.objects.filter(user=person).delete()
        if Phone.objects.filter(user=person).delete()[0]:
            note(person, by, Act.REMOVED)


def note(person, by, *acts):
    """Write down what `by`, a person or the name of a command, did with the account."""
    name = by if isinstance(by, str) else by.get_username()
    for act in acts:
        AccountNote.objects.create(person=person, by=name, act=act)
