"""What the desks of articles and explainers share: one save is one revision, and a stale one is refused."""

from uuid import uuid4

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from cases.admin.base import DeskAdmin, DeskForm, Rows
from newsroom.admin import staleness
from newsroom.admin.comments import CommentsDesk
from newsroom.admin.link_desk import LinkDesk
from newsroom.admin.merging import MergingDesk
from newsroom.admin.previews import PreviewDesk
from newsroom.admin.review import ReviewDesk
from newsroom.admin.unsaved import UnsavedDesk, said_of
from newsroom.admin.verbs import VERBS, VerbDesk
from newsroom.admin.versions import VersionsDesk
from newsroom.admin.wording import WordingDesk
from newsroom.prose.sanitise import clean
from newsroom.publishing.actions import StaleSave, record_revision
from newsroom.publishing.editions import embargo_problem
from newsroom.publishing.models import Byline, Publication, Story, WorkingCopy
from newsroom.publishing.stages import TRANSITIONS
from newsroom.publishing.staleness.flags import in_words
from newsroom.publishing.working_copies import CannotKeep


class StoryForm(DeskForm):
    """The form remembers the revision it started from, and under which token it is kept while one types."""

    base_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    working_copy = forms.UUIDField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        required=False, max_length=200, help_text="Why: for the history. Readers do not see it."
    )
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
        self.initial["working_copy"] = uuid4()
        self.fields["base_revision"].required = bool(self.instance.pk)

    def clean_headline(self):
        headline = self.cleaned_data["headline"]
        if not any(sign.isprintable() and not sign.isspace() for sign in headline):
            raise ValidationError("Nothing of this headline can be seen: write it in letters.")
        return headline

    def clean_embargo_until(self):
        until = self.cleaned_data["embargo_until"]
        if problem := embargo_problem(self.instance, until, now=timezone.now()):
            raise ValidationError(problem)
        return until

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


class StoryAdmin(
    LinkDesk,
    PreviewDesk,
    WordingDesk,
    ReviewDesk,
    CommentsDesk,
    VerbDesk,
    UnsavedDesk,
    MergingDesk,
    VersionsDesk,
    DeskAdmin,
):
    list_display = ["headline", "standing", "stage", "section", "byline", "saved", "open_at", "embargo_until"]
    list_filter = ["state", "stage", "section", ("topics", admin.RelatedOnlyFieldListFilter)]
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

    @property
    def kind(self):
        return self.opts.model_name

    def get_queryset(self, request):
        now = timezone.now()
        stories = super().get_queryset(request).with_desk().with_last_save().with_standing(now)
        if request.resolver_match.url_name.endswith("_changelist"):
            copies = WorkingCopy.objects.without_words().others_than(request.user)
            on_desks = copies.on_desks(now).order_by("-seen_at")
            stories = stories.prefetch_related(
                Prefetch("working_copies", on_desks, to_attr="copies_of_others")
            )
        return stories

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        answer = self.bring_back(request, object_id)
        if request.method == "POST":
            answer = self._overtaken(request, object_id)
        if not answer:
            answer = super().changeform_view(request, object_id, form_url, extra_context)
            if isinstance(getattr(getattr(request, "refused", None), "__cause__", None), StaleSave):
                answer = self._overtaken(request, object_id) or answer  # saved between our look and our lock
        self.tell_browser(request, answer)
        return answer

    def _overtaken(self, request, object_id):
        """Keep what a form sent that began with another revision, or whose story is gone; show what to do.

        What cannot be kept goes on to be refused with the form as it was typed.
        """
        if object_id is None or not object_id.isdecimal():
            return None
        story = Story.objects.filter(pk=object_id, kind=self.kind).first()
        base = request.POST.get("base_revision", "")
        may = self.has_change_permission(request, story) if story else self.has_add_permission(request)
        if not may or (story and (not base.isdecimal() or int(base) == story.revision_number)):
            return None
        try:
            token = self.keep_refused(request, story)
        except CannotKeep:
            return None
        if story:
            return HttpResponseRedirect(self.merge_address(story.pk, token))
        said = "The story was deleted while you were editing. What you typed is here: save it as a new one."
        self.message_user(request, said, messages.WARNING)
        return HttpResponseRedirect(self.form_address(None, token))

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002  Django's signature
        form = super().get_form(request, obj, change=change, **kwargs)
        typed = getattr(request, "typed", None)
        if typed is None:
            return form

        class BroughtBack(form):
            """Holds what was typed before, as if it had just been sent."""

            def __init__(self, *args, **kwargs):
                kwargs.pop("initial", None)
                super().__init__(typed, *args, **kwargs)

        return BroughtBack

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if getattr(request, "is_fresh", False):
            return {name: value for name, value in kwargs.items() if name not in {"data", "files"}}
        if hasattr(request, "typed"):
            kwargs["data"] = request.typed.copy()
        return kwargs

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        record_revision(form.instance, by=request.user, now=request.now, note=form.cleaned_data["note"])
        self.forget_saved(request, form)

    def view_on_site(self, obj):
        return obj.path if obj.state == Story.State.PUBLISHED and obj.has_edition else None

    @admin.display(description="state", ordering="state")
    def standing(self, story):
        if story.state == Story.State.PUBLISHED and not story.has_edition:
            return "scheduled"
        return story.get_state_display()

    @admin.display(description="byline")
    def byline(self, story):
        return ", ".join(byline.author.name for byline in story.bylines.all()) or None

    @admin.display(description="last saved", ordering="saved_at")
    def saved(self, story):
        return story.saved_at

    @admin.display(description="open")
    def open_at(self, story):
        now = timezone.now()
        return "; ".join(
            said_of({"copy": copy, "is_here": copy.is_present(now)}) for copy in story.copies_of_others
        )

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
        acts += self.review_urls() + self.comment_urls()
        return acts + self.unsaved_urls() + self.merging_urls() + self.version_urls() + super().get_urls()

    def render_change_form(self, request, context, **kwargs):
        story = kwargs.get("obj")
        context |= self.unsaved_context(request, story)
        if story:
            # The story as it is kept: what a refused form holds is not what would be published.
            kept, now = self.model.objects.select_related("section").get(pk=story.pk), timezone.now()
            scheduled = story.publications.scheduled(now).first()
            edition = story.publications.effective(now).select_related("published_by").last_first().first()
            is_read = edition is not None and edition.verb != Publication.Verb.WITHDRAW
            verbs = self.verbs_for(request, story, is_read=is_read, is_scheduled=scheduled is not None)
            context |= {
                "problems": kept.problems(),
                "review": self.strip_of(request, kept),
                "comments": self.comments_of(request, kept),
                "flags": in_words(story.stale_flags.undecided().with_desk().in_turn()),
                "flags_address": staleness.address_of(story),
                "edition": edition,
                "scheduled": scheduled,
                "preview": _preview_of(story),
                "wording": self.wording_address(story),
                "previews": self.previews_address(story),
                "verbs": [each for each in verbs if not each[0].only_scheduled],
                "verbs_of_schedule": [each for each in verbs if each[0].only_scheduled],
                "may_save": self.has_change_permission(request, story),
            }
        return super().render_change_form(request, context, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        return self._then(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._then(request, obj) or super().response_change(request, obj)

    def _then(self, request, story):
        verb = request.POST.get("_then")
        if verb in TRANSITIONS:
            return HttpResponseRedirect(self._at("step", story, verb))
        return HttpResponseRedirect(self.address_of(verb, story)) if verb in VERBS else None


def _preview_of(story):
    try:
        return reverse("pages:preview", args=[story.kind, story.pk])
    except NoReverseMatch:
        return None
