"""No lost work at the desk: forms are kept while they are typed, and come back as they were left."""

import json
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from newsroom.admin.typed import NEVER_KEPT, as_new, as_post, typed_in
from newsroom.publishing.models import Story, WorkingCopy
from newsroom.publishing.working_copies import (
    MOST_BYTES,
    CannotKeep,
    close_story,
    discard_working_copy,
    keep_working_copy,
    open_story,
)

SAVED_COOKIE = "desk_saved"
SHOWN = 10


class UnsavedDesk:
    """For the desks of stories: `…/working-copy/` keeps what a form holds, `?copy=` brings it back."""

    def unsaved_urls(self):
        name = f"newsroom_{self.opts.model_name}"
        keep, discard = (
            require_POST(self.keep_view),
            self.admin_site.admin_view(require_POST(self.discard_view)),
        )
        return [
            path("working-copy/", keep, name=f"{name}_keep_new"),
            path("<int:object_id>/working-copy/", keep, name=f"{name}_keep"),
            path("working-copy/<uuid:token>/discard/", discard, name=f"{name}_discard"),
        ]

    def keep_view(self, request, object_id=None):
        """Answers in JSON, also to who is signed out: the page that asks must not lose what it holds."""
        sent, refusal = _read(request, self.admin_site)
        if refusal:
            return refusal
        now, story = timezone.now(), Story.objects.filter(pk=object_id, kind=self.kind).first()
        may = self.has_change_permission(request, story) if story else self.has_add_permission(request)
        if not may:
            return _refused("You may not change this story.", 403)
        base = sent["base"] if story else 0
        typed = {"token": sent["token"], "kind": self.kind, "story": story, "by": request.user, "now": now}
        try:
            if sent["closed"]:
                close_story(sent["token"], by=request.user, now=now)
            elif sent["form"] is None:
                open_story(base=base, **typed)
            else:
                keep_working_copy(base=base, form=sent["form"], **typed)
        except CannotKeep as refusal:
            return _refused(str(refusal), 400)
        gone = object_id is not None and not story
        return JsonResponse(
            {"kept_at": now.isoformat(), "is_gone": gone, **_standing(story, request.user, now, base)}
        )

    def discard_view(self, request, token):
        discard_working_copy(token, by=request.user)
        self.message_user(request, "The unsaved work is discarded.", messages.SUCCESS)
        back = request.POST.get("story", "")
        return HttpResponseRedirect(self.form_address(int(back) if back.isdecimal() else None))

    def bring_back(self, request, object_id):
        """Let the form of this request hold what its owner had typed; else the page that can show it."""
        if request.method != "GET" or "copy" not in request.GET:
            return None
        copies = WorkingCopy.objects.filter(owner=request.user, kind=self.kind, form__isnull=False)
        copy = copies.select_related("story").filter(token=_uuid(request.GET["copy"])).first()
        if not copy:  # saved or discarded since
            return HttpResponseRedirect(self.form_address(object_id))
        if str(copy.story_id or "") != str(object_id or ""):
            return HttpResponseRedirect(self.form_address(copy.story_id, copy.token))
        if copy.story and copy.base != copy.story.revision_number:
            return HttpResponseRedirect(self.merge_address(copy.story_id, copy.token))
        request.brought_back = copy
        typed = copy.form if copy.story else as_new(copy.form)
        request.typed = as_post({**typed, "working_copy": [str(copy.token)]})
        return None

    def keep_refused(self, request, story, token=None):
        """Keep what a refused save had sent; the token it is kept under. Raises CannotKeep."""
        token = token or _uuid(request.POST.get("working_copy")) or uuid4()
        base = request.POST.get("base_revision", "")
        keep_working_copy(
            token=token,
            kind=self.kind,
            story=story,
            base=min(int(base) if base.isdecimal() else 0, story.revision_number if story else 0),
            form=typed_in(request.POST),
            by=request.user,
            now=timezone.now(),
        )
        request.saved_token = token
        return token

    def forget_saved(self, request, form):
        token = form.cleaned_data.get("working_copy")
        if token:
            discard_working_copy(token, by=request.user)
            request.saved_token = token

    def tell_browser(self, request, response):
        """Which forms the server has, saved or kept, so that the browser forgets what it kept of them."""
        token = getattr(request, "saved_token", None)
        if token and response.status_code == 302:
            before = request.COOKIES.get(SAVED_COOKIE, "").split(".")[-9:]
            response.set_cookie(
                SAVED_COOKIE,
                ".".join([*filter(None, before), str(token)]),
                max_age=60 * 60 * 24 * 7,
                path=reverse("admin:index"),
                secure=request.is_secure(),
                samesite="Lax",
            )

    def unsaved_context(self, request, story):
        """What the form's page says of unsaved work: one's own here, that of others at all."""
        brought_back = getattr(request, "brought_back", None)
        own = WorkingCopy.objects.filter(owner=request.user, kind=self.kind, story=story).unsaved()
        if brought_back:
            own = own.exclude(pk=brought_back.pk)
        suffix, args = ("keep", [story.pk]) if story else ("keep_new", [])
        return {
            "brought_back": brought_back,
            "own_copies": own.defer("form")[:SHOWN] if request.method == "GET" else [],
            "others": [said_of(other) for other in others_at(story, request.user, timezone.now())],
            "may_keep": self.has_change_permission(request, story)
            if story
            else self.has_add_permission(request),
            "last_saved": story and story.saved_at,
            "keep_at": reverse(f"admin:newsroom_{self.opts.model_name}_{suffix}", args=args),
            "discard_name": f"admin:newsroom_{self.opts.model_name}_discard",
            "is_dirty": brought_back is not None or request.method == "POST",
        }

    def merge_address(self, story_id, token):
        return reverse(f"admin:newsroom_{self.opts.model_name}_merge", args=[story_id, token])

    def form_address(self, story_id, token=None):
        name = f"admin:newsroom_{self.opts.model_name}"
        address = reverse(f"{name}_change", args=[story_id]) if story_id else reverse(f"{name}_add")
        return f"{address}?copy={token}" if token else address


