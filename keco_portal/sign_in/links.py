"""Links for a new password: good once, for an hour, and not after the next sign-in.

They go by mail to who forgot their password, where mail is set up; elsewhere an administrator
makes one and hands it over. Of a password chosen by a link nobody but the person knows.
"""

import logging
from datetime import timedelta
from threading import Thread

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from institutes.access import is_staff
from institutes.address import absolute
from keco_portal.sign_in.models import Act
from keco_portal.sign_in.second_factor import note

logger = logging.getLogger(__name__)

BY_MAIL = "mail"
MAILS_AN_HOUR = 3  # to one person


def is_mail_set_up():
    return bool(settings.EMAIL_HOST)


def make_link(*, person, by):
    """The whole address of a page where `person` chooses a new password.

    Of this portal, whatever host was asked: who forges that would be given the link.
    """
    note(person, by, Act.LINK)
    path = reverse(
        "admin:new_password",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(person.pk)),
            "token": default_token_generator.make_token(person),
        },
    )
    return absolute(path)


def mail_link(email):
    """Send the link to whose address `email` is, if anybody's.

    In a thread: the answer to who asked takes as long where there is nobody.
    """
    Thread(target=in_the_background, args=(email, get_language())).start()


def in_the_background(email, language):
    try:
        with override(language):
            mail_known(email)
    except Exception:
        logger.exception("The link for a new password could not be sent.")
    finally:
        connection.close()


def mail_known(email):
    an_hour_ago = timezone.now() - timedelta(hours=1)
    for person in PasswordResetForm().get_users(email):
        sent = person.account_notes.filter(act=Act.LINK, by=BY_MAIL, at__gte=an_hour_ago)
        if is_staff(person) and sent.count() < MAILS_AN_HOUR:
            link = make_link(person=person, by=BY_MAIL)
            send_mail(subject(), body(person, link), None, [person.email])


def subject():
    return _("A new password for the Environmental Cooperation Portal")


def body(person, link):
    return _(
        "Somebody, most likely you, asked for a new password of the account “%(name)s”.\n\n"
        "Choose it here, within an hour:\n%(link)s\n\n"
        "If it was not you, there is nothing to do: the old password stays."
    ) % {"name": person.get_username(), "link": link}
