"""What the desks of articles and explainers share: one save is one revision, and a stale one is refused."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from cases.admin.base import DeskAdmin, DeskForm, Rows
from newsroom.admin.previews import PreviewDesk
from newsroom.admin.verbs import VERBS, VerbDesk
from newsroom.admin.wording import WordingDesk
from newsroom.prose.sanitise import clean
from newsroom.publishing.actions import StaleSave, record_revision
from newsroom.publishing.models import Byline, Story

SAID_IN_HISTORY = 200


class StoryForm(DeskForm):
    """The form remembers the revision it started from."""

    base_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    derived = {"kind": "slug"}
    places = {
        "story_slug_once_per_kind": "slug",
        "story_has_a_headline": "headline",
        "taken_story_has_its_address": "canonical_url",
    }
    refusals = {StaleSave: None}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["base_revision"] = self.instance.revision_number
        self.fields["base_revision"].required = bool(self.instance.pk)

    def words_of(self, error):
        address = reverse("admin:newsroom_revision_change", args=[error.newest.pk])
        return format_html('{} <a href="{}" target="_blank">Read their revision</a>', error, address)

    def retry_with(self, error):
        return {"base_revision": error.newest.number} if isinstance(error, StaleSave) else {}


class BylineForm(DeskForm):
    places = {"author_once_per_byline": "author"}


class BylineInline(Rows):
    model = Byline
    form = BylineForm
    verbose_name = "author"
    verbose_name_plural = "byline"
    autocomplete_fields = ["author"]
    beside = ("author",)
    show_change_link = False
    fields = ["author", "position"]


class StoryAdmin(PreviewDesk, WordingDesk, VerbDesk, DeskAdmin):
    list_display = ["headline", "state", "section", "byline", "saved", "embargo_until"]
    list_filter = ["state", "section", ("topics", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["headline", "slug", "bylines__author__name"]
    search_help_text = "Headline, slug or author."
    ordering = ["-pk"]
    prepopulated_fields = {"slug": ["headline"]}
    autocomplete_fields = ["section", "topics"]
    change_form_template = "admin/newsroom/story_form.html"

    desk = (
        "Filed under",
        {"fields": ["section", "topics", "slug", "embargo_until"]},
    )

    def get_queryset(self, request):
        return super().get_queryset(request).with_desk().with_last_save()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        record_revision(form.instance, by=request.user, now=request.now)

    def view_on_site(self, obj):
        return obj.path if obj.state == Story.State.PUBLISHED else None

    @admin.display(description="byline")
    def byline(self, story):
        return ", ".join(byline.author.name for byline in story.bylines.all()) or None

    @admin.display(description="last saved", ordering="saved_at")
    def saved(self, story):
        return story.saved_at

    @admin.display(description="body")
    def body_as_read(self, story):
        """For those who may not change it."""
        return mark_safe(clean(story.body))  # noqa: S308  cleaned on this very line

    def get_urls(self):
        info = self.opts.app_label, self.opts.model_name
        acts = [
            path(
                f"<int:object_id>/{name}/",
                self.admin_site.admin_view(self.verb_view),
                {"name": name},
                name="{}_{}_{}".format(*info, name),
            )
            for name in VERBS
        ]
        return acts + super().get_urls()

    def render_change_form(self, request, context, **kwargs):
        story = kwargs.get("obj")
        if story:
            context |= {
                # Of the story as it is kept: what a refused form holds is not what would be published.
                "problems": self.model.objects.get(pk=story.pk).problems(),
                "edition": story.publications.select_related("published_by").order_by("-number").first(),
                "preview": _preview_of(story),
                "wording": self.wording_address(story),
                "previews": self.previews_address(story),
                "verbs": self.verbs_for(request, story),
                "may_save": self.has_change_permission(request, story),
            }
        return super().render_change_form(request, context, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        return self._then(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._then(request, obj) or super().response_change(request, obj)

    def _then(self, request, story):
        verb = request.POST.get("_then")
        return HttpResponseRedirect(self.address_of(verb, story)) if verb in VERBS else None

    def history_view(self, request, object_id, extra_context=None):
        """Who saved and who published, when, and what they said of it."""
        story = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_or_change_permission(request, story):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": "History",
            "subtitle": str(story),
            "opts": self.opts,
            "story": story,
            "revisions": story.revisions.select_related("saved_by").defer("content")[:SAID_IN_HISTORY],
            "editions": story.publications.select_related("published_by")
            .defer("content", "text")
            .order_by("-number")[:SAID_IN_HISTORY],
        }
        return TemplateResponse(request, "admin/newsroom/story_history.html", context)


def _preview_of(story):
    try:
        return reverse("pages:preview", args=[story.kind, story.pk])
    except NoReverseMatch:
        return None
