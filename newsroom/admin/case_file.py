"""The case file of the record and the form of an entity, with what we wrote about them."""

from django.contrib import admin
from django.urls import reverse

from cases.admin.case import CaseAdmin
from cases.admin.entity import EntityAdmin
from cases.models import Case, Entity
from newsroom.admin.mentions import how_many
from newsroom.linking.models import Link

STORIES_SHOWN = 5

admin.site.unregister([Case, Entity])


@admin.register(Case)
class CoveredCaseAdmin(CaseAdmin):
    def coverage(self, request, case):
        """The stories that are about the case or mention it, drafts too, the latest first."""
        if not request.user.has_perm("newsroom.view_article"):
            return None
        stories = Link.objects.accepted().filter(case=case).stories().order_by("-pk")
        count = stories.count()
        shown = [
            (
                story.headline,
                reverse(f"admin:newsroom_{story.kind}_change", args=[story.pk]),
                story.get_state_display(),
            )
            for story in stories[:STORIES_SHOWN]
        ]
        return {"count": count, "stories": shown, "more": count - len(shown)}

    def mentioned(self, request, case):
        return how_many(case, request.user)


@admin.register(Entity)
class CoveredEntityAdmin(EntityAdmin):
    def render_change_form(self, request, context, **kwargs):
        if entity := kwargs.get("obj"):
            context["mentioned"] = how_many(entity, request.user)
        return super().render_change_form(request, context, **kwargs)
