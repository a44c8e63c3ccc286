"""What the record keeps of an entity of one kind and not of another, and the rule that they stay apart."""

from django.db import models
from django.db.models import F, Q

from cases.models.fields import PartialDateField

BODIES = {"company", "law_firm", "organisation", "agency", "publication"}
REGISTERED = {"company", "law_firm", "organisation"}
GOVERNMENT = {"agency", "court"}

# Each field: what it is called in a sentence, and the kinds of entity that have it.
DETAILS = {
    "occupation": ("an occupation", {"person"}),
    "date_of_birth": ("a date of birth", {"person"}),
    "date_of_death": ("a date of death", {"person"}),
    "legal_form": ("a legal form", REGISTERED),
    "registration_number": ("a registration number", REGISTERED),
    "jurisdiction": ("a jurisdiction", REGISTERED | GOVERNMENT),
    "government_level": ("a level of government", GOVERNMENT),
    "date_dissolved": ("a date of its end", BODIES),
    "belongs_to": ("a body it belongs to", BODIES | GOVERNMENT | {"asset"}),
    "symbol": ("a symbol", {"asset"}),
}
KINDS_SAID = {
    "person": "a person",
    "company": "a company",
    "law_firm": "a law firm",
    "organisation": "an organisation",
    "agency": "an agency",
    "court": "a court",
    "publication": "a publication",
    "asset": "an asset",
}


class EntityDetails(models.Model):
    """The columns of `DETAILS`: empty but for an entity of a kind that has them."""

    class GovernmentLevel(models.TextChoices):
        NATIONAL = "national", "national or federal"
        STATE = "state", "state, province or territory"
        LOCAL = "local", "county, city or other local"
        TRIBAL = "tribal", "tribal"
        INTERNATIONAL = "international", "international"

    occupation = models.CharField(
        "occupation or office",
        max_length=150,
        blank=True,
        db_default="",
        help_text="What the person does or holds, e.g. chief executive of Binance.",
    )
    date_of_birth = PartialDateField("born", null=True, blank=True)
    date_of_death = PartialDateField("died", null=True, blank=True)
    legal_form = models.CharField(
        max_length=60, blank=True, db_default="", help_text="E.g. limited liability company, GmbH."
    )
    registration_number = models.CharField(
        max_length=60, blank=True, db_default="", help_text="In the register of its jurisdiction."
    )
    jurisdiction = models.CharField(
        max_length=120,
        blank=True,
        db_default="",
        help_text="Where a company is registered, e.g. Delaware; what an agency or court governs, e.g. Ohio.",
    )
    government_level = models.CharField(
        "level of government", max_length=20, choices=GovernmentLevel, blank=True, db_default=""
    )
    date_dissolved = PartialDateField(
        "ended", null=True, blank=True, help_text="When it was dissolved, abolished or closed, e.g. 2022-11."
    )
    belongs_to = models.ForeignKey(
        "cases.Entity",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="holdings",
        help_text="The body it is part of or owned by; a publication's publisher, an asset's issuer.",
    )
    symbol = models.CharField(max_length=20, blank=True, db_default="", help_text="E.g. BTC.")

    class Meta:
        abstract = True

    @property
    def details(self) -> dict:
        """The fields of its kind with what they hold; the rest is none of its business."""
        return {name: getattr(self, name) for name in fields_of(self.kind)}


def fields_of(kind: str) -> list[str]:
    """The fields that an entity of this kind has besides those that all have."""
    return [name for name, (_, kinds) in DETAILS.items() if kind in kinds]


def detail_constraints() -> list[models.CheckConstraint]:
    """That an entity has nothing that others of its kind have not, and that a life has an order."""
    return [
        *(_of_its_kind(name) for name in DETAILS),
        models.CheckConstraint(
            condition=Q(date_of_death__isnull=True)
            | Q(date_of_birth__isnull=True)
            | Q(date_of_death__gte=F("date_of_birth"))
            | Q(date_of_death__overlap=F("date_of_birth")),
            name="entity_dies_after_it_is_born",
            violation_error_message="A person cannot die before they were born.",
        ),
        models.CheckConstraint(
            condition=Q(belongs_to__isnull=True) | ~Q(belongs_to=F("pk")),
            name="entity_belongs_to_another",
            violation_error_message="An entity cannot belong to itself.",
        ),
    ]


def _of_its_kind(name):
    said, kinds = DETAILS[name]
    only = f"Only {either(kinds)} has {said}"
    is_text = isinstance(vars(EntityDetails)[name].field, models.CharField)
    empty = Q((name, "")) if is_text else Q((f"{name}__isnull", True))
    return models.CheckConstraint(
        condition=empty | Q(kind__in=sorted(kinds)),
        name=f"entity_{name}_fits_its_kind",
        violation_error_message=f"{only}: empty this field, or choose another kind.",
    )


def either(kinds: set[str]) -> str:
    """The kinds as a sentence names them: a company, a law firm or an organisation."""
    *others, last = [said for kind, said in KINDS_SAID.items() if kind in kinds]
    return f"{', '.join(others)} or {last}" if others else last
