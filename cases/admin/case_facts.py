"""The forms of a case file whose acts cite a source: what happened, how it ended, who said what."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.utils import timezone

from cases.actions import (
    DecidedMeanwhile,
    check_statement,
    cite,
    enter_statement,
    impose_penalty,
    keep,
    prefer_statement,
    record_dispositions,
    recorded,
)
from cases.admin.case_forms import ActForm
from cases.admin.choosers import Chooser
from cases.admin.penalty import PenaltyForm
from cases.admin.statement import StatementForm
from cases.history import versions
from cases.models import Citation, ClaimAgainst, Disposition, Docket, Event, Penalty, Source, Statement

OFFERED = 50
NAMED = 5
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


ABOUT = {"party": "parties", "claim": "claims", "event": "events"}


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
