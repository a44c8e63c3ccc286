from django.contrib import admin

from cases.actions import amend_entity, keep
from cases.admin.base import DeskAdmin, DeskForm, Rows
from cases.models import Alias, Entity, ExternalIdentifier
from cases.names import name_key


class NamedForm(DeskForm):
    """A form of something with a name, whose matching key follows what is typed."""

    derived = {"name_key": "name"}

    def clean_name(self):
        name = self.cleaned_data["name"]
        self.instance.name_key = self.cleaned_data["name_key"] = name_key(name)
        return name


class EntityForm(NamedForm):
    places = {"entity_has_a_name": "name"}

    def file(self, *, by, now):
        return amend_entity(self.instance, by=by) if self.instance.pk else keep(self.instance, by=by)


class AliasForm(NamedForm):
    places = {
        "alias_has_a_name": "name",
        "alias_once_per_entity": "name",
        "alias_ends_after_it_begins": "valid_until",
    }


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
class EntityAdmin(DeskAdmin):
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
    ]

    def view_on_site(self, obj):
        return obj.get_absolute_url()
