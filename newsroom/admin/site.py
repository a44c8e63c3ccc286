"""The desk: what an editor finds on signing in."""

from functools import partial

from django.conf import settings
from django.contrib.admin import AdminSite
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from cases.admin import todo
from newsroom.admin import editor, intake, staleness
from newsroom.admin.mentions import mentions_view
from newsroom.admin.sign_in import KeepsWhatWasSent
from newsroom.publishing import waiting
from newsroom.publishing.models import Publication, Story

# Everything not named here is reached from what is: counsel on a party, revisions on a story.
ROOMS = {
    "Stories": ["Article", "Explainer", "Image", "Publication", "Revision"],
    "The record": ["Case", "Entity", "Statement", "Source", "Event", "Document"],
    "The record in detail": [
        "Court", "Docket", "Party", "Claim", "Disposition", "Penalty", "CaseRelation", "Merge", "Change",
    ],
    "Desk lists": [
        "Section", "Topic", "Author", "GlossaryTerm", "Number", "WordingRule", "SuppressedName",
    ],
    "Staff": ["User"],
    "The worker": ["FollowUp", "ProcrastinateJob"],
}  # fmt: skip
CALLED = {"ProcrastinateJob": "Jobs"}  # where the library's name is not the desk's
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
                "models": [_called(models[each]) for each in listed if each in models],
            }
            for name, listed in ROOMS.items()
        ]
        return [room for room in rooms if room["models"]]

    def get_urls(self):
        work = path("to-do/", self.admin_view(self.todo_view), name="todo")
        about = self.admin_view(partial(mentions_view, admin_site=self))
        mentions = path("mentions/<str:kind>/<int:pk>/", about, name="mentions")
        waits = path("my-desk/", self.admin_view(self.my_desk_view), name="my_desk")
        return [
            work,
            waits,
            mentions,
            *editor.urls_of(self),
            *intake.urls_of(self),
            *staleness.urls_of(self),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        work, now = todo.how_much(request.user, timezone.localdate()), timezone.now()
        desk = {
            "desk": waiting.desk_of(request.user, now),
            "now": now,
            "drafts": self._drafts(request),
            "scheduled": self._scheduled(request),
            "work": work,
            "stale": staleness.how_many(request.user),
            **(extra_context or {}),
        }
        return super().index(request, desk)

    def todo_view(self, request):
        """What waits at the desk of the record."""
        context = {
            **self.each_context(request),
            "title": "To do",
            "work": todo.waiting(request.user, timezone.localdate()),
            "duplicates": todo.likely_duplicates(request.user),
        }
        return TemplateResponse(request, "admin/todo.html", context)

    def my_desk_view(self, request):
        """The user's work, what waits for them, what was sent back, and what is to come."""
        desk = waiting.desk_of(request.user, timezone.now())
        context = {**self.each_context(request), "title": "My desk", "desk": desk, "now": timezone.now()}
        return TemplateResponse(request, "admin/my_desk.html", context)

    def _drafts(self, request):
        """The drafts that were saved last."""
        if not request.user.has_perm("newsroom.view_article"):
            return []
        return Story.objects.drafts().last_saved_first()[:SHOWN]

    def _scheduled(self, request):
        """What readers will see next, soonest first."""
        if not request.user.has_perm("newsroom.view_publication"):
            return []
        return Publication.objects.scheduled(timezone.now()).soonest_first().with_card()[:SHOWN]


def _called(model):
    return model | {"name": CALLED.get(model["object_name"], model["name"])}
