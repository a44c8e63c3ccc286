"""Who changed what, when and why: of a row and of what belongs to it; and the way back."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst

from cases.acts import acts_on, deleted, kinds_of, newest_version, version_of
from cases.admin.deeds import deeds_of, refused, said
from cases.admin.history_forms import HistoryFilter, RestoreForm
from cases.history import differences, is_kept, restore
from cases.telling import Names

SHOWN = 50
NOTHING_MORE = "No such place in this history: start again from the newest."


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
        context = {"form": form, "monday": _last_monday(), **self._deeds(acts, pk)}
        return self._page(request, "admin/cases/row_history.html", pk, {**context, **(extra_context or {})})

    def deleted_view(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            acts = deleted(self.model, before=request.GET.get("before", ""), most=SHOWN + 1)
        except ValueError as error:
            raise Http404(NOTHING_MORE) from error
        context = {**self.admin_site.each_context(request), "opts": self.opts, **self._deeds(acts, None)}
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
        fields = [field.name for field, *_ in lines]
        form = RestoreForm(
            request.POST or None, newest=newest, names=fields, chosen=request.GET.getlist("field")
        )
        if request.method == "POST" and form.is_valid() and self._restored(request, then, newest, form):
            return HttpResponseRedirect(reverse(f"admin:cases_{self.opts.model_name}_history", args=[pk]))
        names = Names()
        names.learn(type(then.row), [then.row.pk])
        context = {"form": form, "lines": said(lines, names), "is_gone": newest.is_deleted, "then": then}
        context |= {
            "of": names.of(names.known[type(then.row)][then.row.pk]),
            "kind": then.row._meta.verbose_name,
        }
        return self._page(request, "admin/cases/restore.html", pk, context)

    def _restored(self, request, then, newest, form):
        chosen = () if newest.is_deleted else tuple(form.cleaned_data["fields_chosen"])
        try:
            restore(then, fields=chosen, why=form.cleaned_data["why"], by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refused(then.row, refusal))
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
        names = Names()
        names.learn(self.model, [pk])
        row = names.known[self.model][pk]
        base = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": row,
            "subtitle": names.of(row),
            "title": "History",
            "is_standing": self.model._base_manager.filter(pk=pk).exists(),
        }
        return TemplateResponse(request, template, {**base, **context})

    def _deeds(self, acts, pk):
        more = acts[SHOWN - 1].place if len(acts) > SHOWN else None
        return {"more": more, "deeds": deeds_of(self.model, acts[:SHOWN], pk)}


def _lines(then, newest):
    """Each field in which the version says otherwise than the newest; of a row that is gone, all it says."""
    if newest.is_deleted:
        changed = differences(None, then.row)
        return [(each.field, None, each.new) for each in changed if each.field.editable]
    changed = differences(newest.row, then.row)
    return [(each.field, each.old, each.new) for each in changed if each.field.editable]


def _permission(newest):
    return "add" if newest.is_deleted else "change"


def _desk_of(model):
    """The model that permissions name: a paper's place at an event is the event's."""
    return "event" if model._meta.auto_created else model._meta.model_name


def _last_monday():
    today = timezone.localdate()
    return today - dt.timedelta(days=today.weekday())
