"""Fields that find a row while its name is typed."""

import json

from django import forms
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.http import JsonResponse

from cases.actions import register_entity
from cases.models import Entity
from cases.name_kinds import guess_kind
from cases.names import name_key

# A choice that is no number but a name to register: `new:company:Acme Holdings LLC`.
NEW = "new:"
ALSO_OFFERED = ("person", "company", "agency", "organisation")
LONGEST_NAME = Entity._meta.get_field("name").max_length


class KnowsNumbers:
    """Django's widget fails on a chosen value that is no number; such a value chooses nothing."""

    def optgroups(self, name, value, attrs=None):
        numbers = [one for one in value if str(one).isdecimal()] or [""]
        return super().optgroups(name, numbers, attrs)


class Chooser(KnowsNumbers, AutocompleteSelect):
    pass


class ManyChooser(KnowsNumbers, AutocompleteSelectMultiple):
    pass


class Newcomers:
    """A chooser of entities that also offers to register the name typed, and keeps that choice in sight."""

    url_name = "%s:cases_entity_suggestions"

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        options = groups[0][1]
        for chosen in (str(one) for one in value if str(one).startswith(NEW)):
            kind, _, words = chosen.removeprefix(NEW).partition(":")
            label = f"{words} (new {kind_in_words(kind)})"
            options.append(self.create_option(name, chosen, label, {chosen}, len(options)))
        return groups


class EntityChooser(Newcomers, Chooser):
    pass


class ManyEntityChooser(Newcomers, ManyChooser):
    pass


class EntityField(forms.ModelChoiceField):
    """Chooses an entity, or one that is not registered yet: an unsaved Entity, which filing registers."""

    may_register = True

    def to_python(self, value):
        if isinstance(value, str) and value.startswith(NEW):
            return newcomer(value, may_register=self.may_register)
        return super().to_python(value)


class ManyEntityField(forms.ModelMultipleChoiceField):
    """Chooses several entities, some of them perhaps not registered yet."""

    may_register = True

    def clean(self, value):
        typed = [str(one) for one in value or ()]
        new = [newcomer(one, may_register=self.may_register) for one in typed if one.startswith(NEW)]
        numbers = [one for one in typed if not one.startswith(NEW)]
        return new if new and not numbers else [*super().clean(numbers), *new]


def newcomer(value, *, may_register):
    """The entity that a choice asks to register, unsaved. Raises ValidationError."""
    kind, _, name = value.removeprefix(NEW).partition(":")
    if not may_register:
        raise ValidationError("Your role may not register entities: choose one that is there.")
    if kind not in Entity.Kind:
        raise ValidationError("Choose a kind of entity that the record knows.")
    name = forms.CharField(max_length=LONGEST_NAME).clean(name)
    if not name_key(name):
        raise ValidationError("A name needs at least one letter or digit.")
    return Entity(name=name, kind=kind)


def is_newcomer(chosen):
    return isinstance(chosen, Entity) and chosen.pk is None


def registered_once(chosen, registered, by):
    """The entity itself, or the newcomer registered: once, however often a form names it."""
    if not is_newcomer(chosen):
        return chosen
    called = (chosen.name, chosen.kind)
    if called not in registered:
        registered[called] = register_entity(chosen.name, kind=chosen.kind, by=by)
    return registered[called]


def kind_in_words(kind):
    return Entity.Kind(kind).label if kind in Entity.Kind else "entity"


class EntitySuggestions(AutocompleteJsonView):
    """What an entity chooser offers: those that match; those that look alike; to register what was typed."""

    def get(self, request, *args, **kwargs):
        answer = super().get(request, *args, **kwargs)
        offered = json.loads(answer.content)
        typed = " ".join(self.term.split())
        if name_key(typed) and "\0" not in typed and not offered["pagination"]["more"]:
            offered["results"] += self._alike(typed, {row["id"] for row in offered["results"]})
            offered["results"] += (
                self._to_register(typed) if request.user.has_perm("cases.add_entity") else []
            )
        return JsonResponse(offered)

    def serialize_result(self, obj, to_field_name):
        return {"id": str(obj.pk), "text": described(obj)}

    def _alike(self, typed, shown):
        return [
            {
                "id": str(namesake.entity.pk),
                "text": f"There is already: {described(namesake.entity)}, use it?",
            }
            for namesake in Entity.objects.like(typed)
            if str(namesake.entity.pk) not in shown
        ]

    def _to_register(self, typed):
        if len(typed) > LONGEST_NAME:
            return []
        guessed = guess_kind(typed)
        kinds = [guessed, *(kind for kind in ALSO_OFFERED if kind != guessed)]
        return [
            {"id": f"{NEW}{kind}:{typed}", "text": f"Create “{typed}” as {kind_in_words(kind)}"}
            for kind in kinds
        ]


def described(entity):
    """Enough to tell an entity from its namesakes."""
    what = "; ".join(filter(None, [entity.get_kind_display(), entity.description]))
    return f"{entity.name} ({what})"


class WithinCase(Chooser):
    """An autocomplete that offers only rows of the case it is told of."""

    case_id = None

    def get_url(self):
        url = super().get_url()
        return f"{url}?case={self.case_id}" if self.case_id else url


class ManyWithinCase(ManyChooser):
    """As `WithinCase`, for several."""

    case_id = None

    def get_url(self):
        return f"{super().get_url()}?case={self.case_id}"


class OffersWithinCase:
    """For the desks of rows that `WithinCase` looks up."""

    case_path = "case"

    def get_search_results(self, request, queryset, search_term):
        rows, has_duplicates = super().get_search_results(request, queryset, search_term)
        case = request.GET.get("case", "")
        if case.isdecimal() and request.path.endswith("/autocomplete/"):
            rows = rows.filter(**{self.case_path: int(case)})
        return rows, has_duplicates


def chosen_within(case_id, db_field, queryset):
    """Form field options: choose among rows of the case, or of none where it is not known yet."""
    widget = WithinCase(db_field, admin.site)
    widget.case_id = case_id
    return {"widget": widget, "queryset": queryset.filter(case=case_id) if case_id else queryset.none()}


def edited_id(request):
    """The number of the row a form edits, from its address; None while it is added."""
    typed = request.resolver_match.kwargs.get("object_id", "")
    return int(typed) if typed.isdecimal() else None
