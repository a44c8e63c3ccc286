from django.contrib import admin
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.html import format_html

from cases.actions import amend_case, keep
from cases.admin.base import DeskAdmin, DeskForm, Rows
from cases.admin.choosers import chosen_within, edited_id
from cases.admin.docket import DocketForm
from cases.admin.duplicates import DuplicatesDoor
from cases.admin.merging import MergeDoor
from cases.admin.party import PartyForm
from cases.admin.past import PastDoor
from cases.admin.penalty import PenaltyForm
from cases.admin.relation import RelationForm
from cases.admin.sheets import SheetDoor
from cases.admin.todo import CaseToDoFilter
from cases.models import Case, CaseRelation, Claim, Docket, Event, Party, Penalty, Upload
from cases.status import status_sentence

PAIRS_SHOWN = 60


class DocketInline(Rows):
    model = Docket
    form = DocketForm
    autocomplete_fields = ["court"]
    beside = ("court",)
    fields = ["court", "docket_number", "judge", "date_filed"]


class PartyInline(Rows):
    model = Party
    form = PartyForm
    autocomplete_fields = ["entity"]
    beside = ("entity",)
    fields = ["entity", "role", "role_printed"]


class ClaimInline(Rows):
    model = Claim
    verbose_name = "claim or count"
    verbose_name_plural = "claims and counts"
    fields = ["kind", "number", "title", "statute"]


class EventInline(Rows):
    """The newest of the major events: a docket has thousands of entries."""

    model = Event
    shown = 15
    verbose_name_plural = "events, the major and newest first"
    fields = ["date", "kind", "title", "significance", "standing"]
    ordering = ["significance", "-date", "-pk"]  # "major" comes before "minor"


class RelationInline(Rows):
    model = CaseRelation
    form = RelationForm
    fk_name = "from_case"
    verbose_name = "related case"
    verbose_name_plural = "related cases: this case is …"
    autocomplete_fields = ["to_case"]
    beside = ("from_case", "to_case")
    fields = ["kind", "to_case", "to_printed", "note"]


class PenaltyInline(Rows):
    model = Penalty
    form = PenaltyForm
    verbose_name = "penalty or sentence"
    verbose_name_plural = "penalties and sentences"
    beside = ("party__entity",)
    fields = ["party", "kind", "amount", "currency", "duration", "duration_unit", "date_imposed"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "party":
            parties = Party.objects.select_related("entity")
            kwargs |= chosen_within(edited_id(request), db_field, parties)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class CaseForm(DeskForm):
    places = {"case_ends_after_it_begins": "date_terminated", "case_has_a_caption": "caption"}

    def file(self, *, by, now):
        return amend_case(self.instance, by=by) if self.instance.pk else keep(self.instance, by=by)


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("open", "open"), ("closed", "ended")]

    def queryset(self, request, queryset):
        match self.value():
            case "open":
                return queryset.open()
            case "closed":
                return queryset.closed()
        return queryset


@admin.register(Case)
class CaseAdmin(DuplicatesDoor, PastDoor, SheetDoor, MergeDoor, DeskAdmin):
    sheet = "cases"
    uploads = (Upload.Kind.CASES, Upload.Kind.DOCKET)
    form = CaseForm
    list_display = ["caption_and_seal", "docket_numbers", "kind", "date_filed", "status"]
    list_filter = [
        StandingFilter,
        CaseToDoFilter,
        "kind",
        "is_sealed",
        ("dockets__court", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = [
        "caption",
        "dockets__docket_number",
        "dockets__docket_number_core",
        "parties__entity__name",
    ]
    search_help_text = "Caption, docket number (printed or as quoted: 23-cv-01599) or name of a party."
    ordering = [F("date_filed").desc(nulls_last=True), "-pk"]
    prepopulated_fields = {"slug": ["caption"]}
    readonly_fields = ["status", "endings"]

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user).with_card()

    def get_inlines(self, request, obj):
        if not obj:
            return [DocketInline, PartyInline, ClaimInline]
        return [DocketInline, PartyInline, ClaimInline, PenaltyInline, EventInline, RelationInline]

    def get_fieldsets(self, request, obj=None):
        fields = ["caption", "slug", "kind", "summary", ("date_filed", "date_terminated"), "is_sealed"]
        case = (None, {"fields": fields})
        return [("How it stands", {"fields": ["status", "endings"]}), case] if obj else [case]

    def view_on_site(self, obj):
        return None if obj.is_sealed else obj.get_absolute_url()

    @admin.display(description="case", ordering="caption")
    def caption_and_seal(self, case):
        if not case.is_sealed:
            return case.caption
        return format_html('{} <span class="desk-mark">sealed</span>', case.caption)

    @admin.display(description="docket numbers")
    def docket_numbers(self, case):
        dockets = list(case.dockets.all())
        shown = "; ".join(f"{docket.docket_number} ({docket.court})" for docket in dockets[:3])
        return f"{shown} and {len(dockets) - 3} more" if len(dockets) > 3 else shown or None

    @admin.display(description="status")
    def status(self, case):
        return status_sentence(case)

    @admin.display(description="claim by claim")
    def endings(self, case):
        pairs = list(case.claims_against.all())
        rest = len(pairs) - PAIRS_SHOWN
        return render_to_string("admin/cases/endings.html", {"pairs": pairs[:PAIRS_SHOWN], "rest": rest})
