"""The wording guard at the desk: its rules, and the page where a story's findings are signed off by name."""

from itertools import pairwise

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from cases.admin.base import DeskAdmin, DeskForm
from cases.admin.entity import NamedForm
from newsroom.numbers.content import words_today
from newsroom.prose.sentences import sentences
from newsroom.wording.actions import (
    NoSuchFinding,
    clear_finding,
    judge,
    suppress_name,
    withdraw_clearance,
)
from newsroom.wording.models import SuppressedName, WordingRule

CLEAR = "newsroom.clear_wording"


class RuleForm(DeskForm):
    places = {"wording_rule_has_wordings": "wordings"}

    class Meta:
        field_classes = {}
        widgets = {
            "wordings": forms.Textarea(attrs={"rows": 3, "cols": 70}),
            "borne_out_by": forms.Textarea(attrs={"rows": 2, "cols": 70}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("clears", "lowers"):
            if name in self.fields:
                self.fields[name] = forms.MultipleChoiceField(
                    choices=WordingRule.CONTEXTS,
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                    label=self.fields[name].label,
                    help_text=self.fields[name].help_text,
                    initial=self.fields[name].initial,
                )


@admin.register(WordingRule)
class WordingRuleAdmin(DeskAdmin):
    form = RuleForm
    list_display = ["slug", "says", "severity", "words", "is_in_force"]
    list_filter = ["severity", "is_in_force"]
    search_fields = ["slug", "says", "note"]
    search_help_text = "Name, what it says, or why it is there."
    ordering = ["slug"]
    fieldsets = [
        (None, {"fields": ["slug", "says", "wordings", ("severity", "is_in_force"), "note"]}),
        ("What the record must hold", {"fields": ["borne_out_by"]}),
        ("How the words may be meant", {"fields": [("clears", "lowers")]}),
    ]

    @admin.display(description="wordings")
    def words(self, rule):
        return ", ".join(rule.wordings[:6]) + (" …" if len(rule.wordings) > 6 else "")


class SuppressedNameForm(NamedForm):
    places = {
        "suppressed_name_once": "name",
        "suppressed_name_has_letters": "name",
        "suppressed_name_has_a_ground": "ground",
    }

    def file(self, *, by, now):
        return suppress_name(self.instance, by=by)


@admin.register(SuppressedName)
class SuppressedNameAdmin(DeskAdmin):
    form = SuppressedNameForm
    list_display = ["name", "ground"]
    search_fields = ["name", "ground"]
    search_help_text = "Name or ground."
    ordering = ["name", "pk"]
    fields = ["name", "ground"]


class WordingDesk:
    """For the desks of stories."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_wording"
        view = self.admin_site.admin_view(self.wording_view)
        return [path("<int:object_id>/wording/", view, name=name), *super().get_urls()]

    def wording_view(self, request, object_id):
        """Every finding in its sentence, what the record says, and who stands for it."""
        story = self.get_object(request, str(object_id))
        if story is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        if not self.has_view_or_change_permission(request, story):
            raise PermissionDenied
        refused = self._sign_off(request, story) if request.method == "POST" else {}
        if refused is None:
            return HttpResponseRedirect(self.wording_address(story))
        with story.read_once():
            judged, blocks = judge(story), {block.id: block for block in story.blocks()}
        said = words_today(blocks.values())
        context = {
            **self.admin_site.each_context(request),
            "title": f"Wording: {story}",
            "opts": self.opts,
            "story": story,
            "judged": [_shown(each, refused, blocks.get(each.finding.block), said) for each in judged],
            "may_clear": request.user.has_perm(CLEAR),
        }
        return TemplateResponse(request, "admin/newsroom/wording.html", context)

    def wording_address(self, story):
        return reverse(f"admin:newsroom_{self.opts.model_name}_wording", args=[story.pk])

    def _sign_off(self, request, story):
        """Do what was asked; None when it is done, else what was typed and why it was refused."""
        if not request.user.has_perm(CLEAR):
            raise PermissionDenied
        fingerprint = request.POST.get("fingerprint", "")
        reason = request.POST.get("reason", "").replace("\0", "")
        try:
            if "withdraw" in request.POST:
                found = story.clearances.filter(fingerprint=fingerprint[:64]).first()
                if found:
                    withdraw_clearance(found, by=request.user)
                    self.message_user(request, f"Nobody stands for “{found.surface}” any more.")
            else:
                cleared = clear_finding(
                    story, fingerprint, reason=reason, by=request.user, now=timezone.now()
                )
                self.message_user(request, f"You stand for “{cleared.surface}”.", messages.SUCCESS)
        except NoSuchFinding as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        except ValidationError as refusal:
            return {"fingerprint": fingerprint, "reason": reason, "errors": refusal.messages}
        return None


def _shown(judged, refused, block, said):
    finding = judged.finding
    before, words, after = _in_sentence(finding, block, said)
    is_refused = refused.get("fingerprint") == finding.fingerprint
    return {
        "finding": finding,
        "why": finding.why.replace(finding.surface, words) if words else finding.why,
        "clearance": judged.clearance,
        "stops": judged.stops,
        "before": before,
        "words": words or finding.surface,
        "after": after,
        "typed": refused["reason"] if is_refused else "",
        "errors": refused["errors"] if is_refused else [],
    }


def _in_sentence(finding, block, said):
    """What stands before the words in their sentence, the words, and what follows, as they read."""
    around = block and next((s for s in sentences(block.text) if s.start <= finding.start < s.end), None)
    if not around:
        return finding.sentence.partition(finding.surface)
    places = (around.start, finding.start, finding.end, max(around.end, finding.end))
    return tuple(block.spoken(said, start, end) for start, end in pairwise(places))
