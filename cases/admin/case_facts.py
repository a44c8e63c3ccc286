"""The forms of a case file whose acts cite a source: what happened, and what it brought the parties."""

from django import forms
from django.contrib import admin
from django.utils import timezone

from cases.actions import impose_penalty, keep, recorded
from cases.admin.case_forms import ActForm
from cases.admin.choosers import Chooser
from cases.admin.penalty import PenaltyForm
from cases.models import Citation, Docket, Event, Penalty, Source

SOURCE_FIELDS = ("source", "source_title", "source_kind", "source_url")


class SourcedForm(ActForm):
    """Cites a source of the record, or one that is recorded with the act itself."""

    source = forms.ModelChoiceField(
        Source.objects.all(), required=False, help_text="One we have: type its title, publisher or address."
    )
    source_title = forms.CharField(
        label="or a new source: title", required=False, max_length=500, help_text="E.g. Order, ECF No. 112."
    )
    source_kind = forms.ChoiceField(label="Kind of source", choices=Source.Kind, required=False)
    source_url = forms.URLField(label="Its address (URL)", required=False, max_length=1000)
    always_filled = ("source_kind",)
    seldom_title = "Source and more"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["source"]
        field.widget = Chooser(Citation._meta.get_field("source"), admin.site, choices=field.choices)
        field.widget.is_required = False
        if not self.user.has_perm("cases.add_source"):
            for name in ("source_title", "source_kind", "source_url"):
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        title, url = cleaned.get("source_title"), cleaned.get("source_url")
        if cleaned.get("source") and (title or url):
            self.add_error("source_title", "Choose a source we have or write a new one down, not both.")
        elif url and not title:
            self.add_error("source_title", "A source needs a title.")
        return cleaned

    def cited(self):
        """The source chosen, the new one unsaved, or None."""
        typed = self.cleaned_data
        if typed.get("source_title"):
            kind = typed["source_kind"] or Source.Kind.FILING
            return Source(title=typed["source_title"], kind=kind, url=typed["source_url"])
        return typed["source"]

    def source_kept(self, by):
        source = self.cited()
        return source and recorded(source, by=by)

    def typed_only(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields if name != "source"}


class EventActForm(SourcedForm):
    """One row of the timeline. An event of a day to come is expected, unless said otherwise."""

    standing = forms.ChoiceField(
        choices=[("", "by its date"), *Event.Standing.choices],
        required=False,
        help_text="By its date: expected if it is still to come.",
    )
    wide = ("title", "description")
    seldom = ("description", "docket", "entry_number", *SOURCE_FIELDS)

    class Meta:
        model = Event
        fields = [
            "date", "kind", "title", "significance", "standing", "description", "docket", "entry_number",
            "source",
        ]  # fmt: skip
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dockets = self.case.dockets.all()
        self.fields["docket"].queryset = Docket.objects.filter(case=self.case)
        self.fields["docket"].choices = [("", "–"), *((docket.pk, str(docket)) for docket in dockets)]
        self.fields["date"].help_text = ""
        if not self.instance.pk:
            usual = {"kind": Event.Kind.HEARING, "significance": Event.Significance.MAJOR, "standing": ""}
            self.initial |= usual

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("standing"):
            to_come = cleaned.get("date") and cleaned["date"].first > timezone.localdate()
            cleaned["standing"] = Event.Standing.EXPECTED if to_come else Event.Standing.CONFIRMED
        return cleaned

    def file(self, *, by, now):
        self.instance.source = self.source_kept(by)
        return keep(self.instance, by=by)


class PenaltyActForm(SourcedForm, PenaltyForm):
    found_within = ("party",)
    seldom = ("date_satisfied", "note", *SOURCE_FIELDS)

    class Meta:
        model = Penalty
        fields = [
            "party", "kind", "amount", "currency", "duration", "duration_unit", "date_imposed",
            "date_satisfied", "note", "source",
        ]  # fmt: skip

    def file(self, *, by, now):
        typed = self.typed_only()
        party, kind = typed.pop("party"), typed.pop("kind")
        return impose_penalty(party, kind, source=self.source_kept(by), by=by, **typed)
