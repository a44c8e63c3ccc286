"""The verbs of publishing at the desk: a page that asks, and a POST that does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from newsroom.admin.verb_forms import (
    CorrectionForm,
    MinorEditForm,
    PublishForm,
    RescheduleForm,
    WithdrawForm,
)
from newsroom.publishing.actions import (
    NotReady,
    StaleSave,
    clarify,
    issue_correction,
    open_for_save,
    publish,
    publish_minor_edit,
    withdraw,
)
from newsroom.publishing.editions import editions_of
from newsroom.publishing.models import Cancellation, Publication, Story
from newsroom.publishing.scheduling import cancel_schedule, reschedule
from newsroom.publishing.sign_offs import four_eyes_problems

PUBLISH, WITHDRAW = "newsroom.publish_story", "newsroom.withdraw_story"


@dataclass(frozen=True)
class StoryVerb:
    """What an editor may do with a story besides editing it."""

    name: str
    button: str
    promise: str
    permission: str
    form: type[forms.Form]
    act: Callable
    only_published: bool = False
    only_scheduled: bool = False
    needs_readiness: bool = True
    # Where readers had the story before, the same verb does something else for them: its button and promise.
    then: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def for_story(self, story):
        """As it reads where the story stands now."""
        button, promise = self.then.get(story.state, (self.button, self.promise))
        return replace(self, button=button, promise=promise)


UPDATE = (
    "Publish update",
    (
        "Readers get the text as it stands now, as the next edition; its date moves, and it is news again. "
        "For a typing error there is the minor edit, for what was wrong the correction."
    ),
)
RESTORE = (
    "Restore",
    "Readers see the story again, with the text as it stands now, as the next edition; its date moves.",
)
VERBS = {
    verb.name: verb
    for verb in (
        StoryVerb(
            "publish",
            "Publish",
            "Its text, links and byline are frozen as they stand now, as a numbered edition "
            "that nobody can alter.",
            PUBLISH,
            PublishForm,
            lambda story, said, **who: publish(
                story, at=said["at"], note=said["note"], alone=said.get("alone", ""), **who
            ),
            then={Story.State.PUBLISHED: UPDATE, Story.State.WITHDRAWN: RESTORE},
        ),
        StoryVerb(
            "minor-edit",
            "Publish minor edit",
            "For a typing error or a comma: no date, feed or alert moves.",
            PUBLISH,
            MinorEditForm,
            lambda story, said, **who: publish_minor_edit(story, alone=said.get("alone", ""), **who),
            only_published=True,
        ),
        StoryVerb(
            "correct",
            "Publish correction",
            "Something was wrong. The corrected text is published, and the page and the ledger of "
            "corrections say what was wrong and what is right.",
            PUBLISH,
            CorrectionForm,
            lambda story, said, **who: issue_correction(
                story, said["entries"], alone=said.get("alone", ""), **who
            ),
            only_published=True,
        ),
        StoryVerb(
            "clarify",
            "Publish clarification",
            "Nothing was wrong, but something could be misread. The clearer text is published, and the page "
            "and the ledger say so; nobody is alerted.",
            PUBLISH,
            CorrectionForm,
            lambda story, said, **who: clarify(story, said["entries"], alone=said.get("alone", ""), **who),
            only_published=True,
        ),
        StoryVerb(
            "withdraw",
            "Withdraw",
            "Readers no longer see it. Its address says that it was withdrawn, and why.",
            WITHDRAW,
            WithdrawForm,
            lambda story, said, **who: withdraw(story, note=said["note"], **who),
            only_published=True,
            needs_readiness=False,
        ),
        StoryVerb(
            "reschedule",
            "Reschedule",
            "What is scheduled appears at another time.",
            PUBLISH,
            RescheduleForm,
            lambda story, said, **who: reschedule(story, at=said["at"], **who),
            only_scheduled=True,
            needs_readiness=False,
        ),
        StoryVerb(
            "cancel-schedule",
            "Cancel schedule",
            "What is scheduled does not appear. What readers have now stays; the edition stays on file.",
            PUBLISH,
            MinorEditForm,
            lambda story, said, **who: cancel_schedule(story, **who),  # noqa: ARG005  as the others
            only_scheduled=True,
            needs_readiness=False,
        ),
    )
}
DONE = {
    Publication.Verb.PUBLISH: "Published",
    Publication.Verb.UPDATE: "Updated",
    Publication.Verb.MINOR_EDIT: "Minor edit published",
    Publication.Verb.RESTORE: "Restored",
    Publication.Verb.CORRECT: "Correction published",
    Publication.Verb.CLARIFY: "Clarification published",
}


class VerbDesk:
    """For the desks of stories."""

    def verbs_for(self, request, story, *, is_read, is_scheduled):
        """What this editor may do with the story as it stands, each with its address.

        One whose first edition is still to come has no readers yet: there is nothing to withdraw.
        """
        return [
            (verb.for_story(story), self.address_of(verb.name, story))
            for verb in VERBS.values()
            if request.user.has_perm(verb.permission)
            and (is_read or not verb.only_published)
            and (is_scheduled if verb.only_scheduled else not (is_scheduled and verb.needs_readiness))
        ]

    def address_of(self, name, story):
        return reverse(f"admin:newsroom_{self.opts.model_name}_{name}", args=[story.pk])

    def verb_view(self, request, object_id, name):
        verb, now = VERBS[name], timezone.now()
        story = self.get_object(request, str(object_id))
        if story is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        if not request.user.has_perm(verb.permission) or not self.has_view_or_change_permission(request):
            raise PermissionDenied
        verb = verb.for_story(story)
        form = verb.form(request.POST or None, initial={"base": story.revision_number})
        standing = editions_of(story).standing if verb.needs_readiness else None
        problems = self._problems(request, verb, story, standing)
        form.ask_alone_of(request.user, problems)
        if request.method == "POST" and form.is_valid():
            try:
                publication = self._carry_out(verb, story, form.cleaned_data, by=request.user, now=now)
            except NotReady as refusal:
                problems = refusal.problems
            except StaleSave as refusal:
                form.add_error(None, self._read_first(refusal))
            else:
                self.message_user(request, _say(publication, story, now), messages.SUCCESS)
                return HttpResponseRedirect(
                    reverse(f"admin:newsroom_{self.opts.model_name}_change", args=[story.pk])
                )
        context = {"verb": verb, "form": form, "problems": problems, "story": story, "opts": self.opts}
        context |= {"now": now, "scheduled": story.publications.scheduled(now).first()}
        context["same_as"] = _same_as(story, standing)
        context |= {**self.admin_site.each_context(request), "title": f"{verb.button}: {story}"}
        return TemplateResponse(request, "admin/newsroom/verb.html", context)

    def _problems(self, request, verb, story, standing):
        """What would be refused as things stand."""
        if not verb.needs_readiness:
            return []
        return story.problems() + four_eyes_problems(story, standing, request.user)

    @transaction.atomic
    def _carry_out(self, verb, story, said, *, by, now):
        open_for_save(story, base=said["base"])  # what is published is what its publisher has seen
        return verb.act(story, said, by=by, now=now)

    def _read_first(self, refusal):
        return (
            f"{refusal.newest.saved_by or 'Somebody'} saved revision {refusal.newest.number} meanwhile. "
            "Go back to the story and read it before you decide."
        )


def _same_as(story, standing):
    """The edition readers have, if nothing was saved since: to publish it again moves its date alone."""
    is_read = standing is not None and standing.verb != Publication.Verb.WITHDRAW
    return standing if is_read and standing.revision.number == story.revision_number else None


def _say(publication, story, now):
    if isinstance(publication, Cancellation):
        return f"The schedule of “{story}” is cancelled. What readers have stays as it is."
    if publication.verb == Publication.Verb.WITHDRAW:
        return f"“{story}” is withdrawn."
    if publication.effective_at > now:
        when = timezone.localtime(publication.effective_at)
        return f"Edition {publication.number} of “{story}” appears on {when:%d %B %Y at %H:%M %Z}."
    return format_html(
        '{} as edition {}. <a href="{}">Read it as readers do</a>',
        DONE[publication.verb],
        publication.number,
        publication.path,
    )
