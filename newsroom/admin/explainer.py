from django import forms
from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from cases.actions import keep, remove
from cases.admin.base import Cards, DeskForm
from cases.admin.choosers import ManyChooser
from cases.models import Statement
from newsroom.admin.links import AboutInline, MentionInline
from newsroom.admin.prose import BodyField
from newsroom.admin.story import BylineInline, StoryAdmin, StoryForm
from newsroom.explainers.actions import keep_section, save_explainer
from newsroom.explainers.models import Explainer, ExplainerSection, SectionStatement
from newsroom.linking.actions import propose_links
from newsroom.prose.sanitise import clean


class InOrder(forms.ModelMultipleChoiceField):
    """Rows in the order they were chosen in."""

    def clean(self, value):
        chosen = [str(key) for key in value or ()]
        return sorted(super().clean(value), key=lambda row: chosen.index(str(row.pk)))

    def has_changed(self, initial, data):
        return [str(key) for key in initial or ()] != [str(key) for key in data or ()]


class ChooserInOrder(ManyChooser):
    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        order = {str(key): place for place, key in enumerate(value)}
        label, options, index = groups[0]
        options.sort(key=lambda option: order.get(str(option["value"]), len(order)))
        return [(label, options, index)]


class SectionForm(DeskForm):
    """A section with what it shows of the record."""

    body = BodyField(label="Text")
    facts = InOrder(
        Statement.objects.all(),
        label="Statements",
        required=False,
        help_text="For key facts and quotations, in the order they are chosen.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "facts" not in self.fields:
            return
        choose = SectionStatement._meta.get_field("statement")
        self.fields["facts"].widget = ChooserInOrder(choose, admin.site, choices=self.fields["facts"].choices)
        if self.instance.pk:
            self.initial["facts"] = [fact.statement_id for fact in self.instance.facts.all()]

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


class SectionInline(Cards):
    model = ExplainerSection
    form = SectionForm
    verbose_name = "section"
    verbose_name_plural = "sections, in the order of their position"
    show_change_link = False
    shown = 100
    autocomplete_fields = ["cases", "terms", "numbers"]
    readonly_fields = ["body_as_read", "facts_shown"]

    def get_fieldsets(self, request, obj=None):
        may_write = self.has_change_permission(request, obj) or self.has_add_permission(request, obj)
        body, facts = ("body", "facts") if may_write else ("body_as_read", "facts_shown")
        return [
            (None, {"fields": [("position", "kind"), "heading", body]}),
            ("What it shows of the record", {"fields": ["cases", facts, "terms", "numbers"]}),
        ]

    @admin.display(description="text")
    def body_as_read(self, section):
        return mark_safe(clean(section.body))  # noqa: S308  cleaned on this very line

    @admin.display(description="statements")
    def facts_shown(self, section):
        return format_html_join(mark_safe("<br>"), "{}", ((fact,) for fact in section.facts.all())) or None

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("facts__statement", "numbers")


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
