"""The roles of the desk, as data: who may do what. Permissions are Django's, granted through groups."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

RECORD = ("view", "add", "change", "delete")
READ = ("view",)
WRITE = ("view", "add", "change")

STORIES = ("article", "explainer")
STORY_PARTS = ("explainersection", "sectionstatement", "link", "byline")
PICTURES = ("image",)
# Whoever writes puts numbers into texts; what is published keeps the definition it was published with.
NUMBERS = ("number",)
# To merge two rows of the record, and to take a merge back.
MERGE = ("add_merge", "change_merge")
DESK_LISTS = ("author", "section", "topic", "glossaryterm")
# Who answers for what the words say: signs them off by name, and keeps the guard's rules. Of the names that
# must not be published nobody else has the list.
WORDING = (
    "clear_wording",
    *(f"{action}_wordingrule" for action in ("add", "change", "delete")),
    *(f"{action}_suppressedname" for action in ("view", "add", "change", "delete")),
)
# What a worker could not do: tried again, or let be.
JOBS = ("settle_followup",)
# The steps of a review; see newsroom.publishing.stages.
WRITES = ("submit_story", "sign_off_facts", "comment_story")
REVIEWS = ("approve_story", "send_back_story", "assign_story")
ANSWERS = ("sign_off_legal", "send_back_story", "comment_story")
# In an emergency, with a reason that everybody at the desk sees.
ALONE = ("publish_alone",)

# Who says that a section the record has left behind is still right, and what readers are told of it.
DECIDE = ("decide_staleflag",)

# role → (what it may do to stories and their parts, to the record, to the desk's lists, verbs beyond editing)
ROLES = {
    "reporter": (WRITE, WRITE, READ, WRITES),
    "editor": (RECORD, RECORD, RECORD, ("publish_story", *WRITES, *REVIEWS, *MERGE, *DECIDE)),
    "legal": (READ, WRITE, READ, ("withdraw_story", *ANSWERS, *WORDING)),
    "publisher": (
        RECORD,
        RECORD,
        RECORD,
        ("publish_story", "withdraw_story", *ALONE, *JOBS, *WRITES, *REVIEWS, *WORDING, *MERGE, *DECIDE),
    ),
}
ADMINISTRATOR = "administrator"


def permissions_of(role):
    """The permissions a role has, as a queryset; the administrator has every one."""
    if role == ADMINISTRATOR:
        return Permission.objects.all()
    stories, record, lists, verbs = ROLES[role]
    newsroom, cases = Q(content_type__app_label="newsroom"), Q(content_type__app_label="cases")
    parts = RECORD if "change" in stories else stories  # who writes takes out sections, links and names too
    return Permission.objects.filter(
        (newsroom & Q(codename__in=_codenames(stories, STORIES + NUMBERS) + _codenames(parts, STORY_PARTS)))
        | (newsroom & Q(codename__in=_codenames(set(stories) - {"delete"}, PICTURES)))
        | (newsroom & Q(codename__in=_codenames(lists, DESK_LISTS)))
        | (
            newsroom
            & Q(
                codename__in=[
                    *verbs,
                    "view_publication",
                    "view_revision",
                    "view_wordingrule",
                    "view_staleflag",
                ]
            )
        )
        | (cases & (_starting_with(record) | Q(codename__in=verbs)))
    )


@transaction.atomic
def establish_roles():
    """Create the groups, or bring them back to what is written here."""
    for role in (*ROLES, ADMINISTRATOR):
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set(permissions_of(role))


def _codenames(actions, models):
    return [f"{action}_{model}" for action in actions for model in models]


def _starting_with(actions):
    return Q(codename__regex=rf"^({'|'.join(actions)})_") & ~Q(
        codename__regex=r"^(add|change|delete)_(change|merge|formerslug)$"
    )
