"""Who changed what, when and why: of a row and of what belongs to it; and the way back."""

import datetime as dt
from itertools import groupby

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst

from cases.acts import acts_on, deleted, kinds_of, newest_version, version_of
from cases.history import differences, is_kept, restore
from cases.telling import Names

USER = get_user_model()
SHOWN = 50
TOGETHER = dt.timedelta(seconds=5)
VERBS = {
    "keep": "saved", "keep_all": "saved", "amend_all": "saved", "remove": "taken out",
    "change": "changed in the database",
}  # fmt: skip
NOTHING_MORE = "No such place in this history: start again from the newest."


class HistoryFilter(forms.Form):
    kind = forms.ChoiceField(required=False, label="Of")
    since = forms.DateField(
        required=False, label="Since", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    before = forms.CharField(required=False, max_length=150, widget=forms.HiddenInput)

    def __init__(self, data, kinds):
        super().__init__(data)
        self.kinds = {kind._meta.model_name: kind for kind in kinds}
        named = [(name, capfirst(kind._meta.verbose_name_plural)) for name, kind in self.kinds.items()]
        self.fields["kind"].choices = [("", "everything"), *named]

    def asked(self):
        """What is asked of the history."""
        kind, since = self.cleaned_data["kind"], self.cleaned_data["since"]
        return {
            "kinds": [self.kinds[kind]] if kind else (),
            "since": since and timezone.make_aware(dt.datetime.combine(since, dt.time.min)),
            "before": self.cleaned_data["before"],
        }


class RestoreForm(forms.Form):
    """Which fields go back, and why. It remembers the version that stood when it was shown."""

    fields_chosen = forms.MultipleChoiceField(required=False, label="What goes back")
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Kept in the history for whoever asks later.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data, *, newest, names, chosen):
        super().__init__(data, initial={"seen": newest.number, "fields_chosen": chosen or names})
        self.newest, self.names = newest, names
        self.fields["fields_chosen"].choices = [(name, name) for name in names]

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.get("seen") not in {None, self.newest.number}:
            self.data = self.data.copy()
            self.data["seen"] = self.newest.number
            raise ValidationError(
                "It was changed meanwhile. Look at the values of now, and confirm once more."
            )
        if not self.newest.is_deleted and not cleaned.get("fields_chosen"):
            raise ValidationError("Choose at least one field that goes back.")
        return cleaned

    @property
    def ticked(self):
        return self["fields_chosen"].value() or []


