"""The desk: what an editor finds on signing in."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.utils import timezone

from cases.models import Event
from newsroom.admin.sign_in import KeepsWhatWasSent
from newsroom.publishing.models import Story

# Everything not named here is reached from what is: counsel on a party, revisions on a story.
ROOMS = {
    "Stories": ["Article", "Explainer", "Publication", "Revision"],
    "The record": ["Case", "Entity", "Statement", "Source", "Event", "Document"],
    "The record in detail": [
        "Court", "Docket", "Party", "Claim", "Disposition", "Penalty", "CaseRelation", "Merge", "Change",
    ],
    "Desk lists": ["Section", "Topic", "Author", "GlossaryTerm", "WordingRule"],
    "Staff": ["User"],
}  # fmt: skip
SHOWN = 8


class Desk(KeepsWhatWasSent, AdminSite):
    """Django's admin, with its lists in the order of the work."""

    index_template = "admin/desk.html"
    site_header = f"{settings.SITE_NAME}: the desk"
    site_title = settings.SITE_NAME
    index_title = "The desk"
    empty_value_display = "–"

    def get_app_list(self, request, app_label=None):
        apps = self._build_app_dict(request, app_label)
        if app_label:
            return super().get_app_list(request, app_label)
        models = {model["object_name"]: model for app in apps.values() for model in app["models"]}
        rooms = [
            {
                "name": name,
                "app_label": name.lower().replace(" ", "-"),
                "app_url": "",
                "has_module_perms": True,
                "models": [models[each] for each in listed if each in models],
            }
            for name, listed in ROOMS.items()
        ]
        return [room for room in rooms if room["models"]]

    def index(self, request, extra_context=None):
        desk = {"drafts": self._drafts(request), "overdue": self._overdue(request), **(extra_context or {})}
        return super().index(request, desk)

    def _drafts(self, request):
        """The drafts that were saved last."""
        if not request.user.has_perm("newsroom.view_article"):
            return []
        return Story.objects.drafts().last_saved_first()[:SHOWN]

    def _overdue(self, request):
        """Expected events whose day has passed: the desk finds out what came of them."""
        if not request.user.has_perm("cases.view_event"):
            return []
        today = timezone.localdate()
        return Event.objects.overdue(today).in_order().select_related("case")[:SHOWN]