def others_at(story, user, now):
    """Who else has the story open, or has left unsaved work on it; newest first."""
    if not story:
        return []
    copies = WorkingCopy.objects.filter(story=story.pk).others_than(user)
    there = copies.on_desks(now).without_words().order_by("-seen_at")
    return [{"copy": copy, "is_here": copy.is_present(now)} for copy in there[:SHOWN]]


def said_of(other):
    """`Nora Quill has this open, with unsaved changes since 10:40`."""
    copy = other["copy"]
    since = copy.unsaved_since and f"{timezone.localtime(copy.unsaved_since):%H:%M}"
    if other["is_here"]:
        return f"{copy.owner} has this open" + (f", with unsaved changes since {since}" if since else "")
    day = f"{timezone.localtime(copy.unsaved_since):%-d %B}"
    return f"{copy.owner} left unsaved changes on {day} at {since}"


def _standing(story, user, now, base):
    newest = story and story.revision_number > base and story.revisions.select_related("saved_by").first()
    return {
        "others": [said_of(other) for other in others_at(story, user, now)],
        "newest": newest
        and f"{newest.saved_by or 'Somebody'} saved revision {newest.number} at "
        f"{timezone.localtime(newest.saved_at):%H:%M}. When you save, you will be shown both.",
    }


def _read(request, site):
    """What the page sent, or the answer that says why it cannot be taken."""
    if not site.has_permission(request):
        return None, _refused("You are signed out.", 401)
    if int(request.META.get("CONTENT_LENGTH") or 0) > 2 * MOST_BYTES:
        return None, _refused(f"That is more than the {MOST_BYTES // 1_000_000} MB the server keeps.", 413)
    try:
        sent = json.loads(request.body)
        typed = {
            "token": UUID(sent["token"]),
            "base": max(0, int(sent["base"])),
            "closed": bool(sent.get("closed")),
            "form": sent["form"] and _form(sent["form"]),
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return None, _refused("This is not what a form of the desk sends: reload the page.", 400)
    if sent.get("user") != request.user.pk:
        said = f"You are signed in as {request.user}, but somebody else opened this form."
        return None, _refused(said, 409)
    return typed, None


def _form(sent):
    return {
        str(name): [str(value) for value in values]
        for name, values in sent.items()
        if name not in NEVER_KEPT and isinstance(values, list)
    }


def _refused(said, status):
    return JsonResponse({"error": said}, status=status)


def _uuid(text):
    try:
        return UUID(text or "")
    except ValueError:
        return None
