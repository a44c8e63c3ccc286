"""What was saved and what was published: read here, altered nowhere."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils import timezone

from cases.admin.base import DeskAdmin, ReadOnly
from newsroom.images.showing import shown
from newsroom.prose.sanitise import clean
from newsroom.publishing.models import Publication, Revision


def as_read(content):
    """Frozen content laid out for a person."""
    written = content.get("sections") or [{"heading": "", "body": content.get("body", "")}]
    images = content.get("images", ())
    parts = [{"heading": s["heading"], "html": shown(clean(s["body"]), images)} for s in written]
    return render_to_string("admin/newsroom/content.html", {"content": content, "parts": parts})


@admin.register(Revision)
class RevisionAdmin(ReadOnly, DeskAdmin):
    list_display = ["story", "number", "saved_by", "saved_at", "note"]
    list_filter = ["story__kind", "saved_at"]
    search_fields = ["story__headline", "saved_by__username"]
    search_help_text = "Headline, or who saved it."
    ordering = ["-pk"]
    fields = ["story", "number", "saved_by", "saved_at", "note", "words", "digest"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("story", "saved_by").defer("content")

    @admin.display(description="as saved")
    def words(self, revision):
        return as_read(revision.content)


class HowItStands(admin.SimpleListFilter):
    title = "how it stands"
    parameter_name = "stands"

    def lookups(self, request, model_admin):
        return [("scheduled", "Scheduled"), ("effective", "In effect"), ("cancelled", "Cancelled")]

    def queryset(self, request, queryset):
        now = timezone.now()
        if self.value() == "scheduled":
            return queryset.scheduled(now)
        if self.value() == "effective":
            return queryset.effective(now)
        return queryset.filter(cancellation__isnull=False) if self.value() == "cancelled" else queryset


@admin.register(Publication)
class PublicationAdmin(ReadOnly, DeskAdmin):
    list_display = ["headline", "number", "verb", "kind", "effective_at", "stands", "published_by"]
    list_filter = [HowItStands, "kind", "verb", "effective_at", "section"]
    search_fields = ["headline", "byline"]
    search_help_text = "Headline or byline."
    ordering = ["-pk"]
    fields = ["headline", "number", "verb", "note", "effective_at", "stands", "recorded_at", "published_by"]
    fields += ["words", "digest", "previous_digest"]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("published_by", "cancellation__cancelled_by")
            .defer("content", "text")
        )

    @admin.display(description="how it stands")
    def stands(self, publication):
        if hasattr(publication, "cancellation"):
            return f"cancelled by {publication.cancellation.cancelled_by or 'nobody known'}"
        return "scheduled" if publication.effective_at > timezone.now() else "in effect"

    @admin.display(description="as published")
    def words(self, publication):
        return as_read(publication.content)
