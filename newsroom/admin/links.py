"""What a story is about, and the words in it that mention a case or an entity."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from cases.admin.base import DeskForm, Rows
from newsroom.linking.actions import NotInText, link_about, link_mention
from newsroom.linking.models import Link

GONE = mark_safe('<strong class="desk-mark">gone from the text</strong> link other words, or delete this')


class LinkForm(DeskForm):
    places = {"link_has_one_target": "case"}

    def __init__(self, *args, **kwargs):
        if (link := kwargs.get("instance")) and link.pk:
            self.base_fields = {}  # it is shown, and can be taken away: nothing of it is typed
        super().__init__(*args, **kwargs)

    def target(self):
        return self.cleaned_data["case"] or self.cleaned_data["entity"]


class AboutForm(LinkForm):
    def file(self, *, by, now):
        return link_about(self.instance.story, self.target(), by=by, now=now)


class MentionForm(LinkForm):
    occurrence = forms.IntegerField(
        label="which time",
        initial=1,
        min_value=1,
        required=False,
        help_text="Where the words stand in the text more than once: 2 for the second time.",
    )
    refusals = {NotInText: "surface"}

    class Meta:
        widgets = {"surface": forms.TextInput(attrs={"size": 40})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "surface" in self.fields:
            self.fields["surface"].required = True

    def file(self, *, by, now):
        nth = self.cleaned_data["occurrence"] or 1
        words = self.cleaned_data["surface"]
        return link_mention(self.instance.story, words, self.target(), occurrence=nth, by=by, now=now)


class LinkInline(Rows):
    """A link is made or taken away, never bent to another target."""

    model = Link
    autocomplete_fields = ["case", "entity"]
    beside = ("case", "entity")
    show_change_link = False
    shown = 200

    def has_change_permission(self, request, obj=None):
        return False


class AboutInline(LinkInline):
    form = AboutForm
    verbose_name = "case or entity the story is about"
    verbose_name_plural = "the story is about"
    fields = ["case", "entity", "record"]
    readonly_fields = ["record"]

    @admin.display(description="the record")
    def record(self, link):
        """From the story straight to what it rests on."""
        if not link.case_id:
            return None
        addresses = [reverse(f"admin:cases_case_{name}", args=[link.case_id]) for name in ("change", "state")]
        words = '<a href="{}">Case file</a>, <a href="{}">add a statement</a>'
        return format_html(words, *addresses)

    def get_queryset(self, request):
        return super().get_queryset(request).accepted().about()


class MentionInline(LinkInline):
    form = MentionForm
    verbose_name = "mention"
    verbose_name_plural = "mentions: words in the text that lead to a case or an entity"
    fields = ["surface", "occurrence", "case", "entity", "stands"]
    readonly_fields = ["stands"]

    def get_queryset(self, request):
        return super().get_queryset(request).accepted().mentions()

    @admin.display(description="which time")
    def occurrence(self, link):
        """Nothing to say: the next column shows where it stands."""
        return ""

    @admin.display(description="where it stands")
    def stands(self, link):
        if not link.pk:
            return None
        if link.is_orphaned:
            return GONE
        return format_html("…{}<mark>{}</mark>{}…", link.prefix, link.surface, link.suffix)
