"""The small forms of a case file: each is one act of an editor, and goes through one verb."""

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS

from cases.actions import (
    add_counsel,
    amend_case,
    attach_docket,
    bring_claim,
    join_parties,
    relate_cases,
)
from cases.admin.base import DeskForm
from cases.admin.choosers import (
    Chooser,
    EntityChooser,
    EntityField,
    ManyEntityChooser,
    ManyEntityField,
    ManyWithinCase,
    WithinCase,
)
from cases.admin.docket import DocketForm
from cases.admin.document import DocumentForm
from cases.admin.party import CounselForm
from cases.admin.relation import RelationForm
from cases.models import Case, CaseRelation, Claim, Counsel, Docket, Document, Entity, Party
from cases.roles import PartyRole, Side


class ActForm(DeskForm):
    """A form on the case file. Its fields stand in two parts: what is always typed, and what seldom is."""

    error_css_class = "act-bad"
    # Fields that find a row while its name is typed, and those that do so among the rows of this case.
    found: tuple[str, ...] = ()
    found_within: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    seldom: tuple[str, ...] = ()
    seldom_title = "More"
    # Seldom typed, but filled by default.
    always_filled: tuple[str, ...] = ()
    # What the row belongs to, known from the address and never typed.
    belongs = {"case"}

    def __init__(self, *args, case, user, **kwargs):
        self.case, self.user = case, user
        if not kwargs.get("instance"):
            kwargs["instance"] = self.new_row(case)
        super().__init__(*args, **kwargs)
        for name in self.found:
            self._find(name)
        for name in self.found_within:
            self._find_within(name)

    def new_row(self, case):
        return self._meta.model(case=case)

    def _find(self, name):
        db_field = self._meta.model._meta.get_field(name)
        options = {}
        if db_field.remote_field.model is Entity:
            options = {"widget": EntityChooser(db_field, admin.site), "form_class": EntityField}
        field = db_field.formfield(**{"widget": Chooser(db_field, admin.site), **options})
        field.may_register = self.user.has_perm("cases.add_entity")
        field.help_text = self.fields[name].help_text
        self.fields[name] = field

    def _find_within(self, name):
        field = self.fields[name]
        field.widget = WithinCase(self._meta.model._meta.get_field(name), admin.site)
        field.widget.case_id, field.widget.choices = self.case.pk, field.choices
        field.queryset = field.queryset.filter(case=self.case)

    def tell(self, error):
        """Say what a verb refused, beside the field it is about."""
        self.add_error(None, error)

    @property
    def usual_fields(self):
        return [field for field in self.visible_fields() if field.name not in self.seldom]

    @property
    def seldom_fields(self):
        return [field for field in self.visible_fields() if field.name in self.seldom]

    @property
    def seldom_is_open(self):
        """Something there was typed, or is wrong."""
        shown = [field for field in self.seldom_fields if field.name not in self.always_filled]
        return any(field.errors or field.value() for field in shown)

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - self.belongs

    def _post_clean(self):
        super()._post_clean()
        # What the form does not show is said at its head.
        for name in set(self._errors or ()) - set(self.fields) - {NON_FIELD_ERRORS}:
            self._errors.setdefault(NON_FIELD_ERRORS, self.error_class()).extend(self._errors.pop(name))


class AmendForm(ActForm):
    places = {"case_ends_after_it_begins": "date_terminated", "case_has_a_caption": "caption"}
    belongs = frozenset()
    wide = ("caption", "summary")

    class Meta:
        model = Case
        fields = ["caption", "kind", "date_filed", "date_terminated", "summary", "slug", "is_sealed"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}

    def file(self, *, by, now):
        return amend_case(self.instance, by=by)


class AttachDocketForm(ActForm, DocketForm):
    found = ("court",)
    seldom = ("referred_to", "cause", "nature_of_suit", "date_terminated")

    class Meta:
        model = Docket
        fields = [
            "court", "docket_number", "judge", "date_filed", "referred_to", "cause", "nature_of_suit",
            "date_terminated",
        ]  # fmt: skip

    def file(self, *, by, now):
        typed = dict(self.cleaned_data)
        typed.pop("docket_number_key", None)
        return attach_docket(self.case, typed.pop("court"), typed.pop("docket_number"), by=by, **typed)


