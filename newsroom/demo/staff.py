"""The people of the demo: one of each role, so that a story can go from desk to desk."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction

from newsroom.staff.models import User
from newsroom.staff.roles import ADMINISTRATOR, establish_roles

# Without letters and digits that look like others.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Account:
    username: str
    first_name: str
    last_name: str
    role: str
    is_superuser: bool = False


EDITOR = Account("editor", "Maud", "Ferring", "editor")
ACCOUNTS = (
    Account("reporter", "Ines", "Carrow", "reporter"),
    EDITOR,
    Account("legal", "Vera", "Stroud", "legal"),
    Account("publisher", "Nils", "Harrow", "publisher"),
    Account("admin", "Otto", "Blythe", ADMINISTRATOR, is_superuser=True),
)


def new_password() -> str:
    """Sixteen readable characters in fours: 79 bits, and easy to type from a screen."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))


@transaction.atomic
def establish_accounts() -> dict[str, str]:
    """Make sure that roles and accounts exist; return the passwords of the new ones, by user name."""
    establish_roles()
    known = set(User.objects.values_list("username", flat=True))
    passwords = {account.username: new_password() for account in ACCOUNTS if account.username not in known}
    for account in ACCOUNTS:
        if account.username in passwords:
            _open(account, passwords[account.username])
    return passwords


@transaction.atomic
def reset_passwords() -> dict[str, str]:
    """Give every account of the demo a new password; return them by user name."""
    passwords = {account.username: new_password() for account in ACCOUNTS}
    for user in User.objects.filter(username__in=passwords):
        user.set_password(passwords[user.username])
        user.save(update_fields=["password"])
    return passwords


def editor() -> User:
    """Who tells the stories."""
    return User.objects.get(username=EDITOR.username)


def _open(account, password):
    user = User.objects.create_user(
        account.username,
        password=password,
        first_name=account.first_name,
        last_name=account.last_name,
        is_staff=True,
        is_superuser=account.is_superuser,
    )
    user.groups.set([Group.objects.get(name=account.role)])
