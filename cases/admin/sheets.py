"""Spreadsheets at the desk: a list taken out as it is filtered; a file rehearsed, looked at and confirmed."""

import codecs

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from cases.actions import drop_upload, hold_upload
from cases.exports import csv_lines
from cases.imports.sheets import KINDS, Unreadable
from cases.imports.uploads import (
    MOST_BYTES,
    MOST_ROWS,
    Gone,
    Outdated,
    command_for,
    import_upload,
    rehearse_upload,
)
from cases.models import Upload

GONE = "This file is no longer here: it was imported or dropped, or an hour has passed. Upload it again."
NOT_AS_SHOWN = (
    "The record changed since this was shown. Look at what the file would do now, and confirm once more."
)


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label="What it is")
    file = forms.FileField(
        label="File",
        help_text=f"Up to {MOST_BYTES // 1024**2} MB; of a spreadsheet up to {MOST_ROWS:,} rows.",
    )
    encoding = forms.ChoiceField(
        choices=Upload.Encoding.choices, help_text="UTF-8 unless letters come out wrong."
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if len(kinds) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["kind"].initial = kinds[0].value

    def clean(self):
        cleaned = super().clean()
        file = cleaned.get("file")
        if file and file.size > MOST_BYTES:
            command = command_for(cleaned.get("kind", ""))
            self.add_error(
                "file",
                f"The file has {file.size / 1024**2:,.1f} MB. Split it, or have an operator run: {command}",
            )
        return cleaned


class SheetDoor:
    """For the desks of rows that a spreadsheet can hold: import and export."""

    sheet: str
    uploads: tuple[Upload.Kind, ...] = ()

    def get_urls(self):
        name, view = f"cases_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("export/", view(self.export_view), name=f"{name}_export"),
            path("import/", view(self.import_view), name=f"{name}_import"),
            path("import/<int:number>/", view(self.confirm_view), name=f"{name}_confirm"),
            *super().get_urls(),
        ]

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def export_view(self, request):
        """The rows of the list as it is filtered and searched, as CSV."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if any("\0" in value for _, values in request.GET.lists() for value in values):
            raise BadRequest("PostgreSQL has no text with NUL.")
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters as error:
            raise BadRequest("The list has no such filter.") from error
        lines = csv_lines(self.sheet, user=request.user, among=rows)
        response = StreamingHttpResponse(_with_mark(lines), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = (
            f'attachment; filename="{self.sheet}-{timezone.localdate():%Y-%m-%d}.csv"'
        )
        return response

    def import_view(self, request):
        self._check_importer(request)
        form = UploadForm(request.POST or None, request.FILES or None, kinds=self.uploads)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            said = {name: form.cleaned_data[name] for name in ("kind", "encoding")}
            upload = hold_upload(file.read(), name=file.name, **said, by=request.user, now=timezone.now())
            return HttpResponseRedirect(
                reverse(f"admin:cases_{self.opts.model_name}_confirm", args=[upload.pk])
            )
        context = {"form": form, "columns": KINDS[self.sheet].columns, "title": "Import"}
        return self._sheet_page(request, "admin/cases/import.html", context)

    def confirm_view(self, request, number):
        self._check_importer(request)
        waiting = Upload.objects.waiting_for(request.user, timezone.now()).filter(kind__in=self.uploads)
        upload = waiting.filter(pk=number).first() if number < 2**63 else None
        if upload is None:
            return self._back_to_import(request, GONE)
        try:
            if request.method == "POST" and "drop" in request.POST:
                drop_upload(upload, by=request.user)
                return self._back_to_import(request, f"{upload} is forgotten.", messages.INFO)
            if request.method == "POST":
                return self._imported(request, upload)
            rehearsal = rehearse_upload(upload, by=request.user)
        except Gone:
            return self._back_to_import(request, GONE)
        except Unreadable as refusal:
            drop_upload(upload, by=request.user)
            return self._back_to_import(request, f"{upload}: {refusal}")
        except Outdated as outdated:
            rehearsal = outdated.rehearsal
            messages.warning(request, NOT_AS_SHOWN)
        context = {"upload": upload, "rehearsal": rehearsal, "title": f"Import {upload}: what it would do"}
        return self._sheet_page(request, "admin/cases/import_confirm.html", context)

    def _imported(self, request, upload):
        done = import_upload(upload, shown=request.POST.get("shown", ""), by=request.user)
        told = ", ".join(f"{number:,} {what}" for what, number in done.counts.items() if number)
        messages.success(request, f"{upload} is imported: {told or 'nothing'}.")
        return HttpResponseRedirect(reverse(f"admin:cases_{self.opts.model_name}_changelist"))

    def _check_importer(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied

    def _back_to_import(self, request, words, level=messages.ERROR):
        messages.add_message(request, level, words)
        return HttpResponseRedirect(reverse(f"admin:cases_{self.opts.model_name}_import"))

    def _sheet_page(self, request, template, context):
        base = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**base, **context})


def _with_mark(lines):
    """With the mark by which spreadsheets know UTF-8."""
    yield codecs.BOM_UTF8.decode()
    yield from lines
