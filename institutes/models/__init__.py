"""Who: the institutes, and the people who work for them."""

from institutes.models.account import Account
from institutes.models.institute import Institute
from institutes.models.membership import Membership, Role

__all__ = ["Account", "Institute", "Membership", "Role"]
