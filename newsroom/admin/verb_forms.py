"""What the pages of the verbs ask: when, why, and what readers are told."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime

from newsroom.publishing.models import Correction
from newsroom.publishing.sign_offs import NOBODY_ELSE
from newsroom.publishing.stages import EMERGENCY


class MinorEditForm(forms.Form):
    base = forms.IntegerField(widget=forms.HiddenInput)
    alone = forms.CharField(
        label="In an emergency",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nobody but those who wrote it has read it. If it cannot wait, say why: it is kept, and "
        "shown at the desk.",
    )

    def ask_alone_of(self, user, problems):
        """Only who may decide it is asked, and only where it is all that stands in the way of two people."""
        if NOBODY_ELSE not in problems or not user.has_perm(EMERGENCY):
            self.fields.pop("alone", None)


class PublishForm(MinorEditForm):
    at = forms.SplitDateTimeField(
        label="When",
        required=False,
        widget=AdminSplitDateTime,
        help_text="Leave empty to publish now. Else readers see it from that moment on, on its own.",
    )
    note = forms.CharField(
        label="Note to readers",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For an update: what is new.",
    )


class RescheduleForm(MinorEditForm):
    at = forms.SplitDateTimeField(
        label="New time",
        widget=AdminSplitDateTime,
        help_text="The edition appears then as it was frozen. To publish what was written since, cancel the "
        "schedule and publish again.",
    )


class CorrectionForm(MinorEditForm):
    """Up to three entries of the ledger; one that is left empty is none."""

    PLACES = (1, 2, 3)
    LABELS = {
        "concerns": "What was wrong",
        "note": "What readers are told",
        "before": "It said",
        "after": "It says now",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for place in self.PLACES:
            for name, label in self.LABELS.items():
                field = Correction._meta.get_field(name).formfield(label=f"{label} ({place})", required=False)
                if name != "concerns":
                    field.widget = forms.Textarea(attrs={"rows": 2})
                self.fields[f"{name}_{place}"] = field

    def clean(self):
        said = super().clean()
        entries = [{name: said.get(f"{name}_{place}", "") for name in self.LABELS} for place in self.PLACES]
        said["entries"] = [
            Correction(**{**entry, "concerns": entry["concerns"] or Correction.Concerns.OTHER})
            for entry in entries
            if any(entry.values())
        ]
        return said


class WithdrawForm(MinorEditForm):
    alone = None
    note = forms.CharField(
        label="Note to readers",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever comes to the address reads this: say in a sentence why the story is withdrawn.",
    )