class RowHistory:
    """For every desk of the record: the history of its rows, and the rows that are gone."""

    def get_urls(self):
        if not is_kept(self.model):
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        ours = [
            path("deleted/", view(self.deleted_view), name=f"{name}_deleted"),
            path(
                "<int:object_id>/history/<slug:kind>/<int:number>/",
                view(self.restore_view),
                name=f"{name}_restore",
            ),
        ]
        return ours + super().get_urls()

    def history_view(self, request, object_id, extra_context=None):
        if not is_kept(self.model):
            return super().history_view(request, object_id, extra_context)
        pk = self._number_of(request, object_id)
        form = HistoryFilter(request.GET, kinds_of(self.model))
        acts = []
        if form.is_valid():
            try:
                acts = acts_on(self.model, pk, **form.asked(), most=SHOWN + 1)
            except ValueError:
                form.add_error(None, NOTHING_MORE)
        context = {"form": form, "monday": _last_monday(), **self._told(acts, pk)}
        return self._page(request, "admin/cases/row_history.html", pk, {**context, **(extra_context or {})})

    def deleted_view(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            acts = deleted(self.model, before=request.GET.get("before", ""), most=SHOWN + 1)
        except ValueError as error:
            raise Http404(NOTHING_MORE) from error
        context = {**self.admin_site.each_context(request), "opts": self.opts, **self._told(acts, None)}
        context["title"] = f"{capfirst(self.opts.verbose_name_plural)} that are gone"
        return TemplateResponse(request, "admin/cases/deleted.html", context)

    def restore_view(self, request, object_id, kind, number):
        pk = self._number_of(request, object_id)
        model = {kind._meta.model_name: kind for kind in kinds_of(self.model)}.get(kind)
        then = version_of(self.model, pk, model, number) if model else None
        if then is None:
            raise Http404
        newest = newest_version(model, then.row.pk)
        if not request.user.has_perm(f"{model._meta.app_label}.{_permission(newest)}_{_desk_of(model)}"):
            raise PermissionDenied
        return self._restore(request, pk, then, newest)

    def _restore(self, request, pk, then, newest):
        lines = _lines(then, newest)
        names = [field.name for field, *_ in lines]
        form = RestoreForm(
            request.POST or None, newest=newest, names=names, chosen=request.GET.getlist("field")
        )
        if request.method == "POST" and form.is_valid() and self._restored(request, then, newest, form):
            return HttpResponseRedirect(reverse(f"admin:cases_{self.opts.model_name}_history", args=[pk]))
        told = Names()
        told.learn(type(then.row), [then.row.pk])
        context = {"form": form, "lines": _said(lines, told), "is_gone": newest.is_deleted, "then": then}
        context |= {
            "of": told.of(told.known[type(then.row)][then.row.pk]),
            "kind": then.row._meta.verbose_name,
        }
        return self._page(request, "admin/cases/restore.html", pk, context)

    def _restored(self, request, then, newest, form):
        chosen = () if newest.is_deleted else tuple(form.cleaned_data["fields_chosen"])
        try:
            restore(then, fields=chosen, why=form.cleaned_data["why"], by=request.user)
        except ValidationError as refusal:
            form.add_error(None, _refusal(then.row, refusal))
        except IntegrityError as refusal:
            form.add_error(None, f"The record no longer allows it: {str(refusal).partition(chr(10))[0]}")
        else:
            done = "is back" if newest.is_deleted else "is as it was"
            messages.success(request, f"The {then.row._meta.verbose_name} {done}.")
            return True
        return False

    def _number_of(self, request, object_id):
        """The number of a row that stands or stood, and that the user may see."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        pk = int(object_id) if str(object_id).isdecimal() else 0
        stands = 0 < pk < 2**63 and (
            self.get_queryset(request).filter(pk=pk).exists()
            or (not self.model._base_manager.filter(pk=pk).exists() and newest_version(self.model, pk))
        )
        if not stands:
            raise Http404
        return pk

    def _page(self, request, template, pk, context):
        told = Names()
        told.learn(self.model, [pk])
        row = told.known[self.model][pk]
        base = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": row,
            "subtitle": told.of(row),
            "title": "History",
            "is_standing": self.model._base_manager.filter(pk=pk).exists(),
        }
        return TemplateResponse(request, template, {**base, **context})

    def _told(self, acts, pk):
        """Acts as a page shows them: those of one moment and reason together."""
        more = acts[SHOWN - 1].place if len(acts) > SHOWN else None
        acts = acts[:SHOWN]
        told = Names()
        told.learn(USER, {act.by for act in acts if act.by})
        told.complete([act.row for act in acts])
        for act in acts:
            for each in act.differences:
                if each.field.is_relation:
                    told.learn(each.field.related_model, {each.old, each.new} - {None})
        return {"more": more, "deeds": [self._deed(same, told, pk) for same in _together(acts)]}

    def _deed(self, acts, told, pk):
        first = acts[0]
        who = told.known[USER].get(first.by) if first.by else None
        return {
            "moment": first.moment,
            "verb": VERBS.get(first.verb, first.verb.replace("_", " ")),
            "by": who or (f"user number {first.by}" if first.by else "the system"),
            "why": first.why,
            "rows": [self._row(act, told, pk or act.row.pk) for act in acts],
        }

    def _row(self, act, told, pk):
        lines = [
            (each.field, each.old, each.new)
            for each in act.differences
            if not (act.is_addition and each.new is False)  # that a new row is not sealed says nothing
        ]
        return {
            "kind": capfirst(act.row._meta.verbose_name),
            "name": Truncator(told.of(act.row)).chars(160),
            "lines": _said(lines, told),
            "what": _what(act),
            "address": _address(act),
            "back": self._way_back(act, pk),
            "is_deletion": act.is_deletion,
        }

    def _way_back(self, act, pk):
        """To the version before a change, with the changed fields chosen; to the last of a row that went."""
        number = act.version if act.is_deletion else act.earlier
        if number is None or act.is_return:
            return None
        name, kind = f"admin:cases_{self.opts.model_name}_restore", act.row._meta.model_name
        chosen = [("field", each.field.name) for each in act.differences]
        return reverse(
            name, args=[pk, kind, number], query=chosen if chosen and not act.is_deletion else None
        )


def _together(acts):
    """Acts by one person with one verb for one reason, close together, are one deed."""
    deeds = []
    for _, same in groupby(acts, key=lambda act: (act.by, act.verb, act.why)):
        for act in same:
            if deeds and deeds[-1][-1].moment - act.moment < TOGETHER and _same(deeds[-1][-1], act):
                deeds[-1].append(act)
            else:
                deeds.append([act])
    return deeds


def _same(one, other):
    return (one.by, one.verb, one.why) == (other.by, other.verb, other.why)


def _lines(then, newest):
    """Each field in which the version says otherwise than the newest; of a row that is gone, all it says."""
    if newest.is_deleted:
        changed = differences(None, then.row)
        return [(each.field, None, each.new) for each in changed if each.field.editable]
    changed = differences(newest.row, then.row)
    return [(each.field, each.old, each.new) for each in changed if each.field.editable]


def _said(lines, told):
    for field, old, new in lines:
        if field.is_relation:
            told.learn(field.related_model, {old, new} - {None})
    return [
        {
            "name": field.name,
            "label": capfirst(field.verbose_name),
            "old": Truncator(told.value(field, old)).chars(1000),
            "new": Truncator(told.value(field, new)).chars(1000),
        }
        for field, old, new in lines
    ]


def _what(act):
    if act.is_deletion:
        return "taken out"
    if act.is_return:
        return "brought back"
    return "added" if act.is_addition else "changed"


def _address(act):
    if act.is_deletion:
        return None
    try:
        return reverse(f"admin:cases_{act.row._meta.model_name}_change", args=[act.row.pk])
    except NoReverseMatch:  # it is edited within another row
        return None


def _permission(newest):
    return "add" if newest.is_deleted else "change"


def _desk_of(model):
    """The model that permissions name: a paper's place at an event is the event's."""
    return "event" if model._meta.auto_created else model._meta.model_name


def _refusal(row, error):
    """A refusal with the fields' labels; of a row that rested on another, what to bring back first."""
    if not hasattr(error, "error_dict"):
        return error
    said = []
    for name, errors in error.error_dict.items():
        field = None if name == NON_FIELD_ERRORS else row._meta.get_field(name)
        is_missing = field and field.is_relation and any(each.code == "invalid" for each in errors)
        words = (
            [_bring_back_first(field, row)] if is_missing else [" ".join(each.messages) for each in errors]
        )
        label = f"{capfirst(field.verbose_name)}: " if field and not is_missing else ""
        said += [format_html("{}{}", label, each) for each in words]
    return ValidationError(said)


def _bring_back_first(field, row):
    told, number = Names(), getattr(row, field.attname)
    told.learn(field.related_model, [number])
    name = f"{field.related_model._meta.verbose_name} “{told.value(field, number)}”"
    try:
        address = reverse(f"admin:cases_{field.related_model._meta.model_name}_history", args=[number])
    except NoReverseMatch:
        return f"It rests on something that is gone too. Bring back the {name} first."
    said = 'It rests on something that is gone too. <a href="{}">Bring back the {} first</a>, then this.'
    return format_html(said, address, name)


def _last_monday():
    today = timezone.localdate()
    return today - dt.timedelta(days=today.weekday())
