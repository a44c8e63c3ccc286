"""Two rows that are one: chosen, previewed row by row, merged with the reason, and taken apart again."""

import datetime as dt

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.views.decorators.http import require_POST

from cases.actions import (
    CannotMerge,
    CannotUndo,
    PlanChanged,
    merge_cases,
    merge_entities,
    preview_merge,
    undo_merge,
)
from cases.actions.merge_draft import FILLS
from cases.admin.base import DeskAdmin, ReadOnly
from cases.admin.choosers import Chooser
from cases.models import Case, Entity, FormerSlug, Merge, survivors
from cases.models.fields import ONE_DAY, PartialDateField
from cases.partial_dates import PartialDate
from cases.telling import Names

MAY_MERGE, MAY_UNDO = "cases.add_merge", "cases.change_merge"
ROWS_SHOWN = 100
VERBS = {Entity: merge_entities, Case: merge_cases}


class IntoForm(forms.Form):
    """Which row stays."""

    def __init__(self, data, *, rows, loser):
        super().__init__(data)
        field = FormerSlug._meta.get_field(loser._meta.model_name)
        self.fields["into"] = forms.ModelChoiceField(
            rows.exclude(pk=loser.pk),
            label="Merge into",
            widget=Chooser(field, admin.site),
            help_text="The one that stays. Everything about this one goes over to it.",
            error_messages={"invalid_choice": "Choose another row that is in the record."},
        )


class WhyForm(forms.Form):
    """How we know, and the preview that was read."""

    why = forms.CharField(
        label="How we know",
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="For whoever asks later, e.g. same number in the company register.",
    )
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class MergeDoor:
    """For the desks of what can be merged."""

    def get_urls(self):
        name = f"cases_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:object_id>/merge/", view, name=name), *super().get_urls()]

    def merge_view(self, request, object_id):
        loser = self._merging(request, object_id)
        if loser is None:
            return self._already_merged(request, object_id)
        form = IntoForm(request.GET if "into" in request.GET else None, rows=self._rows(request), loser=loser)
        if not form.is_valid():
            return self._choose(request, loser, form)
        survivor = form.cleaned_data["into"]
        why = WhyForm(request.POST or None)
        try:
            plan = preview_merge(loser, survivor)
            if request.method == "POST" and why.is_valid():
                merge = VERBS[self.model](loser, into=survivor, by=request.user, **why.cleaned_data)
                messages.success(request, f"{loser} is merged into {survivor}.")
                return HttpResponseRedirect(reverse("admin:cases_merge_change", args=[merge.pk]))
        except CannotMerge as refusal:
            messages.error(request, str(refusal))
            return self._choose(request, loser, form)
        except PlanChanged as changed:
            plan = changed.plan
            why.add_error(None, "The record changed while you read this. Read again what it would do now.")
        return self._preview(request, plan, why)

    def _rows(self, request):
        return self.get_queryset(request).prefetch_related(None)

    def _merging(self, request, pk):
        if not request.user.has_perm(MAY_MERGE) or not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return self._rows(request).filter(pk=pk).first() if pk < 2**63 else None

    def _already_merged(self, request, pk):
        merges = Merge.objects.live().filter(kind=self.opts.model_name, loser_id=pk) if pk < 2**63 else ()
        for merge in merges:
            who = merge.merged_by or "the system"
            messages.info(
                request, f"{merge.loser_name} was already merged into {merge.survivor_name} by {who}."
            )
            return HttpResponseRedirect(reverse("admin:cases_merge_change", args=[merge.pk]))
        raise Http404

    def _choose(self, request, loser, form):
        pairs = self.model.objects.filter(pk=loser.pk).likely_duplicates(shown=10)
        likely = [(pair.second if pair.first == loser else pair.first, pair.reasons) for pair in pairs]
        context = {"form": form, "likely": likely, "media": self.media + form.media}
        return self._merge_page(request, "admin/cases/merge_choose.html", loser, context)

    def _preview(self, request, plan, why):
        why.data = {**why.data.dict(), "seen": plan.fingerprint} if why.is_bound else why.data
        why.initial["seen"] = plan.fingerprint
        context = {"plan": plan, "why": why, "survivor": plan.survivor, **_told(plan)}
        return self._merge_page(request, "admin/cases/merge_preview.html", plan.loser, context)

    def _merge_page(self, request, template, loser, context):
        base = {**self.admin_site.each_context(request), "opts": self.opts, "loser": loser}
        base["title"] = f"Merge {loser} into…"
        return TemplateResponse(request, template, {**base, **context})


def _told(plan):
    """What a plan does, in words and numbers."""
    names = Names()
    counts = [{"what": what, "moved": n[0], "joined": n[1], "all": sum(n)} for what, n in plan.counts.items()]
    return {
        "counts": counts,
        "total": {key: sum(each[key] for each in counts) for key in ("moved", "joined", "all")},
        "collisions": [
            {"kind": capfirst(each.model._meta.verbose_name), **vars(each)} for each in plan.collisions
        ],
        "moves": [_move(step, names) for step in plan.moves],
        "filled": [each for step in plan.adjustments if step.rule == FILLS for each in _filled(step, names)],
        "aliases": [step.model(**step.values) for step in plan.added],
    }


