"""Who may see what a court has sealed."""


def may_see_sealed(user) -> bool:
    """Sealed cases are for those who may view the record in the admin."""
    return user is not None and user.has_perm("cases.view_case")
