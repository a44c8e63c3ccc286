"""What was saved and what was published: read here, altered nowhere."""

from django.contrib import admin
from django.template.loader import render_to_string

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


@admin.register(Publication)
class PublicationAdmin(ReadOnly, DeskAdmin):
    list_display = ["headline", "number", "verb", "kind", "effective_at", "published_by"]
    list_filter = ["kind", "verb", "effective_at", "section"]
    search_fields = ["headline", "byline"]
    search_help_text = "Headline or byline."
    ordering = ["-pk"]
    fields = ["headline", "number", "verb", "note", "effective_at", "recorded_at", "published_by"]
    fields += ["words", "digest", "previous_digest"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("published_by").defer("content", "text")

    @admin.display(description="as published")
    def words(self, publication):
        return as_read(publication.content)
