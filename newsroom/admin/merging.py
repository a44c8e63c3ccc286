"""The page a stale save leads to: both versions side by side, merged, and saved on the newest revision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from newsroom.admin.typed import as_post, sheet_typed, typed_anew
from newsroom.admin.versions import targets_named
from newsroom.prose.blocks import Block, join
from newsroom.publishing.models import WorkingCopy
from newsroom.publishing.versions.comparison import compare
from newsroom.publishing.versions.merge import ANEW, BOTH, MINE, THEIRS, conflicts_of, merge, settle
from newsroom.publishing.versions.sheet import sheet_of
from newsroom.publishing.versions.words import compare_words, words_of, words_of_text
from newsroom.publishing.working_copies import keep_working_copy

BUTTONS = {MINE: "Keep mine", THEIRS: "Take theirs", BOTH: "Keep both", ANEW: "Write it anew:"}


class MergingDesk:
    """For the desks of stories."""

    def merging_urls(self):
        name = f"newsroom_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:object_id>/merge/<uuid:token>/", view, name=name)]

    def merge_view(self, request, object_id, token):
        story = get_object_or_404(self.model, pk=object_id)
        if not self.has_change_permission(request, story):
            raise PermissionDenied
        copies = WorkingCopy.objects.filter(owner=request.user, story=object_id, form__isnull=False)
        copy = get_object_or_404(copies, token=token)
        if copy.base == story.revision_number:
            return HttpResponseRedirect(self.form_address(story.pk, token))
        meeting = Meeting(copy, story, *self.fresh_forms(request, story))
        if request.method == "POST":
            return self._settle(request, meeting)
        return self._show_both(request, meeting)

    def fresh_forms(self, request, story):
        """The form and its rows as the newest revision has them."""
        request.is_fresh = True
        form = self.get_form(request, story, change=True)(instance=story)
        formsets, _ = self._create_formsets(request, story, change=True)
        request.is_fresh = False
        return form, formsets

    def _settle(self, request, meeting):
        answers = {
            conflict.path: request.POST.get(f"answer:{conflict.path}", "") for conflict in meeting.conflicts
        }
        anew = {
            conflict.path: request.POST.get(f"anew:{conflict.path}", "") for conflict in meeting.conflicts
        }
        if request.POST.get("onto") != str(meeting.newest.number):
            said = "The story was saved once more meanwhile: look at the newest revision and decide again."
            return self._show_both(request, meeting, answers, anew, said)
        if any(answers[each.path] not in each.answers for each in meeting.conflicts):
            return self._show_both(request, meeting, answers, anew, "Decide every place that both changed.")
        typed = meeting.typed_anew(answers, anew)
        if "_edit" in request.POST:
            return self._go_on(request, meeting, typed)
        request.POST = as_post({**typed, "_continue": ["1"]})
        address = self.form_address(meeting.story.pk)
        response = self.changeform_view(request, str(meeting.story.pk), form_url=address)
        if response.status_code == 302 and response["Location"].split("?")[0] == request.path:
            response["Location"] = address  # saved: Django would stay where the form was sent to
        return response

    def _go_on(self, request, meeting, typed):
        keep_working_copy(
            token=meeting.copy.token,
            kind=self.kind,
            story=meeting.story,
            base=meeting.newest.number,
            form=typed,
            by=request.user,
            now=timezone.now(),
        )
        said = f"Both are in the form, on top of revision {meeting.newest.number}: save when it reads well."
        self.message_user(request, said, messages.INFO)
        return HttpResponseRedirect(self.form_address(meeting.story.pk, meeting.copy.token))

    def _show_both(self, request, meeting, answers=(), anew=(), said=""):
        places = [
            Place(conflict, meeting, dict(answers).get(conflict.path), dict(anew).get(conflict.path))
            for conflict in meeting.conflicts
        ]
        theirs = compare(meeting.base, meeting.newest.content) if meeting.base else None
        context = {
            **self.admin_site.each_context(request),
            "title": f"Two versions: {meeting.story}",
            "opts": self.opts,
            "story": meeting.story,
            "copy": meeting.copy,
            "newest": meeting.newest,
            "places": places,
            "said": said,
            "comparison": theirs,
            "targets": targets_named(theirs.links) if theirs else [],
            "layout": "inline",
            "discard_at": reverse(
                f"admin:newsroom_{self.opts.model_name}_discard", args=[meeting.copy.token]
            ),
        }
        status = 409 if said else 200
        return TemplateResponse(request, "admin/newsroom/story_merge.html", context, status=status)


class Meeting:
    """What one editor typed, what another saved, and the revision both began with."""

    def __init__(self, copy, story, form, formsets):
        self.copy, self.story, self.form, self.formsets = copy, story, form, formsets
        wanted = story.revisions.filter(number__in=[copy.base, story.revision_number])
        revisions = {revision.number: revision for revision in wanted.select_related("saved_by")}
        self.newest = revisions[story.revision_number]
        self.base = revisions[copy.base].content if copy.base in revisions else {}
        self.theirs = sheet_of(self.newest.content)
        base = {**dict.fromkeys(self.theirs), **(sheet_of(self.base) if self.base else {})}
        self.mine = sheet_typed(copy.form, form, formsets, base)
        self.merged = merge(base, self.mine, self.theirs)
        in_order = sorted(self.merged, key=[*form.fields, *self.merged].index)
        self.conflicts = [each for name in in_order for each in conflicts_of(self.merged[name])]

    def typed_anew(self, answers, anew):
        settled = settle(self.merged, answers, anew)
        note = "".join(self.copy.form.get("note", []))
        typed = typed_anew(self.copy.form, settled, self.theirs, self.form, self.formsets)
        return {
            **typed,
            "base_revision": [str(self.newest.number)],
            "working_copy": [str(self.copy.token)],
            "note": [note or f"merged with revision {self.newest.number}"],
        }

    def name_of(self, path):
        """`Headline`, `Section “What ended?”: heading`, `Text, a paragraph`."""
        field, *rest = path.split(":")
        if field != "sections":
            return "Text" if field == "body" else field.replace("_", " ").capitalize()
        sections = {str(s["id"]): s for s in (*self.theirs["sections"], *self.mine["sections"])}
        section = sections.get(rest[0], {"heading": "", "kind": rest[0]})
        inner = f": {'text' if rest[1] == 'body' else rest[1]}" if rest[1:] else ""
        return f"Section “{section['heading'] or section['kind']}”{inner}"

    def said(self, path, value):
        """A value of a conflict as words: names for numbers, text for blocks and sections."""
        if value is None:
            return []
        if isinstance(value, Block):
            return words_of(value.html)
        if isinstance(value, dict):
            return [*words_of_text(value["heading"] + "\n"), *words_of(join(value["body"]))]
        field = self.form.fields.get(path)
        if isinstance(value, int) and hasattr(field, "queryset"):
            return words_of_text(str(field.queryset.filter(pk=value).first() or value))
        return words_of_text(str(value))


class Place:
    """A conflict as the page shows it."""

    def __init__(self, conflict, meeting, answer, anew):
        self.path, self.conflict = conflict.path, conflict
        self.name = meeting.name_of(conflict.path)
        base, mine, theirs = (
            meeting.said(conflict.path, value) for value in (conflict.base, conflict.mine, conflict.theirs)
        )
        self.base = compare_words(base, base)
        self.mine, self.theirs = compare_words(base, mine), compare_words(base, theirs)
        self.is_gone = {"mine": conflict.mine is None, "theirs": conflict.theirs is None}
        self.answers = [(name, BUTTONS[name], name == answer) for name in conflict.answers]
        self.anew = (anew or conflict.mine) if ANEW in conflict.answers else None