def _move(step, names):
    rows = list(step.rows()[:ROWS_SHOWN])
    names.complete(rows)
    field = _field(step)
    return {
        "what": capfirst(step.model._meta.verbose_name_plural),
        "field": field.verbose_name,
        "rows": [Truncator(names.of(row)).chars(160) for row in rows],
        "all": len(step.entries),
        "rest": len(step.entries) - len(rows),
    }


def _filled(step, names):
    rows = {row.pk: row for row in step.rows()[:ROWS_SHOWN]}
    names.complete(rows.values())
    field = _field(step)
    for pk, _, new in step.entries[:ROWS_SHOWN]:
        if field.is_relation:
            names.learn(field.related_model, {new})
        yield {
            "what": capfirst(step.model._meta.verbose_name),
            "row": names.of(rows[pk]),
            "field": field.verbose_name,
            "new": names.value(field, _read(field, new)),
        }


def _read(field, value):
    """A value as the model has it, from how the database writes it in JSON."""
    if isinstance(field, PartialDateField):
        first, after = (dt.date.fromisoformat(day) for day in value.strip("[)").split(","))
        return PartialDate(first, after - ONE_DAY)
    return field.to_python(value)


def _counts(journal):
    """By table, how many rows went over and how many were joined with another."""
    moved, joined = {}, {}
    for entry in journal:
        if entry["do"] == "change" and not entry["rule"]:
            moved.setdefault(entry["model"], set()).update(pk for pk, *_ in entry["entries"])
        if entry["do"] == "remove":
            joined.setdefault(entry["model"], set()).update(pk for pk, _ in entry["into"])
    return [
        {
            "what": capfirst(apps.get_model(label)._meta.verbose_name_plural),
            "moved": len(moved.get(label, set()) - joined.get(label, set())),
            "joined": len(joined.get(label, ())),
        }
        for label in sorted({*moved, *joined})
    ]


def _stands(merge):
    """The row that the survivor stands in today: itself, unless it was merged on."""
    number = survivors(merge.kind, [merge.survivor_id])[merge.survivor_id]
    model = {"case": Case, "entity": Entity}[merge.kind]
    return model._base_manager.filter(pk=number).first()


def _field(step):
    return next(each for each in step.model._meta.concrete_fields if each.column == step.column)


@admin.register(Merge)
class MergeAdmin(ReadOnly, DeskAdmin):
    """What was merged into what, who did it and how they knew; each can be taken back."""

    list_display = ["loser_name", "survivor_name", "merged_by", "merged_at", "standing", "why"]
    list_filter = ["kind", ("undone_at", admin.EmptyFieldListFilter)]
    list_select_related = ["merged_by", "undone_by"]
    search_fields = ["loser_name", "survivor_name", "why", "merged_by__username"]
    search_help_text = "Either name, the reason, or a user name."
    ordering = ["-pk"]
    fields = ["kind", "why", "merged_by", "merged_at", "undone_by", "undone_at"]
    change_form_template = "admin/cases/merge.html"

    def get_queryset(self, request):
        return super().get_queryset(request).defer("journal")

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.undo_view))
        return [path("<int:object_id>/undo/", view, name="cases_merge_undo"), *super().get_urls()]

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        return [*shown[:-1], "undo", shown[-1]] if request.user.has_perm(MAY_UNDO) else shown

    @admin.display(description="standing", ordering="undone_at")
    def standing(self, merge):
        return f"undone by {merge.undone_by or 'the system'}" if merge.is_undone else "merged"

    @admin.display(description="undo")
    def undo(self, merge):
        """A button of the list's own form, which holds the token against forgery."""
        if merge.is_undone:
            return None
        button = (
            '<button class="desk-undo" formaction="{}">Undo<span class="visually-hidden"> {}</span></button>'
        )
        return format_html(button, reverse("admin:cases_merge_undo", args=[merge.pk]), merge)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        merge = self.get_object(request, str(object_id))
        survivor = merge and _stands(merge)
        context = {
            "title": "Merge",
            "merge": merge,
            "survivor": survivor,
            "may_undo": request.user.has_perm(MAY_UNDO),
            "counts": _counts(merge.journal) if merge else {},
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def undo_view(self, request, object_id):
        if not request.user.has_perm(MAY_UNDO):
            raise PermissionDenied
        merge = Merge.objects.filter(pk=object_id).first() if object_id < 2**63 else None
        if merge is None:
            raise Http404
        try:
            undo_merge(merge, by=request.user)
        except CannotUndo as refusal:
            messages.error(request, f"Not undone. {refusal}")
        else:
            messages.success(request, f"{merge.loser_name} and {merge.survivor_name} are two again.")
        return HttpResponseRedirect(reverse("admin:cases_merge_change", args=[merge.pk]))
