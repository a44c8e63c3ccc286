"""The filter language over what hangs on a case: how its claims ended, its papers, its parties."""

from django.db.models import Exists, OuterRef, Q

from cases.filter_parameters import After, Before, Choices, Flag, Ordering, Slug, Words
from cases.filters import TOGETHER, Filters, renamed
from cases.models import ClaimAgainst, Disposition, Document, Entity
from cases.roles import PartyRole


class ClaimAgainstFilters(Filters):
    """Over claims against parties: all that is asked of the ending is asked of one disposition."""

    party = Slug(
        "The slug of the person or organisation the claim is against.",
        example="binance-holdings",
        method="against",
    )
    decided = Flag(
        "true: claims that have ended for the party; false: those that go on.",
        example="true",
        method="ended",
    )
    outcome = Choices(
        "How the claim ended for the party, as it stands now.",
        example="dismissed",
        choices=Disposition.Outcome.choices,
        **TOGETHER,
    )
    prejudice = Choices(
        "Whether it was dismissed with prejudice, so that it cannot be brought again.",
        example="with",
        choices=Disposition.Prejudice.choices,
        **TOGETHER,
    )
    decided_by = Choices(
        "Who ended it, or by what.",
        example="stipulation",
        choices=Disposition.DecidedBy.choices,
        **TOGETHER,
    )
    after = After("Endings that may be of this day or later.", example="2023-06-05", field_name="date")
    before = Before("Endings that may be of this day or earlier.", example="2024", field_name="date")

    def filter_queryset(self, queryset):
        for name in ("party", "decided"):
            queryset = self.filters[name].filter(queryset, self.form.cleaned_data[name])
        asked = renamed(
            self.asked, outcome="outcome__in", prejudice="prejudice__in", decided_by="decided_by__in"
        )
        live = Disposition.objects.live().filter(against=OuterRef("pk"), **asked)
        days = {name: self.asked[name] for name in ("after", "before") if name in self.asked}
        for name, day in days.items():
            live = self.filters[name].filter(live, day)
        return queryset.filter(Exists(live)) if asked or days else queryset

    def against(self, queryset, _name, slug):
        return queryset.filter(party__entity__in=Entity.objects.visible_to(self.user).reached_by(slug))

    def ended(self, queryset, _name, is_decided):
        undecided = ClaimAgainst.objects.undecided().filter(pk=OuterRef("pk"))
        return queryset.filter(Exists(undecided) if not is_decided else ~Exists(undecided))


class DocumentFilters(Filters):
    kind = Choices(
        "The kind of document.",
        example="complaint",
        choices=Document.Kind.choices,
        field_name="kind",
        lookup_expr="in",
    )
    after = After("Documents that may be of this day or later.", example="2023-06-05", field_name="date")
    before = Before("Documents that may be of this day or earlier.", example="2024", field_name="date")
    q = Words("Words of the title, all of them, in any order.", example="complaint", method="titled")
    ordering = Ordering("date", "title", default="date")

    def titled(self, queryset, _name, words):
        return queryset.filter(*(Q(title__icontains=word) for word in words))


class PartyFilters(Filters):
    role = Choices(
        "The role the party has in the case.",
        example="defendant",
        choices=PartyRole.choices,
        field_name="role",
        lookup_expr="in",
    )
    kind = Choices(
        "What the party is.",
        example="company",
        choices=Entity.Kind.choices,
        field_name="entity__kind",
        lookup_expr="in",
    )
