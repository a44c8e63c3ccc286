from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Lower, Upper

from cases.identifiers import tidy_identifier
from cases.models.change import NotesChange
from cases.models.duplicate import LikelyDuplicateEntities
from cases.models.entity_details import EntityDetails, detail_constraints
from cases.models.fields import PartialDateField
from cases.models.merge import Mergeable, refuse_former_slug
from cases.models.sealing import may_see_sealed


def _alike_keys():
    """What spellings of one name share. Indexed at once: a list of pending ones slows every look-up."""
    return Func("name_key", function="cases_alike_keys")


def _is_visible():
    return Func("pk", function="cases_entity_is_visible", output_field=models.BooleanField())


class EntityQuerySet(LikelyDuplicateEntities, Mergeable, models.QuerySet):
    def visible_to(self, user):
        """All but those the record knows only from sealed cases: one known from nowhere yet may be seen.

        The database decides it row by row and from today, whatever clock the query is on; each row costs a
        few look-ups by index, however many cases the entity is in.
        """
        return self if may_see_sealed(user) else self.filter(_is_visible())

    def hidden(self, numbers):
        """Those of these that readers may not see."""
        return self.filter(~models.Q(_is_visible()), pk__in=numbers)

    def with_names(self, user=None):
        """With aliases, identifiers, and what they belong to as far as the user, or anybody, may see it."""
        owner = models.Prefetch("belongs_to", Entity.objects.visible_to(user))
        return self.prefetch_related(owner, "aliases", "identifiers")

    def named(self, key):
        """Those that carry the normalised name, as their own or as a strong alias."""
        strong = Alias.objects.filter(name_key=key, strength=Alias.Strength.STRONG)
        return self.filter(models.Q(name_key=key) | models.Q(pk__in=strong.values("entity")))

    def named_like(self, key):
        """Those with a name or an alias of which the normalised form begins so."""
        own = Entity.objects.filter(name_key__startswith=key).values("pk")
        others = Alias.objects.filter(name_key__startswith=key).values("entity")
        return self.filter(pk__in=own.union(others))  # a union, so that both indexes are used

    def identified(self, scheme, value):
        """The one that another register calls so."""
        found = ExternalIdentifier.objects.filter(scheme=scheme, value=value)
        return self.filter(pk__in=found.values("entity"))


class Entity(EntityDetails):
    """Anyone or anything the record names: a person, a company, an agency, a crypto-asset."""

    class Kind(models.TextChoices):
        PERSON = "person", "person"
        COMPANY = "company", "company"
        AGENCY = "agency", "government or agency"
        COURT = "court", "court"
        LAW_FIRM = "law_firm", "law firm"
        PUBLICATION = "publication", "publication or wire service"
        ORGANISATION = "organisation", "other organisation"
        ASSET = "asset", "crypto-asset or security"

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=250, help_text="As the desk writes it on first mention.")
    name_key = models.CharField(max_length=250, editable=False)
    slug = models.SlugField(max_length=120, unique=True, help_text="The last part of the page's address.")
    description = models.CharField(
        max_length=250, blank=True, help_text="Enough to tell it from its namesakes, e.g. founder of Binance."
    )
    country = models.CharField(
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"\A[A-Z]{2}\Z", "Two capital letters, e.g. US (ISO 3166-1).")],
        help_text="Of citizenship or registration, as two letters (ISO 3166-1), e.g. KY.",
    )
    website = models.URLField(blank=True)

    objects = EntityQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "entities"
        indexes = [
            models.Index(fields=["name", "id"], name="entity_in_order"),
            models.Index(fields=["name_key"], name="entity_by_name_key"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="entity_by_likeness"),
            GinIndex(_alike_keys(), fastupdate=False, name="entity_by_alike_names"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name_key=""),
                name="entity_has_a_name",
                violation_error_message="A name needs at least one letter or digit.",
            ),
            *detail_constraints(),
        ]
        triggers = [NotesChange(("entity", "id"))]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/entities/{self.slug}/"

    def clean(self):
        refuse_former_slug(self)


