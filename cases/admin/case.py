from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from cases.actions import amend_case, bring_against_respondents, keep
from cases.admin.base import DeskAdmin, DeskForm, Rows
from cases.admin.case_acts import ActsOnCase
from cases.admin.case_file import CaseFile
from cases.admin.choosers import EntitySuggestions
from cases.admin.docket import DocketForm
from cases.admin.duplicates import DuplicatesDoor
from cases.admin.merging import MergeDoor
from cases.admin.party import PartyForm
from cases.admin.past import PastDoor
from cases.admin.sheets import SheetDoor
from cases.admin.todo import CaseToDoFilter
from cases.models import Case, Claim, Docket, Party, Upload
from cases.roles import PartyRole
from cases.status import status_sentence


class DocketInline(Rows):
    model = Docket
    form = DocketForm
    autocomplete_fields = ["court"]
    beside = ("court",)
    fields = ["court", "docket_number", "judge", "date_filed"]
    extra = 1


class PartyInline(Rows):
    model = Party
    form = PartyForm
    autocomplete_fields = ["entity"]
    beside = ("entity",)
    fields = ["entity", "role", "role_printed"]
    extra = 3

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "role":  # of those filed with a case most are defendants
            kwargs["initial"] = PartyRole.DEFENDANT
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class ClaimInline(Rows):
    model = Claim
    verbose_name = "claim or count"
    verbose_name_plural = "claims and counts, each against everyone who answers to the case"
    fields = ["kind", "number", "title", "statute"]
    extra = 2


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
class CaseAdmin(ActsOnCase, DuplicatesDoor, PastDoor, SheetDoor, MergeDoor, DeskAdmin):
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
    add_form_template = "admin/change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user).with_card()

    def get_inlines(self, request, obj):
        return [] if obj else [DocketInline, PartyInline, ClaimInline]

    def get_fieldsets(self, request, obj=None):
        seldom = ["summary", "date_terminated", "slug", "is_sealed"]
        return [
            (None, {"fields": [("caption", "kind", "date_filed")]}),
            ("Summary, end, address and seal", {"classes": ["collapse"], "fields": seldom}),
        ]

    def get_urls(self):
        suggestions = EntitySuggestions.as_view(admin_site=self.admin_site)
        offered = path("entities/", self.admin_site.admin_view(suggestions), name="cases_entity_suggestions")
        return [offered, *self.act_urls(), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The case file; a window opened beside another form keeps Django's own."""
        if IS_POPUP_VAR in {**request.GET, **request.POST}:
            return super().change_view(request, object_id, form_url, extra_context)
        if request.method == "POST":
            return self.act_view(request, unquote(object_id), "amend")
        case = self.get_object(request, unquote(object_id))
        if case is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, case):
            raise PermissionDenied
        return self.case_file(request, case)

    def case_file(self, request, case, acting=None):
        """The page of the case, with what this editor may do on it; `acting` is the act under way."""
        page = CaseFile(case, request.GET, timezone.localdate()).context()
        context = {
            **self.admin_site.each_context(request),
            **page,
            **self.acts_offered(request, case, acting),
            **_told(request),
            "title": str(case),
            "opts": self.opts,
            "is_apart": _is_apart(acting, page),
            "may_delete": self.has_delete_permission(request, case),
            "coverage": self.coverage(request, case),
            "mentioned": self.mentioned(request, case),
            "suffix": f"?{request.GET.urlencode()}" if request.GET else "",
        }
        return TemplateResponse(request, "admin/cases/case_file.html", context)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change:
            bring_against_respondents(form.instance, by=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        """From filing a case one goes on with its file."""
        if request.POST.keys() & {"_addanother", IS_POPUP_VAR}:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, "Case filed.", extra_tags="at-glance")
        return HttpResponseRedirect(reverse("admin:cases_case_change", args=[obj.pk]))

    def coverage(self, request, case):
        """Our stories about the case: what writes stories says it, the record knows of none."""

    def mentioned(self, request, case):
        """How many stories have its name and are not linked to it: said by what writes stories, too."""

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


def _told(request):
    """What was done, said in the section where it was."""
    told = list(messages.get_messages(request))
    here = {message.extra_tags.removeprefix("at-"): message for message in told if message.extra_tags}
    return {"told": here, "messages": [message for message in told if not message.extra_tags]}


def _is_apart(acting, page):
    """The row that is acted on is on none of the pages shown."""
    rows = [*page["events"], *page["statements"]]
    return bool(acting and acting.row and acting.row not in rows)
