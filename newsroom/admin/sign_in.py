"""Signing in again in the middle of work: what was sent meanwhile is not lost."""

import json

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from newsroom.admin.typed import as_post, typed_in
from newsroom.publishing.models import Story
from newsroom.publishing.working_copies import CannotKeep


class KeepsWhatWasSent:
    """An admin site that has a story's form wait while its editor signs in.

    Nothing is stored for who is signed out: the page that asks for the password carries the form.
    """

    login_template = "admin/sign_in.html"

    def admin_view(self, view, cacheable=False):  # noqa: FBT002  Django's signature
        inner = super().admin_view(view, cacheable)

        def keep_and_ask(request, *args, **kwargs):
            if request.method != "POST" or self.has_permission(request) or not self._desk_at(request.path):
                return inner(request, *args, **kwargs)
            kept = json.dumps(typed_in(request.POST), ensure_ascii=False)
            request.method = "GET"
            asked = {"kept": kept, "next": request.get_full_path(), "app_path": reverse("admin:login")}
            return self.login(request, asked)

        return keep_and_ask

    def login(self, request, extra_context=None):
        kept = request.POST.get("kept", "") if request.method == "POST" else ""
        response = super().login(request, {"kept": kept, **(extra_context or {})})
        if kept and response.status_code == 302 and self.has_permission(request):
            return self._brought_back(request, kept, response)
        return response

    def _brought_back(self, request, kept, response):
        desk = self._desk_at(response["Location"].split("?")[0])
        try:
            request.POST = as_post(_typed(kept))
        except ValueError:
            return response
        if not desk:
            return response
        model_admin, object_id = desk
        story = Story.objects.filter(pk=object_id, kind=model_admin.kind).first() if object_id else None
        if not (
            model_admin.has_change_permission(request, story)
            if story
            else model_admin.has_add_permission(request)
        ):
            return response
        try:
            token = model_admin.keep_refused(request, story)
        except CannotKeep as refusal:
            messages.error(request, str(refusal))
            return response
        messages.warning(
            request, "You had been signed out, so it is not saved yet. This is what you typed: save it."
        )
        back = HttpResponseRedirect(model_admin.form_address(story and story.pk, token))
        model_admin.tell_browser(request, back)
        return back

    def _desk_at(self, address):
        """The desk of stories whose form is at the address, and the number of the story if it has one."""
        try:
            match = resolve(address)
        except Resolver404:
            return None
        for model, desk in self._registry.items():
            if match.url_name == f"newsroom_{model._meta.model_name}_change" and hasattr(
                desk, "keep_refused"
            ):
                number = match.kwargs["object_id"]
                return (desk, int(number)) if number.isdecimal() else None
            if match.url_name == f"newsroom_{model._meta.model_name}_add" and hasattr(desk, "keep_refused"):
                return desk, None
        return None


def _typed(kept):
    typed = json.loads(kept)
    if not isinstance(typed, dict) or not all(isinstance(values, list) for values in typed.values()):
        raise ValueError("A form is names with their values.")
    return {name: [str(value) for value in values] for name, values in typed.items()}
