"""The forms of a case file for the ledger of facts: who said what, where it stands, and who checked it."""

from django import forms
from django.utils import timezone

from cases.actions import check_statement, cite, enter_statement, prefer_statement
from cases.admin.case_facts import SOURCE_FIELDS, SourcedForm
from cases.admin.case_forms import ActForm
from cases.admin.statement import StatementForm
from cases.models import Citation, Statement

OFFERED = 50


class StateForm(SourcedForm, StatementForm):
    """A fact in seconds: the words, how firmly, on whose word, about what, and where it stands."""

    about = forms.ChoiceField(help_text="What the fact is about.")
    locator = forms.CharField(
        label="Where in it", required=False, max_length=120, help_text="Page, paragraph or minute."
    )
    date_accessed = forms.DateField(
        label="Read on", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    found = ("asserted_by", "via", "entity")
    wide = ("text", "about")
    seldom = ("is_quotation", "spokesperson", "point", "is_preferred", "entity")
    seldom_title = "A quotation, a spokesperson, a point where statements compete"

    class Meta:
        model = Statement
        fields = [
            "text", "mode", "asserted_by", "via", "date", "is_quotation", "spokesperson", "point",
            "is_preferred", "entity",
        ]  # fmt: skip
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    field_order = ["text", "mode", "asserted_by", "via", "date", "about", *SOURCE_FIELDS, "locator"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["date"].help_text = "When it was said."
        self.fields["entity"].label = "Also about"
        self.fields["about"].choices = self._offered()
        self.initial |= {"about": "case", "date_accessed": timezone.localdate()}

    def _offered(self):
        """The case and what belongs to it: of what may be thousands the first, of events the newest."""
        parties = self.case.parties.all()[:OFFERED]
        claims = {pair.claim_id: pair.claim for pair in self.case.claims_against.all()}
        events = self.case.events.noteworthy().newest_first()[:OFFERED]
        return [
            ("case", "the case itself"),
            ("Parties", [(f"party:{party.pk}", str(party)) for party in parties]),
            ("Claims", [(f"claim:{claim.pk}", str(claim)) for claim in list(claims.values())[:OFFERED]]),
            ("Events", [(f"event:{event.pk}", f"{event.date}: {event.title}") for event in events]),
        ]

    def clean(self):
        cleaned = super().clean()
        kind, _, number = cleaned.get("about", "").partition(":")
        if number:
            setattr(self.instance, f"{kind}_id", int(number))
        return cleaned

    def file(self, *, by, now):
        where = {"locator": self.cleaned_data["locator"], "date_accessed": self.cleaned_data["date_accessed"]}
        return enter_statement(self.instance, source=self.cited(), by=by, **where)


class CiteForm(SourcedForm):
    """One more source that bears a statement out."""

    places = {"citation_once": "locator"}
    belongs = frozenset({"statement"})

    class Meta:
        model = Citation
        fields = ["locator", "date_accessed"]
        widgets = {"date_accessed": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    field_order = [*SOURCE_FIELDS, "locator"]

    def __init__(self, *args, row, **kwargs):
        self.statement = row
        super().__init__(*args, **kwargs)
        self.initial["date_accessed"] = timezone.localdate()

    def new_row(self, case):
        return Citation(statement=self.statement)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("source") and not cleaned.get("source_title"):
            self.add_error("source", "Choose a source, or write down a new one.")
        return cleaned

    def file(self, *, by, now):
        return cite(self.statement, self.source_kept(by), by=by, **self.typed_only())


class StatementActForm(ActForm):
    """An act on a statement that asks for nothing more."""

    class Meta:
        model = Statement
        fields = []

    def _post_clean(self):
        """Nothing typed, nothing to check."""


class CheckForm(StatementActForm):
    def file(self, *, by, now):
        return check_statement(self.instance, by=by, now=now)


class PreferForm(StatementActForm):
    def file(self, *, by, now):
        return prefer_statement(self.instance, by=by)
