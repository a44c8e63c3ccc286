import json

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from cases.actions import keep, remove
from cases.admin.base import BoundedFormSet, Cards, DeskForm
from cases.admin.choosers import ManyChooser
from cases.models import Case, Statement
from newsroom.admin.links import AboutInline, MentionInline
from newsroom.admin.prose import BodyField
from newsroom.admin.story import BylineInline, StoryAdmin, StoryForm
from newsroom.explainers.actions import MOST_SECTIONS, keep_section, save_explainer, too_many_sections
from newsroom.explainers.kinds import FILTER, KINDS
from newsroom.explainers.models import Explainer, ExplainerSection, GlossaryTerm, SectionStatement
from newsroom.linking.actions import propose_links
from newsroom.numbers.models import Number
from newsroom.prose.sanitise import clean

CHOOSERS = ("cases", "facts", "terms", "numbers")


class InOrder(forms.ModelMultipleChoiceField):
    """Rows in the order they were chosen in."""

    def clean(self, value):
        chosen = [str(key) for key in value or ()]
        return sorted(super().clean(value), key=lambda row: chosen.index(str(row.pk)))

    def has_changed(self, initial, data):
        return [str(key) for key in initial or ()] != [str(key) for key in data or ()]


class SharedChooser(ManyChooser):
    """Shows what is chosen, in its order, of rows that all forms of a formset have loaded together."""

    shelf = None

    def optgroups(self, name, value, attrs=None):
        if self.shelf is None:
            return super().optgroups(name, value, attrs)
        rows = self.shelf()
        chosen = [str(key) for key in value if str(key).isdecimal() and int(key) in rows]
        options = [
            self.create_option(name, key, str(rows[int(key)]), set(chosen), place)
            for place, key in enumerate(chosen)
        ]
        return [(None, options, 0)]


class SectionForm(DeskForm):
    """A section with what it shows of the record."""

    position = forms.IntegerField(required=False, min_value=0, max_value=9999, widget=forms.HiddenInput)
    body = BodyField(label="Text")
    facts = InOrder(
        Statement.objects.all(),
        label="Statements",
        required=False,
        help_text="In the order they are chosen.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "facts" not in self.fields:
            return
        self.fields["shown_from"].required = False  # forms kept from before there were depths have none
        choose = SectionStatement._meta.get_field("statement")
        self.fields["facts"].widget = SharedChooser(choose, admin.site, choices=self.fields["facts"].choices)
        if self.instance.pk:
            self.initial["facts"] = [fact.statement_id for fact in self.instance.facts.all()]

    def clean_position(self):
        """Where its row stands in the form, if nobody moved it."""
        position = self.cleaned_data["position"]
        return int(self.prefix.rpartition("-")[2]) if position is None else position

    def file(self, *, by, now):
        section = keep_section(self.instance, by=by)
        if "facts" in self.changed_data:
            _show(section, self.cleaned_data["facts"], by=by)
        return section


def _show(section, statements, *, by):
    """Keep the section's statements as chosen, in order."""
    shown = {fact.statement_id: fact for fact in section.facts.all()}
    for statement_id in shown.keys() - {statement.pk for statement in statements}:
        remove(shown[statement_id], by=by)
    for position, statement in enumerate(statements):
        fact = shown.get(statement.pk) or SectionStatement(section=section, statement=statement)
        fact.position = position
        keep(fact, by=by)


class SectionFormSet(BoundedFormSet):
    @cached_property
    def chosen(self):
        """What any section has chosen, by field and number, in a query for each field."""
        asked = {name: set() for name in CHOOSERS}
        for form in self.forms:
            for name in asked.keys() & form.fields.keys():
                asked[name] |= {int(key) for key in form[name].value() or () if str(key).isdecimal()}
        rows = {"cases": Case, "facts": Statement, "terms": GlossaryTerm, "numbers": Number}
        return {name: rows[name].objects.in_bulk(numbers) for name, numbers in asked.items()}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name in form.fields.keys() & set(CHOOSERS):
            widget = form.fields[name].widget
            getattr(widget, "widget", widget).shelf = lambda name=name: self.chosen[name]

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if not self._should_delete_form(form)]
        if said := too_many_sections(len(kept)):
            raise ValidationError(said)


class SectionInline(Cards):
    """The builder: cards that are dragged or moved by buttons, each with the fields its kind uses."""

    model = ExplainerSection
    form = SectionForm
    formset = SectionFormSet
    template = "admin/newsroom/sections.html"
    verbose_name = "section"
    verbose_name_plural = "sections"
    show_change_link = False
    shown = max_num = MOST_SECTIONS
    autocomplete_fields = ["cases", "terms", "numbers"]
    readonly_fields = ["body_as_read", "facts_shown"]

    class Media:
        js = ["newsroom/sections.js"]

    def get_fieldsets(self, request, obj=None):
        may_write = self.has_change_permission(request, obj) or self.has_add_permission(request, obj)
        body, facts = ("body", "facts") if may_write else ("body_as_read", "facts_shown")
        fields = [("kind", "shown_from"), "heading", "cases", facts, "terms", "numbers", "filter", body]
        return [(None, {"fields": ["position", *fields] if may_write else fields})]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = SharedChooser(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @cached_property
    def kinds(self):
        """What the page is told of each kind, as JSON."""
        labels = dict(ExplainerSection.Kind.choices)
        return json.dumps({name: _told(labels[name], kind) for name, kind in KINDS.items()})

    @admin.display(description="text")
    def body_as_read(self, section):
        return mark_safe(clean(section.body))  # noqa: S308  cleaned on this very line

    @admin.display(description="statements")
    def facts_shown(self, section):
        return format_html_join(mark_safe("<br>"), "{}", ((fact,) for fact in section.facts.all())) or None

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("facts__statement", "cases", "terms", "numbers")


def _told(label, kind):
    uses = ["facts" if part == "statements" else part for part in kind.uses]
    return {
        "label": label,
        "about": kind.about,
        "uses": uses,
        "shown_from": kind.shown_from,
        "body": kind.body,
        "parameters": _parameters(kind.language) if FILTER in uses else [],
    }


def _parameters(language):
    """Those of the filter, as the API tells of them."""
    return [
        {
            "name": name,
            "meaning": found.meaning,
            "example": found.example,
            "choices": [[value, str(said)] for value, said in found.extra.get("choices", ())],
            "several": found.takes_several,
        }
        for name, found in language.base_filters.items()
    ]


class ExplainerForm(StoryForm):
    def file(self, *, by, now):
        base = self.cleaned_data["base_revision"] if self.instance.pk else None
        return save_explainer(self.instance, by=by, base=base)


@admin.register(Explainer)
class ExplainerAdmin(StoryAdmin):
    form = ExplainerForm
    inlines = [BylineInline, SectionInline, AboutInline, MentionInline]

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.model is ExplainerSection and formset.has_changed():
            propose_links(form.instance, by=request.user)  # once, for all of its sections

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": ["headline", "question", "dek", "base_revision"]}), self.desk]
