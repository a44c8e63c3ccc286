"""The desk's lists: what stories are filed under, who signs them, what words mean."""

from django import forms
from django.contrib import admin
from django.utils.text import Truncator

from cases.admin.base import DeskAdmin, DeskForm
from newsroom.explainers.models import GlossaryTerm
from newsroom.publishing.models import Author, Section, Topic
from newsroom.publishing.stages import NEEDS


class SectionForm(DeskForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "needs" in self.fields:
            self.fields["needs"] = forms.MultipleChoiceField(
                choices=NEEDS,
                widget=forms.CheckboxSelectMultiple,
                required=False,
                label=self.fields["needs"].label,
                help_text=self.fields["needs"].help_text,
            )


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    form = SectionForm
    list_display = ["name", "slug"]
    search_fields = ["name"]
    ordering = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    list_display = ["name", "slug", "description"]
    search_fields = ["name"]
    ordering = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def view_on_site(self, obj):
        return obj.get_absolute_url()


@admin.register(Author)
class AuthorAdmin(DeskAdmin):
    list_display = ["name", "slug", "user"]
    list_select_related = ["user"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(DeskAdmin):
    list_display = ["term", "meaning", "slug"]
    search_fields = ["term", "definition"]
    ordering = ["term"]
    prepopulated_fields = {"slug": ["term"]}

    @admin.display(description="definition")
    def meaning(self, term):
        return Truncator(term.definition).chars(120)
