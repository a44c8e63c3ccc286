"""What is asked of a history, and which fields of a version go back."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst


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
