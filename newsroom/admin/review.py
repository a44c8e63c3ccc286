"""Review at the desk: steps and sign-offs, each a page that asks and a POST that does; who has the story."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.contrib.auth import get_user_model
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from newsroom.publishing.assigning import assign, finish
from newsroom.publishing.canonical import digest
from newsroom.publishing.models import Assignment, Step
from newsroom.publishing.reviewing import (
    VERBS,
    NotNow,
    need_sign_off,
    sign_off,
    waive_sign_off,
    withdraw_sign_off,
)
from newsroom.publishing.sign_offs import needed, standings
from newsroom.publishing.stages import ASSIGN, SIGNS, TRANSITIONS, Sign, Transition

SHOWN = 50


class StepForm(forms.Form):
    read = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    why = forms.CharField(
        label="Note",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For the desk; readers do not see it.",
    )

    def __init__(self, *args, needs_reason, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].required = needs_reason
        if needs_reason:
            self.fields["why"].label = "Why"


class AssignForm(forms.Form):
    person = forms.ModelChoiceField(get_user_model().objects.none(), label="Who")
    task = forms.ChoiceField(choices=Assignment.Task, label="To do")
    due = forms.SplitDateTimeField(label="Until", required=False, widget=AdminSplitDateTime)
    note = forms.CharField(max_length=300, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        people = (
            get_user_model().objects.filter(is_active=True, is_staff=True).order_by("first_name", "username")
        )
        self.fields["person"].queryset = people if user.has_perm(ASSIGN) else people.filter(pk=user.pk)


class WhyForm(forms.Form):
    kind = forms.ChoiceField(choices=Sign)
    why = forms.CharField(max_length=1000, required=False)


def sign_step(kind):
    """A sign-off as the page of a step asks for it."""
    promise = (
        "You have read exactly these words and stand for them. Whoever changes one makes your sign-off void, "
        "and everybody sees that."
    )
    label = Sign(kind).label
    return Transition(kind, (), "", SIGNS[kind], f"Sign off: {label}", promise, f"is signed off: {label}")


class ReviewDesk:
    """For the desks of stories."""

    def review_urls(self):
        name, view = f"newsroom_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<int:object_id>/review/", view(self.review_view), name=f"{name}_review"),
            path("<int:object_id>/review/sign/<kind>/", view(self.sign_view), name=f"{name}_sign"),
            path("<int:object_id>/review/<step>/", view(self.step_view), name=f"{name}_step"),
        ]

    def _at(self, name, story, *more):
        return reverse(f"admin:newsroom_{self.opts.model_name}_{name}", args=[story.pk, *more])

    def strip_of(self, request, story):
        """Where the story stands in its review, what is missing, and what this user may do next."""
        signed = standings(story)
        return {
            "holders": story.assignments.open().select_related("person").soonest_first(),
            "signed": [(standing, self._changed_since(story, standing)) for standing in signed],
            "alone": story.steps.filter(name=Step.ALONE).select_related("by").first(),
            "steps": self._steps(request, story),
            "signs": self._signs(request, story, signed),
            "address": self._at("review", story),
        }

    def _steps(self, request, story):
        return [
            (step, self._at("step", story, step.name))
            for step in TRANSITIONS.values()
            if story.stage in step.before and request.user.has_perm(step.permission)
        ]

    def _signs(self, request, story, signed):
        held = {standing.kind for standing in signed if standing.holds}
        wanted = {standing.kind for standing in signed} - held - {Sign.EDITOR}
        return [
            (sign_step(kind), self._at("sign", story, kind))
            for kind in Sign
            if kind in wanted and request.user.has_perm(SIGNS[kind])
        ]

    def _changed_since(self, story, standing):
        """Where to see what was changed after somebody signed it off."""
        if not standing.is_void or standing.latest.revision.number == story.revision_number:
            return ""
        asked = {"old": f"r{standing.latest.revision.number}", "new": f"r{story.revision_number}"}
        return reverse(f"admin:newsroom_{self.opts.model_name}_compare", args=[story.pk], query=asked)

    def step_view(self, request, object_id, step):
        if step not in TRANSITIONS:
            raise Http404("There is no such step.")
        return self._ask_for(
            request, object_id, TRANSITIONS[step], lambda story, **said: _taken(step, story, **said)
        )

    def sign_view(self, request, object_id, kind):
        if kind not in SIGNS:
            raise Http404("There is no such sign-off.")
        return self._ask_for(
            request, object_id, sign_step(kind), lambda story, **said: sign_off(story, kind, **said)
        )

    def _ask_for(self, request, object_id, step, act):
        story, now = self._seen(request, object_id), timezone.now()
        if not request.user.has_perm(step.permission):
            raise PermissionDenied
        started = {"read": digest(story.content())}
        form = StepForm(request.POST or None, initial=started, needs_reason=step.needs_reason)
        if request.method == "POST" and form.is_valid():
            try:
                act(story, by=request.user, now=now, **form.cleaned_data)
            except NotNow as refusal:
                form.add_error(None, str(refusal))
            except ValidationError as refusal:
                form.add_error(None, refusal.messages)
            else:
                self.message_user(request, f"“{story}” {step.done}.", messages.SUCCESS)
                return HttpResponseRedirect(self._at("change", story))
        context = {"verb": step, "form": form, "problems": [], "title": f"{step.button}: {story}"}
        context |= {"preview": reverse("pages:preview", args=[story.kind, story.pk])}
        return self._review_page(request, story, "admin/newsroom/verb.html", context)

    def review_view(self, request, object_id):
        """All that was done and said in review, what it needs, and who has it."""
        story, now = self._seen(request, object_id), timezone.now()
        form = AssignForm(request.POST if "assign" in request.POST else None, user=request.user)
        if request.method == "POST" and self._take_up(request, story, form, now):
            return HttpResponseRedirect(self._at("review", story))
        wanted = needed(story)
        context = {
            "title": "Review",
            "form": form,
            "strip": self.strip_of(request, story),
            "needs": [(kind, kind in wanted, kind in story.needs) for kind in Sign],
            "may_waive": [kind for kind in Sign if request.user.has_perm(SIGNS[kind])],
            "history": story.steps.select_related("by")[:SHOWN],
            "given": story.sign_offs.select_related("by", "revision", "withdrawn_by").defer(
                "revision__content"
            )[:SHOWN],
            "assignments": story.assignments.select_related("person", "assigned_by", "done_by")[:SHOWN],
            "may_assign": request.user.has_perm(ASSIGN),
            "now": now,
        }
        return self._review_page(request, story, "admin/newsroom/review.html", context)

    def _take_up(self, request, story, form, now):
        """Do what was asked; whether the page is to be shown afresh."""
        who = {"by": request.user, "now": now}
        try:
            if "assign" in request.POST:
                return form.is_valid() and bool(assign(story, **form.cleaned_data, **who))
            if "need" in request.POST or "waive" in request.POST:
                self._change_needs(request, story, who)
            elif found := _numbered(story.assignments, request.POST.get("done", "")):
                finish(found, **who)
            elif found := _numbered(story.sign_offs, request.POST.get("withdraw", "")):
                withdraw_sign_off(found, **who)
        except NotNow as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        except ValidationError as refusal:
            if "assign" in request.POST:
                form.add_error(None, refusal.messages)
                return False
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
        return True

    def _change_needs(self, request, story, who):
        said = WhyForm(
            {"kind": request.POST.get("need") or request.POST.get("waive"), "why": request.POST.get("why")}
        )
        if not said.is_valid():
            raise ValidationError(
                {NON_FIELD_ERRORS: [each for all_ in said.errors.values() for each in all_]}
            )
        change = need_sign_off if "need" in request.POST else waive_sign_off
        change(story, said.cleaned_data["kind"], why=said.cleaned_data["why"], **who)

    def _review_page(self, request, story, template, context):
        context |= {**self.admin_site.each_context(request), "opts": self.opts, "story": story}
        return TemplateResponse(request, template, context)


def _taken(name, story, *, read, **said):
    return VERBS[name](story, **({"read": read} if name == "approve" else {}), **said)


def _numbered(rows, number):
    return rows.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
