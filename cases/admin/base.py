"""What every desk of the admin shares: saves go through verbs, and a verb's refusal is shown on the form."""

from contextlib import contextmanager

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, ValidationError
from django.utils import timezone
from django.utils.text import capfirst

from cases.actions import keep, remove
from cases.admin.choosers import (
    Chooser,
    EntityChooser,
    EntityField,
    ManyChooser,
    is_newcomer,
    registered_once,
)
from cases.admin.history import RowHistory
from cases.models import Entity


class Refused(Exception):
    """A verb refused what a form asked for; everything is rolled back and the form is shown again."""

    def __init__(self, form: forms.BaseForm, error: ValidationError, retry_with: dict | None = None):
        self.prefix = form.prefix
        self.error = error
        self.retry_with = retry_with or {}
        super().__init__(str(error))


class DeskForm(forms.ModelForm):
    """A form that files its row through a verb and puts each error beside the field it is about."""

    refused = None
    # Fields the desk never types, each with the typed one it comes from: their constraints are checked too.
    derived: dict[str, str] = {}
    # Which field an error of a constraint, or a verb's exception, stands beside; else it heads the form.
    places: dict[str, str] = {}
    refusals: dict[type[Exception], str | None] = {}

    def file(self, *, by, now):
        """Hand the row to the verb that keeps it."""
        return keep(self.instance, by=by)

    def filed(self, *, by, now):
        """File the row; raise Refused with the verb's words."""
        with self._told():
            self._register_newcomers(by)
            return self.file(by=by, now=now)

    def _register_newcomers(self, by):
        """Entities that were named while typing and are not in the registry yet."""
        registered = {}
        for name, chosen in self.cleaned_data.items():
            many = isinstance(chosen, list)
            if not any(is_newcomer(one) for one in (chosen if many else [chosen])):
                continue
            rows = [registered_once(one, registered, by) for one in (chosen if many else [chosen])]
            self.cleaned_data[name] = rows if many else rows[0]
            if not many and hasattr(self.instance, name):
                setattr(self.instance, name, rows[0])

    def words_of(self, error):
        """A verb's refusal as the form says it."""
        return str(error)

    def retry_with(self, error):
        """What the form should send when the editor saves again all the same."""
        return {}

    def clean(self):
        cleaned = super().clean()
        if self.refused:
            self.add_error(None, self.refused)
        return cleaned

    def validate_constraints(self):
        excluded = self._get_validation_exclusions()
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                try:
                    constraint.validate(model, self.instance, exclude=excluded)
                except ValidationError as error:
                    self.add_error(self._place(constraint.name), error)

    def _get_validation_exclusions(self):
        checked = {name for name, typed in self.derived.items() if typed not in self.errors}
        newcomers = {name for name, chosen in self.cleaned_data.items() if is_newcomer(chosen)}
        return (super()._get_validation_exclusions() - checked) | newcomers

    def _place(self, name):
        field = self.places.get(name)
        return field if field in self.fields else None

    @contextmanager
    def _told(self):
        try:
            yield
        except ValidationError as error:
            raise Refused(self, self._at_its_fields(error)) from error
        except tuple(self.refusals) as error:
            field = self.refusals[type(error)]
            said = ValidationError({field or NON_FIELD_ERRORS: self.words_of(error)})
            raise Refused(self, said, self.retry_with(error)) from error

    def _at_its_fields(self, error):
        if not hasattr(error, "error_dict"):
            return error
        placed = {}
        for field, errors in error.error_dict.items():
            placed.setdefault(field if field in self.fields else NON_FIELD_ERRORS, []).extend(errors)
        return ValidationError(placed)