class Alias(models.Model):
    """Another name of an entity: an acronym, a former name, a ticker."""

    class Kind(models.TextChoices):
        LEGAL_NAME = "legal_name", "legal name"
        SHORT_NAME = "short_name", "short name"
        ACRONYM = "acronym", "acronym"
        FORMER_NAME = "former_name", "former name"
        NICKNAME = "nickname", "nickname"
        TICKER = "ticker", "ticker or symbol"
        AS_PRINTED = "as_printed", "as printed in a docket"
        OTHER = "other", "other"

    class Strength(models.TextChoices):
        STRONG = "strong", "strong: names only this entity"
        WEAK = "weak", "weak: proposed only with other evidence"

    class Weakness(models.TextChoices):
        SURNAME = "surname", "a surname alone"
        GIVEN_NAME = "given_name", "a given name alone"
        LOWER_CASE = "lower_case", "one word in lower case"
        SHORT = "short", "only one or two letters"
        DIGITS = "digits", "only digits"
        SYMBOL = "symbol", "a ticker or symbol"
        COMMON_WORD = "common_word", "a common word"
        AMBIGUOUS = "ambiguous", "a name that another entity carries"

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=250)
    name_key = models.CharField(max_length=250, editable=False)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    strength = models.CharField(max_length=10, choices=Strength, default=Strength.STRONG)
    weakness = models.CharField(
        max_length=20,
        choices=Weakness,
        blank=True,
        editable=False,
        db_default="",
        help_text="What speaks against taking the wording alone for the entity.",
    )
    is_decided = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="The desk has said how strong it is; else it follows from the wording.",
    )
    valid_from = PartialDateField(null=True, blank=True)
    valid_until = PartialDateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "aliases"
        indexes = [
            models.Index(fields=["name_key"], name="alias_by_name_key"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="alias_by_likeness"),
            GinIndex(_alike_keys(), fastupdate=False, name="alias_by_alike_names"),
        ]
        constraints = [
            models.UniqueConstraint(
                "entity",
                Lower("name"),
                name="alias_once_per_entity",
                violation_error_message="This entity already has this alias.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name_key=""),
                name="alias_has_a_name",
                violation_error_message="An alias needs at least one letter or digit.",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="alias_ends_after_it_begins",
                violation_error_message="An alias cannot end before it begins.",
            ),
        ]
        triggers = [NotesChange(("entity", "entity_id"))]

    def __str__(self):
        return self.name


class ExternalIdentifier(models.Model):
    """What another register calls the entity."""

    class Scheme(models.TextChoices):
        WIKIDATA = "wikidata", "Wikidata"
        LEI = "lei", "LEI (ISO 17442)"
        CIK = "cik", "SEC CIK"
        CRD = "crd", "FINRA CRD"
        COURTLISTENER = "courtlistener", "CourtListener"
        PACER = "pacer", "PACER"
        OPENCORPORATES = "opencorporates", "OpenCorporates"
        OPENSANCTIONS = "opensanctions", "OpenSanctions"

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=20, choices=Scheme)
    value = models.CharField(max_length=120)

    class Meta:
        ordering = ["scheme", "value", "pk"]
        indexes = [
            # Registers print numbers with and without leading zeros.
            models.Index(
                "scheme", Upper(Func("value", Value("0"), function="ltrim")), name="identifier_by_number"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="identifier_names_one_entity",
                violation_error_message="Another entity already has this identifier.",
            )
        ]
        triggers = [NotesChange(("entity", "entity_id"))]

    def __str__(self):
        return f"{self.get_scheme_display()} {self.value}"

    def clean(self):
        try:
            self.value = tidy_identifier(self.scheme, self.value)
        except ValueError as error:
            raise ValidationError({"value": str(error)}) from error