class JoinForm(ActForm):
    """Several join at once in one role: the defendants of a complaint."""

    entities = ManyEntityField(
        Entity.objects.all(),
        label="Who",
        help_text="Type a name. One that is not in the registry can be created there and then.",
    )
    wide = ("entities",)
    seldom = ("role_printed", "date_joined")

    class Meta:
        model = Party
        fields = ["role", "role_printed", "date_joined"]

    field_order = ["entities", "role"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["entities"]
        field.widget = ManyEntityChooser(Party._meta.get_field("entity"), admin.site, choices=field.choices)
        field.widget.is_required = True
        field.may_register = self.user.has_perm("cases.add_entity")
        self.initial["role"] = PartyRole.DEFENDANT

    def file(self, *, by, now):
        typed = {name: self.cleaned_data[name] for name in self._meta.fields}
        return join_parties(self.case, self.cleaned_data["entities"], by=by, **typed)


class AppearForm(ActForm, CounselForm):
    found = ("entity",)
    found_within = ("party",)
    belongs = frozenset()
    seldom = ("roles_printed", "is_self_represented", "entity")

    class Meta:
        model = Counsel
        fields = ["party", "name", "firm", "is_lead", "roles_printed", "is_self_represented", "entity"]

    def new_row(self, case):
        return Counsel()

    def file(self, *, by, now):
        typed = {name: self.cleaned_data[name] for name in self._meta.fields}
        return add_counsel(typed.pop("party"), typed.pop("name"), by=by, **typed)


EVERYONE, CHOSEN = "everyone", "chosen"


class BringForm(ActForm):
    """A claim with whom it is against; usually that is everyone who answers to the case."""

    whom = forms.ChoiceField(
        label="Against", choices=[(EVERYONE, ""), (CHOSEN, "those chosen here:")], widget=forms.RadioSelect
    )
    parties = forms.ModelMultipleChoiceField(Party.objects.none(), required=False, label="Parties")
    wide = ("title", "whom", "parties")
    seldom = ("description",)

    class Meta:
        model = Claim
        fields = ["title", "kind", "number", "statute", "description"]

    field_order = ["title", "kind", "number", "statute", "whom", "parties"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.everyone = [party for party in self.case.parties.all() if party.side == Side.RESPONDING]
        count = len(self.everyone)
        said = (
            f"everyone who answers to the case ({count})" if count else "nobody yet: no defendant has joined"
        )
        self.fields["whom"].choices = [(EVERYONE, said), (CHOSEN, "those chosen here:")]
        self.initial["whom"] = EVERYONE
        self.initial["kind"] = self._usual_kind()
        field = self.fields["parties"]
        field.queryset = Party.objects.filter(case=self.case).select_related("entity")
        field.widget = ManyWithinCase(_party_of("cases.ClaimAgainst"), admin.site, choices=field.choices)
        field.widget.case_id = self.case.pk

    def _usual_kind(self):
        return Claim.Kind.COUNT if self.case.kind == Case.Kind.CRIMINAL else Claim.Kind.CLAIM

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("whom") == CHOSEN and not cleaned.get("parties"):
            self.add_error("parties", "Choose at least one party, or everyone who answers to the case.")
        return cleaned

    def file(self, *, by, now):
        typed = {name: self.cleaned_data[name] for name in self._meta.fields}
        whom = self.everyone if self.cleaned_data["whom"] == EVERYONE else self.cleaned_data["parties"]
        return bring_claim(self.case, typed.pop("title"), against=list(whom), by=by, **typed)


def _party_of(model):
    return apps.get_model(model)._meta.get_field("party")


class DocumentActForm(ActForm, DocumentForm):
    places = {"document_is_somewhere": "url"}
    wide = ("title", "url")

    class Meta:
        model = Document
        fields = ["title", "kind", "date", "url", "file", "pages"]


class RelateForm(ActForm, RelationForm):
    found = ("to_case",)
    belongs = frozenset({"from_case"})
    wide = ("note",)

    class Meta:
        model = CaseRelation
        fields = ["kind", "to_case", "to_printed", "note"]

    def new_row(self, case):
        return CaseRelation(from_case=case)

    def file(self, *, by, now):
        typed = self.cleaned_data
        printed, note = typed["to_printed"], typed["note"]
        return relate_cases(self.case, typed["kind"], typed["to_case"], printed=printed, note=note, by=by)
