"""What became of a story: its history, any two versions compared, an old one brought back."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from cases.models import Case, Entity
from newsroom.articles.actions import restore_article
from newsroom.explainers.actions import restore_explainer
from newsroom.publishing.actions import StaleSave
from newsroom.publishing.models import Revision, Story
from newsroom.publishing.versions.comparison import compare

SHOWN = 200
RESTORE = {Story.Kind.ARTICLE: restore_article, Story.Kind.EXPLAINER: restore_explainer}


class RestoreForm(forms.Form):
    base = forms.IntegerField(widget=forms.HiddenInput)


class VersionsDesk:
    """For the desks of stories."""

    def version_urls(self):
        name, view = f"newsroom_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<int:object_id>/compare/", view(self.compare_view), name=f"{name}_compare"),
            path("<int:object_id>/restore/<int:number>/", view(self.restore_view), name=f"{name}_restore"),
        ]

    def history_view(self, request, object_id, extra_context=None):
        """Who saved and who published, when, and what they said of it."""
        story = self._seen(request, object_id)
        revisions = story.revisions.select_related("saved_by").defer("content")[:SHOWN]
        editions = story.publications.select_related("published_by", "revision", "cancellation__cancelled_by")
        editions = editions.defer("content", "text", "revision__content").order_by("-number")[:SHOWN]
        context = {
            "title": "History",
            "revisions": revisions,
            "editions": editions,
            "may_restore": self.has_change_permission(request, story),
        }
        return self._answer(request, story, "admin/newsroom/story_history.html", context)

    def compare_view(self, request, object_id):
        """Two versions of the story word by word; `r4` is revision 4, `e2` edition 2."""
        story = self._seen(request, object_id)
        old, new = (_version(story, request.GET.get(side, "")) for side in ("old", "new"))
        context = {
            "title": f"{_name(old)} → {_name(new)}".capitalize(),
            "versions": [(old, _name(old)), (new, _name(new))],
            "layout": "inline" if request.GET.get("layout") == "inline" else "beside",
            "comparison": compare(old.content, new.content),
            "asked": {side: request.GET[side] for side in ("old", "new")},
            "may_restore": self.has_change_permission(request, story),
        }
        context["targets"] = targets_named(context["comparison"].links)
        return self._answer(request, story, "admin/newsroom/story_compare.html", context)

    def restore_view(self, request, object_id, number):
        """Ask with all that would change; a POST saves the old revision as the newest."""
        story, now = self._seen(request, object_id), timezone.now()
        if not self.has_change_permission(request, story):
            raise PermissionDenied
        revision = get_object_or_404(story.revisions.select_related("saved_by"), number=number)
        form = RestoreForm(request.POST or None, initial={"base": story.revision_number})
        if request.method == "POST" and form.is_valid():
            try:
                lost = RESTORE[story.kind](
                    story, revision, by=request.user, now=now, base=form.cleaned_data["base"]
                )
            except StaleSave as refusal:
                form.add_error(None, f"{refusal} Look at what would change now, then restore.")
                story.refresh_from_db()
            else:
                return self._restored_version(request, story, revision, lost)
        lost, comparison = self._foreseen(request, story, revision, now)
        context = {"title": f"Restore revision {number}", "revision": revision, "form": form, "lost": lost}
        context |= {"comparison": comparison, "layout": "inline", "base": story.revision_number}
        context["targets"] = targets_named(comparison.links)
        return self._answer(request, story, "admin/newsroom/story_restore.html", context)

    def _foreseen(self, request, story, revision, now):
        """What restoring would change and could not bring back: it is done, and undone at once."""
        before = story.content()
        with transaction.atomic():
            trial = self.model.objects.get(pk=story.pk)
            lost = RESTORE[story.kind](trial, revision, by=request.user, now=now)
            after = self.model.objects.get(pk=story.pk).content()
            transaction.set_rollback(True)
        return lost, compare(before, after)

    def _restored_version(self, request, story, revision, lost):
        said = f"Revision {revision.number} of “{story}” is restored, as revision {story.revision_number}."
        self.message_user(request, said, messages.SUCCESS)
        for each in lost:
            self.message_user(request, each, messages.WARNING)
        return HttpResponseRedirect(reverse(f"admin:newsroom_{self.opts.model_name}_change", args=[story.pk]))

    def _seen(self, request, object_id):
        story = get_object_or_404(self.model, pk=object_id)
        if not self.has_view_or_change_permission(request, story):
            raise PermissionDenied
        return story

    def _answer(self, request, story, template, context):
        context |= {**self.admin_site.each_context(request), "subtitle": str(story), "opts": self.opts}
        name = f"admin:newsroom_{self.opts.model_name}"
        context |= {"story": story, "compare_at": reverse(f"{name}_compare", args=[story.pk])}
        return TemplateResponse(request, template, context | {"restore_name": f"{name}_restore"})


def targets_named(changes):
    """What links lead to, by kind and number, as it is named today."""
    wanted = {kind: {change.link[kind] for change in changes} - {None} for kind in ("case", "entity")}
    named = {"case": Case.objects.in_bulk(wanted["case"]), "entity": Entity.objects.in_bulk(wanted["entity"])}
    return [
        (change, named["case"].get(change.link["case"]) or named["entity"].get(change.link["entity"]))
        for change in changes
    ]


def _version(story, asked):
    kind, number = asked[:1], asked[1:]
    if kind not in {"r", "e"} or not number.isdecimal() or len(number) > 9:
        raise Http404("Choose two versions of the story.")
    rows = story.revisions.select_related("saved_by") if kind == "r" else story.publications.all()
    return get_object_or_404(rows, number=int(number))


def _name(version):
    return f"{'revision' if isinstance(version, Revision) else 'edition'} {version.number}"
