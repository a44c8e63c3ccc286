from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cases.docket_numbers import docket_number_core
from cases.models.change import NotesChange
from cases.models.claim import ClaimAgainst
from cases.models.disposition import Disposition
from cases.models.docket import Docket
from cases.models.duplicate import LikelyDuplicateCases
from cases.models.fields import PartialDateField
from cases.models.merge import Mergeable, refuse_former_slug
from cases.models.party import Party
from cases.models.penalty import Penalty
from cases.models.sealing import may_see_sealed


def _has_ended():
    """Closed by the court, or every claim has ended for every party it is against."""
    pairs = ClaimAgainst.objects.filter(case=OuterRef("pk"))
    return Q(date_terminated__isnull=False) | (Exists(pairs) & ~Exists(pairs.undecided()))


class CaseQuerySet(LikelyDuplicateCases, Mergeable, models.QuerySet):
    def visible_to(self, user):
        """All but sealed cases are public."""
        return self if may_see_sealed(user) else self.filter(is_sealed=False)

    def open(self):
        return self.exclude(_has_ended())

    def closed(self):
        return self.filter(_has_ended())

    def closed_undecided(self):
        """Closed by the court, while a claim has not ended for a party: an end that we have not recorded."""
        pairs = ClaimAgainst.objects.undecided().filter(case=OuterRef("pk"))
        return self.filter(Exists(pairs), date_terminated__isnull=False)

    def without_docket(self):
        return self.filter(~Exists(Docket.objects.filter(case=OuterRef("pk"))))

    def in_court(self, court):
        return self.filter(Exists(Docket.objects.filter(case=OuterRef("pk"), court=court)))

    def in_courts(self, codes):
        """Those with a docket in a court of any of these codes."""
        dockets = Docket.objects.filter(case=OuterRef("pk"), court__code__in=codes)
        return self.filter(Exists(dockets))

    def numbered(self, key):
        """Those a court keeps under the docket number; one without its office may be of any office."""
        dockets = Docket.objects.filter(case=OuterRef("pk"), docket_number_core=docket_number_core(key))
        if key != docket_number_core(key):
            dockets = dockets.filter(docket_number_key=key)
        return self.filter(Exists(dockets))

    def with_party(self, **party):
        """Those with one party of which all this holds: `entity__slug=`, `role__in=`."""
        return self.filter(Exists(Party.objects.filter(case=OuterRef("pk"), **party)))

    def decided(self, **disposition):
        """Those with one live disposition of which all this holds: `outcome__in=`, `prejudice__in=`."""
        live = Disposition.objects.live().filter(against__case=OuterRef("pk"), **disposition)
        return self.filter(Exists(live))

    def captioned(self, words):
        """Those with every one of the words somewhere in the caption."""
        return self.filter(*(Q(caption__icontains=word) for word in words))

    def naming(self, entity):
        """Those the entity is a party to."""
        return self.filter(Exists(Party.objects.filter(case=OuterRef("pk"), entity=entity)))

    def newest_first(self):
        return self.order_by(F("date_filed").desc(nulls_last=True), "-pk")

    def beyond(self, date_filed, pk):
        """Those that follow the given one in `newest_first()`."""
        undated = Q(date_filed__isnull=True)
        if date_filed is None:
            return self.filter(undated, pk__lt=pk)
        return self.filter(undated | Q(date_filed__lt=date_filed) | Q(date_filed=date_filed, pk__lt=pk))

    def with_card(self):
        """What a line in a list shows: dockets with courts, and what the status sentence is made of."""
        return self.prefetch_related(
            models.Prefetch("dockets", Docket.objects.select_related("court")),
            models.Prefetch("parties", Party.objects.select_related("entity")),
            models.Prefetch("claims_against", ClaimAgainst.objects.with_disposition()),
            models.Prefetch("penalties", Penalty.objects.select_related("party__entity")),
        )


class Case(models.Model):
    """A dispute before one or more courts: what reporters mean by "the case"."""

    class Kind(models.TextChoices):
        CIVIL = "civil", "civil"
        CIVIL_ENFORCEMENT = "civil_enforcement", "civil enforcement"
        CRIMINAL = "criminal", "criminal"
        BANKRUPTCY = "bankruptcy", "bankruptcy"
        IMMIGRATION = "immigration", "immigration"
        ADMINISTRATIVE = "administrative", "administrative"
        MULTIDISTRICT = "multidistrict", "multidistrict litigation"
        OTHER = "other", "other"

    caption = models.CharField(
        max_length=500, help_text="How the case is named, e.g. SEC v. Binance Holdings Limited et al."
    )
    slug = models.SlugField(max_length=160, unique=True, help_text="The last part of the page's address.")
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.CIVIL)
    summary = models.TextField(
        blank=True,
        help_text="What it is about in two or three plain sentences, each borne out by the record below.",
    )
    date_filed = PartialDateField(null=True, blank=True)
    date_terminated = PartialDateField(
        null=True, blank=True, help_text="When the court closed it. Leave empty while it is open."
    )
    is_sealed = models.BooleanField(
        default=False,
        help_text="Sealed by order of a court: shown to no reader and in no feed, search or export.",
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["caption", "pk"]
        indexes = [
            models.Index(F("date_filed").desc(nulls_last=True), F("id").desc(), name="case_newest_first"),
            models.Index(fields=["kind", "-id"], name="case_by_kind"),
            models.Index(fields=["-id"], condition=Q(date_terminated__isnull=False), name="case_closed"),
            GinIndex(fields=["caption"], opclasses=["gin_trgm_ops"], name="case_by_likeness"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_terminated__isnull=True)
                | Q(date_filed__isnull=True)
                | Q(date_terminated__gte=F("date_filed"))
                | Q(date_terminated__overlap=F("date_filed")),
                name="case_ends_after_it_begins",
                violation_error_message="A case cannot end before it was filed.",
            ),
            models.CheckConstraint(
                condition=~Q(caption=""),
                name="case_has_a_caption",
                violation_error_message="A case needs a caption.",
            ),
        ]
        triggers = [NotesChange(("case", "id"))]

    def __str__(self):
        return self.caption

    def get_absolute_url(self):
        return f"/cases/{self.slug}/"

    @property
    def shown_from(self):
        """The subjects of the change log behind a card; the case is loaded with `with_card()`."""
        return (
            {("case", self.pk)}
            | {("court", docket.court_id) for docket in self.dockets.all()}
            | {("entity", party.entity_id) for party in self.parties.all()}
        )

    def clean(self):
        refuse_former_slug(self)
