"""A case file as we had it on a day, or as it stood on one: read from the two clocks, never written."""

import datetime as dt

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from cases.acts import newest_version
from cases.history import at
from cases.models import Case, Statement
from cases.status import status_sentence

SHOWN = 200


def _day(label, help_text):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, help_text=help_text)


class ClocksForm(forms.Form):
    known_at = _day("As we had it at the end of", "What was recorded by then.")
    as_of = _day("Only what held on", "Events and dispositions of later days are left out.")

    def asked(self):
        """Both clocks; the end of the day on which we knew."""
        known, held = self.cleaned_data["known_at"], self.cleaned_data["as_of"]
        midnight = known and dt.datetime.combine(known + dt.timedelta(days=1), dt.time.min)
        return {"known_at": midnight and timezone.make_aware(midnight), "as_of": held}

    def clean_known_at(self):
        known = self.cleaned_data["known_at"]
        if known and not dt.date(1900, 1, 1) <= known <= dt.date(2999, 12, 30):
            raise forms.ValidationError("Choose a day between 1900 and 2999.")
        return known


class PastDoor:
    """For the desk of cases."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.past_view)
        return [path("<int:object_id>/past/", view, name="cases_case_past"), *super().get_urls()]

    def past_view(self, request, object_id):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        newest = newest_version(Case, object_id) if object_id < 2**63 else None
        if newest is None:
            raise Http404
        form = ClocksForm(request.GET)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "form": form,
            "now": newest.row,
            "is_standing": not newest.is_deleted,
            "title": "As we had it",
            "subtitle": str(newest.row),
            "file": _file(object_id, form.asked()) if form.is_valid() else None,
        }
        return TemplateResponse(request, "admin/cases/past.html", context)


def _file(pk, clocks):
    """The case file at that point, loaded whole; None where there was none."""
    with at(**clocks):
        case = Case.objects.filter(pk=pk).with_card().first()
        if case is None:
            return None
        return {
            "case": case,
            "status": status_sentence(case),
            "dockets": list(case.dockets.all()),
            "parties": list(case.parties.all()),
            "pairs": list(case.claims_against.all()),
            "penalties": list(case.penalties.all()),
            "events": list(case.events.newest_first()[: SHOWN + 1]),
            "statements": list(
                Statement.objects.of_case(case).with_attribution().newest_first()[: SHOWN + 1]
            ),
        }
