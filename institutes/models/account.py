"""Account: a person of the staff as the portal knows them, with name, password and roles."""

from django.contrib.auth.models import User, UserManager
from django.utils.translation import gettext_lazy as _

from institutes.history import recorded


class Account(User):
    """Django's user, of whom the history keeps all but the password and the last sign-in."""

    belongings = ["memberships"]

    objects = UserManager()

    class Meta:
        proxy = True
        verbose_name = _("account")
        verbose_name_plural = _("accounts")


recorded(Account, without=["password", "last_login"])
