"""People who sign in, and what they type: passwords, codes of a telephone, recovery codes."""

import re
import time

from django.contrib.auth.models import User
from django_otp.oath import TOTP

from keco_portal.sign_in import second_factor
from keco_portal.sign_in.models import Phone
from tests.factories import make_administrator, make_person

PASSWORD = "a quiet river in autumn"
LOGIN = "/admin/login/"
CODE = "/admin/sign-in/code/"
SET_UP = "/admin/sign-in/set-up/"
NEW = {"new_password1": "seven herons on ice", "new_password2": "seven herons on ice"}


def with_password(person):
    person.set_password(PASSWORD)
    person.save()
    return person


def make_editor(name="minseo"):
    return with_password(make_person(name, keco="editor"))


def make_viewer(name="jiwoo"):
    return with_password(make_person(name, keco="viewer"))


def make_admin(name="haneul"):
    return with_password(make_administrator(name))


def code_of(phone, steps=0):
    """What the app of `phone` shows, `steps` half minutes from now."""
    totp = TOTP(phone.bin_key)
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06}"


def give_phone(person):
    """A phone that is set up, with recovery codes; its last code was one of long ago."""
    phone = Phone.objects.create(user=person, name="phone")
    return phone, second_factor.new_codes(person)


def type_password(client, name, password=PASSWORD, onward="", **given):
    data = {"username": name, "password": password} | ({"next": onward} if onward else {})
    return client.post(LOGIN, data, **given)


def type_code(client, code):
    return client.post(CODE, {"code": code})


def is_in(client):
    return client.get("/admin/").status_code == 200


def stored(person):
    return User.objects.get(pk=person.pk)


def words(answer):
    """What the page says, without the tokens that differ each time."""
    return re.sub(r'value="[^"]*"', "", answer.content.decode())
