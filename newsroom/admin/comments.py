"""Comments at the desk: beside words of the draft, answered and settled; with a story's form or without."""

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from newsroom.publishing.commenting import answer, called_in, comment_on, note_seen, reopen_comment, resolve
from newsroom.publishing.models import Comment
from newsroom.publishing.stages import COMMENT

SHOWN = 100


class CommentForm(forms.Form):
    words = forms.CharField(
        label="About these words",
        max_length=1000,
        required=False,
        help_text="As they stand in the saved text; select them in the body to have them here. Empty: the "
        "whole story.",
    )
    occurrence = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=9999)
    text = forms.CharField(
        label="Comment",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="@username calls a colleague.",
    )


class AnswerForm(forms.Form):
    text = forms.CharField(max_length=5000)


class CommentsDesk:
    """For the desks of stories."""

    def comment_urls(self):
        name = f"newsroom_{self.opts.model_name}_comments"
        return [path("<int:object_id>/comments/", self.admin_site.admin_view(self.comments_view), name=name)]

    def comments_of(self, request, story, form=None):
        """The panel: open conversations first, then settled ones; orphans keep their words."""
        present = {block.id for block in story.blocks()}
        said = Comment.objects.select_related("by")
        threads = story.comments.threads().select_related("by", "resolved_by")
        threads = list(threads.prefetch_related(Prefetch("replies", said)).order_by("-pk")[:SHOWN])
        for thread in threads:
            thread.has_lost_its_words = bool(thread.surface) and thread.block not in present
        people = get_user_model().objects.filter(is_active=True, is_staff=True)
        return {
            "form": form or CommentForm(),
            "open": [thread for thread in threads if not thread.resolved_at],
            "settled": [thread for thread in threads if thread.resolved_at],
            "people": people.order_by("username")[:200],
            "address": reverse(f"admin:newsroom_{self.opts.model_name}_comments", args=[story.pk]),
            "may": request.user.has_perm(COMMENT),
        }

    def comments_view(self, request, object_id):
        """The panel as a page of its own; a POST acts and answers with it, or leads back to it."""
        story = self._seen(request, object_id)
        form = CommentForm(request.POST) if "comment" in request.POST else None
        is_done = request.method == "POST" and self._speak(request, story, form)
        is_panel = request.headers.get("X-Panel") == "comments"
        if is_done and not is_panel:
            return HttpResponseRedirect(reverse(request.resolver_match.view_name, args=[story.pk]))
        shown = self.comments_of(request, story, None if is_done else form)
        context = {"comments": shown, "story": story, "opts": self.opts}
        if is_panel:
            return TemplateResponse(request, "admin/newsroom/comments_panel.html", context)
        context |= {**self.admin_site.each_context(request), "title": f"Comments: {story}"}
        return TemplateResponse(request, "admin/newsroom/comments.html", context)

    def _speak(self, request, story, form):
        who = {"by": request.user, "now": timezone.now()}
        if form is not None:
            return form.is_valid() and self._comment(request, story, form, who)
        act = next((act for act in ("answer", "resolve", "reopen", "seen") if act in request.POST), "")
        number = request.POST.get(act, "")
        threads = story.comments.threads()
        thread = threads.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
        if thread is None:
            raise Http404("There is no such comment on this story.")
        if act == "answer":
            said = AnswerForm(request.POST)
            if not said.is_valid():
                self.message_user(request, " ".join(said.errors["text"]), messages.ERROR)
                return False
            self._tell_unknown(request, answer(thread, said.cleaned_data["text"], **who))
        elif act == "resolve":
            resolve(thread, **who)
        elif act == "reopen":
            reopen_comment(thread, by=request.user)
        else:
            note_seen(thread, **who)
        return True

    def _comment(self, request, story, form, who):
        said = form.cleaned_data
        try:
            comment = comment_on(
                story, said["text"], words=said["words"], occurrence=said["occurrence"] or 1, **who
            )
        except ValidationError as refusal:
            form.add_error("words", refusal.messages)
            return False
        self._tell_unknown(request, comment)
        return True

    def _tell_unknown(self, request, comment):
        _, nobody = called_in(comment.text)
        for name in nobody:
            self.message_user(request, f"Nobody here is called @{name}: it stays as words.", messages.WARNING)
