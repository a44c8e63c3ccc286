import json

from django.contrib import admin, messages

from cases.actions import amend_alias, amend_entity, keep
from cases.admin.base import DeskAdmin, DeskForm, Rows
from cases.admin.duplicates import DuplicatesDoor
from cases.admin.merging import MergeDoor
from cases.admin.sheets import SheetDoor
from cases.models import Alias, Entity, ExternalIdentifier, Upload
from cases.models.entity_details import DETAILS
from cases.names import name_key


class NamedForm(DeskForm):
    """A form of something with a name, whose matching key follows what is typed."""

    derived = {"name_key": "name"}

    def clean_name(self):
        name = self.cleaned_data["name"]
        self.instance.name_key = self.cleaned_data["name_key"] = name_key(name)
        return name


class EntityForm(NamedForm):
    places = {
        "entity_has_a_name": "name",
        "entity_dies_after_it_is_born": "date_of_death",
        "entity_belongs_to_another": "belongs_to",
        **{f"entity_{name}_fits_its_kind": name for name in DETAILS},
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:  # a viewer has none
            kinds_of = {name: sorted(kinds) for name, (_, kinds) in DETAILS.items()}
            self.fields["kind"].widget.attrs["data-fields-of-kinds"] = json.dumps(kinds_of)

    def file(self, *, by, now):
        return amend_entity(self.instance, by=by) if self.instance.pk else keep(self.instance, by=by)


class AliasForm(NamedForm):
    places = {
        "alias_has_a_name": "name",
        "alias_once_per_entity": "name",
        "alias_ends_after_it_begins": "valid_until",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "strength" in self.fields:  # a viewer has none
            self.fields["strength"].required = False
            self.fields["strength"].choices = [("", "as its wording allows"), *Alias.Strength.choices]
            self.initial["strength"] = self.instance.strength if self.instance.is_decided else ""

    def file(self, *, by, now):
        return amend_alias(self.instance, strength=self.cleaned_data["strength"], by=by)


class AliasInline(Rows):
    model = Alias
    form = AliasForm
    fields = ["name", "kind", "strength", "valid_from", "valid_until"]


class IdentifierForm(DeskForm):
    places = {"identifier_names_one_entity": "value"}


class IdentifierInline(Rows):
    model = ExternalIdentifier
    form = IdentifierForm
    fields = ["scheme", "value"]


@admin.register(Entity)
class EntityAdmin(DuplicatesDoor, SheetDoor, MergeDoor, DeskAdmin):
    sheet = "entities"
    uploads = (Upload.Kind.ENTITIES,)
    form = EntityForm
    inlines = [AliasInline, IdentifierInline]
    list_display = ["name", "kind", "description", "country"]
    list_filter = ["kind"]
    search_fields = ["name", "name_key", "aliases__name"]
    search_help_text = "Name or any alias."
    ordering = ["name", "pk"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", ("kind", "country"), "description", "website", "slug"]}),
        ("What its kind has", {"fields": [*DETAILS]}),
    ]
    autocomplete_fields = ["belongs_to"]

    class Media:
        js = ["newsroom/entity-kinds.js"]

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.model is Alias:
            for alias in (row.instance for row in formset.saved_forms):
                if alias.weakness and not alias.is_decided:
                    messages.warning(request, _weak(alias))

    def view_on_site(self, obj):
        return obj.get_absolute_url()


def _weak(alias):
    why = alias.get_weakness_display()
    return f"“{alias}” is {why}: stored as weak, proposed only with other evidence."
