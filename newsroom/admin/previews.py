"""Links for outsiders at the desk: made, shown once, revoked, and what came back."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from newsroom.publishing.canonical import digest
from newsroom.publishing.previews import open_preview, revoke_preview

USUAL = timedelta(days=3)
SHOWN = 50


class PreviewForm(forms.Form):
    for_whom = forms.CharField(
        label="For",
        max_length=150,
        help_text="Who gets it, e.g. counsel for Roe. They read it whatever the embargo says.",
    )
    until = forms.SplitDateTimeField(
        label="Until", widget=AdminSplitDateTime, help_text="At most 30 days from now."
    )
    may_approve = forms.BooleanField(label="They may say that it may be published", required=False)


class PreviewDesk:
    """For the desks of stories."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_previews"
        view = self.admin_site.admin_view(self.previews_view)
        return [path("<int:object_id>/previews/", view, name=name), *super().get_urls()]

    def previews_address(self, story):
        return reverse(f"admin:newsroom_{self.opts.model_name}_previews", args=[story.pk])

    def previews_view(self, request, object_id):
        """The story's links, what was answered to each, and a form for another."""
        story, now = self.get_object(request, str(object_id)), timezone.now()
        if story is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        may_send = self.has_change_permission(request, story)
        if not may_send and (request.method == "POST" or not self.has_view_permission(request, story)):
            raise PermissionDenied
        if "revoke" in request.POST:
            return self._revoke(request, story, now)
        form = PreviewForm(request.POST or None, initial={"until": timezone.localtime(now + USUAL)})
        if request.method == "POST" and form.is_valid() and self._open(request, story, form, now):
            return HttpResponseRedirect(self.previews_address(story))
        links = story.preview_links.select_related("opened_by").prefetch_related("answers")[:SHOWN]
        context = {
            **self.admin_site.each_context(request),
            "title": f"Preview links: {story}",
            "opts": self.opts,
            "story": story,
            "form": form,
            "may_send": may_send,
            "links": [(link, link.state(now)) for link in links],
            "digest": digest(story.content()),
        }
        return TemplateResponse(request, "admin/newsroom/previews.html", context)

    def _open(self, request, story, form, now):
        try:
            link, token = open_preview(story, by=request.user, now=now, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return False
        address = request.build_absolute_uri(reverse("pages:invited-preview", args=[token]))
        said = "The link {}, shown only this once: <code>{}</code>"
        self.message_user(request, format_html(said, link, address), messages.SUCCESS)
        return True

    def _revoke(self, request, story, now):
        number = request.POST["revoke"]
        link = story.preview_links.filter(pk=number).first() if number.isdecimal() else None
        if link:
            revoke_preview(link, by=request.user, now=now)
            self.message_user(request, f"The link {link} leads nowhere any more.")
        return HttpResponseRedirect(self.previews_address(story))
