from django.contrib.auth.models import Group

from newsroom.staff.models import User
from newsroom.staff.roles import establish_roles

PASSWORD = "a long enough secret"


def member(role, username=None):
    """Someone of the desk with a role and the right to sign in."""
    establish_roles()
    user = User.objects.create_user(
        username or role, password=PASSWORD, is_staff=True, first_name=role.title()
    )
    user.groups.add(Group.objects.get(name=role))
    return user
