from django.contrib import admin

from newsroom.admin.links import AboutInline, MentionInline
from newsroom.admin.prose import BodyField
from newsroom.admin.story import BylineInline, StoryAdmin, StoryForm
from newsroom.articles.actions import save_article
from newsroom.articles.models import Article

TAKEN = ["publisher", "canonical_url", "original_author", "first_published_on"]


class ArticleForm(StoryForm):
    body = BodyField()

    def file(self, *, by, now):
        base = self.cleaned_data["base_revision"] if self.instance.pk else None
        return save_article(self.instance, by=by, base=base)


@admin.register(Article)
class ArticleAdmin(StoryAdmin):
    form = ArticleForm
    inlines = [BylineInline, AboutInline, MentionInline]
    autocomplete_fields = ["section", "topics", "publisher", "lead_image"]

    def get_fieldsets(self, request, obj=None):
        body = "body" if self.has_add_permission(request) else "body_as_read"
        return [
            (None, {"fields": ["headline", "dek", "lead_image", body, "base_revision"]}),
            self.desk,
            (
                "Taken from elsewhere",
                {"classes": ["collapse"], "fields": TAKEN},
            ),
        ]

    def get_readonly_fields(self, request, obj=None):
        return [] if self.has_add_permission(request) else ["body_as_read"]
