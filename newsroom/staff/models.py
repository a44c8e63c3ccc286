from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Someone who works here. What they may do is their role's: see `newsroom.staff.roles`."""

    def __str__(self):
        return self.get_full_name() or self.username
