"""The form of a case file that says how claims ended, for many at once."""

from django import forms
from django.contrib.auth import get_user_model

from cases.actions import DecidedMeanwhile, record_dispositions
from cases.admin.case_facts import SOURCE_FIELDS, SourcedForm
from cases.history import versions
from cases.models import ClaimAgainst, Disposition

NAMED = 5
TICKED, EVERY_OPEN = "ticked", "open"


class EndForm(SourcedForm):
    """How claims ended, for as many pairs of claim and party as it did at once.

    A ticked pair is sent with the disposition its editor saw as the live one, which the new one takes the
    place of; one that somebody else recorded meanwhile is shown first.
    """

    which = forms.ChoiceField(label="For", widget=forms.RadioSelect)
    pairs = forms.MultipleChoiceField(required=False)
    seen_open = forms.IntegerField(required=False, widget=forms.HiddenInput)
    supersede = forms.MultipleChoiceField(
        label="Supersede", required=False, widget=forms.CheckboxSelectMultiple
    )
    wide = ("which", "supersede")
    seldom = ("printed", "note", *SOURCE_FIELDS)
    belongs = frozenset()
    places = {"prejudice_belongs_to_dismissals": "prejudice"}
    refusals = {DecidedMeanwhile: "supersede"}

    class Meta:
        model = Disposition
        fields = ["outcome", "prejudice", "decided_by", "date", "printed", "note", "source"]
        widgets = {"printed": forms.Textarea(attrs={"rows": 2})}

    field_order = ["which", "outcome"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.open_pairs = [pair for pair in self.case.claims_against.all() if is_open(pair)]
        self.fields["which"].choices = [
            (TICKED, "the claims and parties ticked in the table"),
            (EVERY_OPEN, f"every claim that is open, for every party ({len(self.open_pairs)})"),
        ]
        self.initial |= {"which": TICKED, "seen_open": len(self.open_pairs)}
        self.fields["pairs"].valid_value = self.fields["supersede"].valid_value = lambda _value: True
        self.fields["date"].help_text = ""

    def new_row(self, case):
        return Disposition()

    def offer_to_supersede(self, lives):
        self.fields["supersede"].choices = [
            (live.pk, f"{live.against}: {live}{f', {live.date}' if live.date else ''}") for live in lives
        ]

    @property
    def ticked(self):
        """Numbers of the pairs that are ticked, for the table."""
        ticked = (one.partition(":")[0] for one in self["pairs"].value() or ())
        return {int(pair) for pair in ticked if pair.isdecimal()}

    @property
    def usual_fields(self):
        hidden = {"pairs"} if self.fields["supersede"].choices else {"pairs", "supersede"}
        return [field for field in super().usual_fields if field.name not in hidden]

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("which")
        if chosen == EVERY_OPEN:
            self._take_open(cleaned)
        elif chosen == TICKED:
            self._take_ticked(cleaned)
        return cleaned

    def _take_open(self, cleaned):
        self.chosen = self.open_pairs
        self.seen = {live.pk for pair in self.chosen for live in pair.live}
        if not self.chosen:
            self.add_error("which", "No claim is open: tick those whose end you record.")
        elif cleaned.get("seen_open") != len(self.chosen):
            self.add_error(
                "which",
                "Meanwhile somebody recorded how some of them ended. Look at the table, then go on.",
            )
            self.data = self.data.copy()
            self.data["seen_open"] = len(self.chosen)

    def _take_ticked(self, cleaned):
        ticked = [one.partition(":") for one in cleaned.get("pairs") or ()]
        numbers = {int(pair) for pair, _, _ in ticked if pair.isdecimal()}
        self.seen = {int(live) for _, _, live in ticked if live.isdecimal()}
        self.chosen = list(ClaimAgainst.objects.filter(case=self.case, pk__in=numbers))
        if not ticked:
            self.add_error("which", "Tick at least one claim and party in the table.")
        elif len(self.chosen) < len({pair for pair, _, _ in ticked}):
            self.add_error("which", "A ticked claim is not, or no longer, of this case. Look at the table.")

    def file(self, *, by, now):
        typed = self.typed_only()
        said = {int(one) for one in typed_supersede(self.cleaned_data)}
        return record_dispositions(
            self.chosen,
            typed.pop("outcome"),
            supersedes=self.seen | said,
            source=self.source_kept(by),
            by=by,
            **typed,
        )

    def words_of(self, error):
        self.offer_to_supersede(error.lives)
        told = "; ".join(f"{live.against}: {live}{_by_whom(live)}" for live in error.lives[:NAMED])
        rest = len(error.lives) - NAMED
        told += f" and {rest} more" if rest > 0 else ""
        return (
            f"Already decided: {told}. Tick what the new ending takes the place of; it stays in the record."
        )


def typed_supersede(cleaned):
    return [one for one in cleaned.get("supersede") or () if one.isdecimal()]


def is_open(pair):
    """The pair, loaded with its live disposition, has not ended."""
    return not pair.live or pair.live[0].outcome not in Disposition.Outcome.endings()


def _by_whom(live):
    """Who recorded it, as history has it."""
    first = versions(Disposition, live.pk)[:1]
    user = get_user_model().objects.filter(pk=first[0].recorded_by).first() if first else None
    return f", recorded by {user}" if user else ""
