import pytest

from newsroom.staff.models import User
from newsroom.staff.roles import ADMINISTRATOR, ROLES, establish_roles

#            reporter editor legal publisher
MATRIX = {
    "cases.change_case":          (True, True, True, True),
    "cases.delete_case":          (False, True, False, True),
    "cases.add_disposition":      (True, True, True, True),
    "cases.view_change":          (True, True, True, True),
    "cases.change_change":        (False, False, False, False),
    "cases.view_merge":           (True, True, True, True),
    "cases.add_merge":            (False, True, False, True),
    "cases.change_merge":         (False, True, False, True),
    "cases.delete_merge":         (False, False, False, False),
    "newsroom.change_article":    (True, True, False, True),
    "newsroom.delete_article":    (False, True, False, True),
    "newsroom.change_explainersection": (True, True, False, True),
    "newsroom.delete_explainersection": (True, True, False, True),
    "newsroom.delete_link":       (True, True, False, True),
    "newsroom.publish_story":     (False, True, False, True),
    "newsroom.withdraw_story":    (False, False, True, True),
    "newsroom.settle_followup":   (False, False, False, True),
    "newsroom.submit_story":      (True, True, False, True),
    "newsroom.approve_story":     (False, True, False, True),
    "newsroom.send_back_story":   (False, True, True, True),
    "newsroom.sign_off_legal":    (False, False, True, False),
    "newsroom.sign_off_facts":    (True, True, False, True),
    "newsroom.comment_story":     (True, True, True, True),
    "newsroom.assign_story":      (False, True, False, True),
    "newsroom.publish_alone":     (False, False, False, True),
    "newsroom.change_topic":      (False, True, False, True),
    "newsroom.add_number":        (True, True, False, True),
    "newsroom.view_number":       (True, True, True, True),
    "newsroom.delete_number":     (False, True, False, True),
    "newsroom.add_image":         (True, True, False, True),
    "newsroom.view_image":        (True, True, True, True),
    "newsroom.delete_image":      (False, False, False, False),
    "newsroom.view_publication":  (True, True, True, True),
    "newsroom.change_publication": (False, False, False, False),
    "newsroom.delete_publication": (False, False, False, False),
    "staff.change_user":          (False, False, False, False),
}  # fmt: skip


@pytest.mark.parametrize(("permission", "expected"), MATRIX.items())
def test_role_may_do_what_the_table_says(roles, permission, expected):
    allowed = []
    for role in ROLES:
        user = User.objects.create_user(role)
        user.groups.add(roles.get(name=role))
        allowed.append(user.has_perm(permission))

    assert tuple(allowed) == expected


def test_administrator_may_do_everything(roles):
    user = User.objects.create_user("ada")
    user.groups.add(roles.get(name=ADMINISTRATOR))

    assert all(user.has_perm(permission) for permission in [*MATRIX, "staff.add_user"])


def test_roles_come_back_to_what_is_written(roles):
    roles.get(name="reporter").permissions.clear()

    establish_roles()

    assert roles.get(name="reporter").permissions.filter(codename="change_article").exists()


def test_user_is_called_by_name(db):
    assert str(User(username="nora", first_name="Nora", last_name="Quill")) == "Nora Quill"
    assert str(User(username="nora")) == "nora"
