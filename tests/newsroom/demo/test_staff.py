import re

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password

from newsroom.demo import staff
from newsroom.staff.models import User


def test_accounts_are_one_of_each_role(db):
    staff.establish_accounts()

    accounts = {
        user.username: (user.is_staff, user.is_superuser, user.groups.get().name)
        for user in User.objects.all()
    }
    assert accounts == {
        "reporter": (True, False, "reporter"),
        "editor": (True, False, "editor"),
        "legal": (True, False, "legal"),
        "publisher": (True, False, "publisher"),
        "admin": (True, True, "administrator"),
    }
    assert staff.editor().has_perm("newsroom.publish_story")
    assert str(staff.editor()) == "Maud Ferring"


def test_accounts_that_exist_keep_their_passwords(db):
    passwords = staff.establish_accounts()

    assert staff.establish_accounts() == {}
    assert all(authenticate(username=name, password=password) for name, password in passwords.items())


def test_only_missing_accounts_are_opened(db):
    User.objects.create_user("admin", password="a password of the newsroom's own")

    passwords = staff.establish_accounts()

    assert set(passwords) == {"reporter", "editor", "legal", "publisher"}
    assert authenticate(username="admin", password="a password of the newsroom's own")


def test_reset_passwords_replaces_the_old_ones(db):
    old = staff.establish_accounts()

    new = staff.reset_passwords()

    assert set(new) == set(old)
    assert all(authenticate(username=name, password=password) for name, password in new.items())
    assert not any(authenticate(username=name, password=password) for name, password in old.items())


def test_password_is_readable_long_and_never_the_same():
    passwords = {staff.new_password() for _ in range(100)}

    assert len(passwords) == 100
    assert all(re.fullmatch("[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}", password) for password in passwords)
    for password in passwords:
        validate_password(password)
