"""The desk of what workers owe: what follows publications, and jobs. What failed is retried or discarded."""

import json

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.text import Truncator
from procrastinate.contrib.django import admin as library_admin

from cases.admin.base import DeskAdmin, ReadOnly
from newsroom.jobs.actions import discard_job, retry_job
from newsroom.publishing.following import discard_follow_up, retry_follow_up
from newsroom.publishing.models import FollowUp
from newsroom.publishing.models.follow_up import MOST_ATTEMPTS

SETTLE = "newsroom.settle_followup"


class Settled(ReadOnly, DeskAdmin):
    """For publishers and administrators: lists, and two things to do about a row that failed."""

    actions = ["retry", "discard"]

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(SETTLE)

    def has_module_permission(self, request):
        return request.user.has_perm(SETTLE)

    @admin.action(description="Retry those that failed")
    def retry(self, request, queryset):
        self._settle(request, queryset, self.retry_one, "{} will be tried again.")

    @admin.action(description="Discard those that failed")
    def discard(self, request, queryset):
        self._settle(request, queryset, self.discard_one, "{} discarded.")

    def _settle(self, request, queryset, settle_one, said):
        now = timezone.now()
        count = sum(settle_one(row, by=request.user, now=now) for row in self.failed_among(queryset))
        if count:
            self.message_user(request, said.format(count), messages.SUCCESS)
        else:
            refusal = "Nothing you chose has failed: choose rows that did."
            self.message_user(request, refusal, messages.WARNING)


class FollowUpState(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("failed", "Failed"), ("open", "To come"), ("done", "Done"), ("void", "Void")]

    def queryset(self, request, queryset):
        chosen = {
            "failed": queryset.failed(),
            "open": queryset.open().filter(attempts__lt=MOST_ATTEMPTS),
            "done": queryset.filter(done_at__isnull=False),
            "void": queryset.filter(voided_at__isnull=False),
        }
        return chosen.get(self.value(), queryset)


@admin.register(FollowUp)
class FollowUpAdmin(Settled):
    list_display = ["what", "edition", "state", "due_at", "attempts", "problem"]
    list_filter = [FollowUpState, "what"]
    list_select_related = ["publication"]
    search_fields = ["publication__headline"]
    search_help_text = "Headline."
    ordering = ["-pk"]
    fields = [
        "publication",
        "what",
        "state",
        "due_at",
        "done_at",
        "voided_at",
        "voided_by",
        "attempts",
        "error",
    ]

    retry_one = staticmethod(retry_follow_up)
    discard_one = staticmethod(discard_follow_up)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("publication__content", "publication__text")

    def failed_among(self, queryset):
        return queryset.failed()

    @admin.display(description="edition")
    def edition(self, owed):
        return f"{Truncator(owed.publication.headline).chars(50)} ({owed.publication.number})"

    @admin.display(description="what went wrong, or why it is void")
    def problem(self, owed):
        return Truncator(owed.error).chars(120)


ProcrastinateJob = library_admin.models.ProcrastinateJob
admin.site.unregister(ProcrastinateJob)  # the library's own desk speaks of queues and locks


@admin.register(ProcrastinateJob)
class JobAdmin(Settled):
    list_display = ["number", "status", "what", "given", "attempts", "scheduled_at"]
    list_filter = ["status"]
    search_fields = ["=id", "args"]
    search_help_text = "Number, or words of what was given."
    ordering = ["-pk"]
    fields = ["number", "status", "what", "given", "attempts", "scheduled_at"]

    retry_one = staticmethod(retry_job)
    discard_one = staticmethod(discard_job)

    def failed_among(self, queryset):
        return queryset.filter(status="failed")

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Jobs", **(extra_context or {})})

    @admin.display(description="job", ordering="pk")
    def number(self, job):
        return job.pk

    @admin.display(description="what")
    def what(self, job):
        return job.args.get("task", job.task_name).rpartition(".")[2].replace("_", " ")

    @admin.display(description="given")
    def given(self, job):
        return json.dumps([*job.args.get("args", []), *job.args.get("kwargs", {}).values()])[1:-1]
