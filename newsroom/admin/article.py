from django.contrib import admin

from newsroom.admin.links import AboutInline, MentionInline
from newsroom.admin.prose import BodyField
from newsroom.admin.story import BylineInline, StoryAdmin, StoryForm
from newsroom.articles.actions import save_article
from newsroom.articles.models import Article


class ArticleForm(StoryForm):
    body = BodyField()

    def file(self, *, by, now):
        base = self.cleaned_data["base_revision"] if self.instance.pk else None
        return save_article(self.instance, by=by, base=base)


@admin.register(Article)
class ArticleAdmin(StoryAdmin):
    form = ArticleForm
    inlines = [BylineInline, AboutInline, MentionInline]
    autocomplete_fields = ["section", "topics", "publisher"]

    def get_fieldsets(self, request, obj=None):
        body = "body" if self.has_add_permission(request) else "body_as_read"
        return [
            (None, {"fields": ["headline", "dek", body, "base_revision"]}),
            self.desk,
            (
                "Taken from elsewhere",
                {"classes": ["collapse"], "fields": ["publisher", "canonical_url"]},
            ),
        ]

    def get_readonly_fields(self, request, obj=None):
        return [] if self.has_add_permission(request) else ["body_as_read"]
