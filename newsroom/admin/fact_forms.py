"""Small forms of what a story offers to the record, filled with what the text tells."""

from django import forms
from django.utils.text import Truncator

from cases.models import Case, Court, Entity, Event, Party, Penalty, Statement
from cases.models.fields import PartialDateFormField
from newsroom.linking import actions
from newsroom.linking.offering import Found, Reading

EMPTY = [("", "– choose –")]
NONE = [("", "nobody")]


class OfferForm(forms.Form):
    """What is recorded when the editor presses; nothing is before."""

    verb = None
    title = ""

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            if name in self.fields:
                self.fields[name].choices = offered

    def take(self, story, found, *, by, now):
        """Hand it to the verb that records it. Raises what the verb raises."""
        said = dict(self.cleaned_data)
        return self.recorded(story, found, said, by=by, now=now)


class EventForm(OfferForm):
    label = "Event"
    case = forms.ChoiceField()
    kind = forms.ChoiceField(choices=Event.Kind)
    date = PartialDateFormField()
    title = forms.CharField(max_length=250, help_text="What happened, in a few words.")
    significance = forms.ChoiceField(choices=Event.Significance, initial=Event.Significance.MINOR)

    def recorded(self, story, found, said, **who):
        return actions.take_event(story, found, Case.objects.get(pk=said.pop("case")), **said, **who)


class PenaltyForm(OfferForm):
    label = "Penalty"
    party = forms.ChoiceField(help_text="Whom the story names, in any of their cases.")
    kind = forms.ChoiceField(choices=Penalty.Kind)
    amount = forms.DecimalField(required=False, max_digits=18, decimal_places=2, min_value=0)
    currency = forms.CharField(required=False, max_length=3)
    duration = forms.IntegerField(required=False, min_value=1, max_value=100_000)
    duration_unit = forms.ChoiceField(required=False, choices=[("", "–"), *Penalty.Unit.choices])
    date_imposed = PartialDateFormField(required=False)

    def recorded(self, story, found, said, **who):
        party = Party.objects.select_related("case").get(pk=said.pop("party"))
        return actions.take_penalty(story, found, party, **said, **who)


class StatementForm(OfferForm):
    label = "Statement"
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=10_000)
    is_quotation = forms.BooleanField(required=False, label="The words are quoted exactly")
    mode = forms.ChoiceField(choices=Statement.Mode)
    asserted_by = forms.ChoiceField(required=False, label="Who says so")
    spokesperson = forms.CharField(required=False, max_length=150)
    via = forms.ChoiceField(required=False, label="According to")
    date = PartialDateFormField(required=False)
    case = forms.ChoiceField(required=False, label="About the case")
    entity = forms.ChoiceField(required=False, label="Or about")

    def clean(self):
        said = super().clean()
        if not said.get("case") and not said.get("entity") and not self.errors:
            self.add_error("case", "Say what it is about: a case or an entity.")
        return said

    def recorded(self, story, found, said, **who):
        for name in ("asserted_by", "via", "entity"):
            said[name] = Entity.objects.get(pk=said[name]) if said[name] else None
        said["case"] = Case.objects.get(pk=said["case"]) if said["case"] else None
        return actions.take_statement(story, found, **said, **who)


class DocketForm(OfferForm):
    label = "Docket number"
    docket_number = forms.CharField(max_length=100)
    court = forms.ChoiceField()
    case = forms.ChoiceField()

    def recorded(self, story, found, said, **who):
        case, court = Case.objects.get(pk=said["case"]), Court.objects.get(pk=said["court"])
        number = said["docket_number"]
        return actions.take_docket(story, found, case, court=court, docket_number=number, **who)


FORMS = {"event": EventForm, "penalty": PenaltyForm, "statement": StatementForm, "docket": DocketForm}
PERMISSIONS = {name: f"cases.add_{name}" for name in FORMS}


def form_of(found: Found, reading: Reading, choices: dict, data=None) -> OfferForm:
    """The form of an offer, as the text fills it or as it was typed."""
    prefix = found.fingerprint[:12]
    return FORMS[found.kind](data, prefix=prefix, initial=_initial(found, reading, choices), choices=choices)


def choices_of(reading: Reading) -> dict:
    """What the forms choose among: what the story is linked to, and the parties of those cases."""
    cases = {link.case_id: str(link.case) for link in reading.links if link.case_id}
    cases |= {party.case_id: str(party.case) for party in reading.parties}
    entities = {link.entity_id: str(link.entity) for link in reading.links if link.entity_id}
    courts = Court.objects.order_by("name").values_list("pk", "name", "code")
    return {
        "case": EMPTY + [(str(pk), name) for pk, name in sorted(cases.items(), key=lambda pair: pair[1])],
        "entity": NONE + _sorted(entities),
        "asserted_by": NONE + _sorted(entities),
        "via": NONE + _sorted(entities),
        "party": EMPTY + [(str(party.pk), f"{party} ({party.case})") for party in reading.parties],
        "court": EMPTY + [(str(pk), f"{name} ({code})") for pk, name, code in courts],
        "codes": {code: str(pk) for pk, _, code in courts},
    }


def _sorted(names):
    return [(str(pk), name) for pk, name in sorted(names.items(), key=lambda pair: pair[1])]


def _initial(found, reading, choices):
    offer = found.offer
    match found.kind:
        case "event":
            return {
                "case": offer.case,
                "kind": offer.kind,
                "date": offer.date,
                "title": Truncator(found.sentence).chars(120),
            }
        case "penalty":
            names = ("kind", "amount", "currency", "duration", "duration_unit")
            told = {name: getattr(offer, name) for name in names}
            return told | {"date_imposed": offer.date, "party": _party(offer, reading)}
        case "statement":
            names = ("text", "is_quotation", "mode", "asserted_by", "spokesperson", "via", "date", "case")
            return {name: getattr(offer, name) for name in names}
    court = choices["codes"].get(offer.court, "")
    return {"docket_number": offer.docket_number, "court": court, "case": offer.case}


def _party(offer, reading):
    """The party named, of the case named: where the text leaves either open, so does the form."""
    found = (
        str(party.pk)
        for party in reading.parties
        if (str(party.entity_id), str(party.case_id)) == (offer.party, offer.case)
    )
    return next(found, "")