class BoundedFormSet(forms.BaseInlineFormSet):
    """The first rows of what may be thousands; a link leads to the rest."""

    shown = 25

    def get_queryset(self):
        if not hasattr(self, "_queryset"):
            rows = super().get_queryset()
            self._queryset = rows.filter(pk__in=self._posted()) if self.is_bound else rows[: self.shown]
        return self._queryset

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete"

    def get_unique_error_message(self, unique_check):
        for constraint in self.model._meta.constraints:
            if tuple(getattr(constraint, "fields", ())) == tuple(unique_check):
                return constraint.violation_error_message
        return super().get_unique_error_message(unique_check)

    @property
    def is_cut(self):
        return self.initial_form_count() >= self.shown

    def _posted(self):
        # What was shown then may not be what comes first now.
        keys = (self.data.get(f"{self.add_prefix(i)}-id") for i in range(self.initial_form_count()))
        return [int(key) for key in keys if key and key.isdecimal()]


class DeskOptions:
    """What lists, forms and rows within forms have in common."""

    empty_value_display = "–"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name not in self.get_autocomplete_fields(request):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.remote_field.model is not Entity:
            kwargs.setdefault("widget", Chooser(db_field, self.admin_site))
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        kwargs.setdefault("widget", EntityChooser(db_field, self.admin_site))
        kwargs.setdefault("form_class", EntityField)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.may_register = request.user.has_perm("cases.add_entity")
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ManyChooser(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Beside a choice stand only the buttons that help to make it: a row is deleted at its own desk."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class DeskInline(DeskOptions):
    """Rows of a form. `beside` names what their labels need, loaded with them."""

    form = DeskForm
    formset = BoundedFormSet
    extra = 0
    shown = 25
    show_change_link = True
    beside: tuple[str, ...] = ()

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related(*self.beside) if self.beside else rows

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.shown = self.shown
        return formset


class Rows(DeskInline, admin.TabularInline):
    template = "admin/edit_inline/bounded_tabular.html"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if not field:
            return field
        field.widget.attrs.setdefault("aria-label", capfirst(field.label))  # the column's head labels no cell
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = False
        return field


class Cards(DeskInline, admin.StackedInline):
    template = "admin/edit_inline/bounded_stacked.html"


class DeskAdmin(RowHistory, DeskOptions, admin.ModelAdmin):
    """A desk for one kind of row. It decides nothing: it hands the verbs what was typed, and who typed it."""

    form = DeskForm
    list_per_page = 50
    show_full_result_count = False

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        request.now = timezone.now()
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            # All is rolled back. Show the form once more as it was typed, with what the verb said.
            request.refused = refused
            request.POST = request.POST.copy()
            for name, value in refused.retry_with.items():
                request.POST[name] = str(value)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request, extra_context=None):
        if any("\0" in value for values in request.GET.lists() for value in values[1]):
            raise BadRequest("PostgreSQL has no text with NUL.")
        return super().changelist_view(request, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002  Django's signature
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refused = self._refusal_of(request, None)
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """As Django has it, without a copy of all that was sent for every kind of row: none changes it."""
        rows = {"instance": obj, "prefix": prefix, "queryset": inline.get_queryset(request)}
        if request.method == "POST":
            rows |= {"data": request.POST, "files": request.FILES}
        return rows

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        for formset in formsets:
            for form in formset.forms:
                form.refused = self._refusal_of(request, form.prefix)
        return formsets, inlines

    def _refusal_of(self, request, prefix):
        refused = getattr(request, "refused", None)
        return refused.error if refused and refused.prefix == prefix else None

    def save_model(self, request, obj, form, change):
        form.filed(by=request.user, now=request.now)

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for row in formset.deleted_objects:
            remove(row, by=request.user)
        for row_form in formset.saved_forms:
            row_form.filed(by=request.user, now=request.now)
        formset.save_m2m()

    def delete_model(self, request, obj):
        remove(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for row in queryset:
            remove(row, by=request.user)

    def get_search_results(self, request, queryset, search_term):
        if "\0" in search_term:  # PostgreSQL has no such text
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)


class ReadOnly:
    """Kept by the system, read by people."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
