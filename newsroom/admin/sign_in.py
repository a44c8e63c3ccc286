"""Signing in again in the middle of work: what was sent meanwhile is not lost.

A story's form comes back as it was left. What any other form had sent is shown, and sent again at a press.
"""

import json

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse

from newsroom.admin.typed import NEVER_KEPT, as_post, typed_in
from newsroom.publishing.models import Story
from newsroom.publishing.working_copies import CannotKeep


class KeepsWhatWasSent:
    """An admin site that has a form wait while who sent it signs in.

    Nothing is stored for who is signed out: the page that asks for the password carries the form.
    """

    login_template = "admin/sign_in.html"

    def admin_view(self, view, cacheable=False):  # noqa: FBT002  Django's signature
        inner = super().admin_view(view, cacheable)

        def keep_and_ask(request, *args, **kwargs):
            if request.method != "POST" or self.has_permission(request):
                return inner(request, *args, **kwargs)
            is_story = self._desk_at(request.path)
            if not (is_story or _can_wait(request)):
                return inner(request, *args, **kwargs)
            sent = typed_in(request.POST) if is_story else _whole(request.POST)
            request.method = "GET"
            asked = {
                "kept": json.dumps(sent, ensure_ascii=False),
                "without_files": bool(request.FILES),
                "next": request.get_full_path(),
                "app_path": reverse("admin:login"),
            }
            return self.login(request, asked)

        return keep_and_ask

    def login(self, request, extra_context=None):
        kept = request.POST.get("kept", "") if request.method == "POST" else ""
        response = super().login(request, {"kept": kept, "without_files": False, **(extra_context or {})})
        if kept and response.status_code == 302 and self.has_permission(request):
            return self._brought_back(request, kept, response)
        return response

    def _brought_back(self, request, kept, response):
        desk = self._desk_at(response["Location"].split("?")[0])
        try:
            sent = _typed(kept)
        except ValueError:
            return response
        if not desk:
            return self._shown_again(request, sent, response)
        request.POST = as_post(sent)
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

    def _shown_again(self, request, sent, response):
        """What was sent to a form of the desk, for one more press; nothing is done without it."""
        address = response["Location"]
        if not sent or not address.startswith(reverse("admin:index")):
            return response
        fields = [(name, value) for name, values in sent.items() for value in values]
        context = {
            **self.each_context(request),
            "title": "You had been signed out",
            "address": address,
            "fields": fields,
            "said": [(_called(name), value) for name, value in fields if _is_typed(name, value)],
        }
        return TemplateResponse(request, "admin/send_again.html", context)

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


def _can_wait(request):
    """Whether a person sent it, who will see the page that asks; a password is carried nowhere."""
    headers = request.headers
    # Browsers say the mode over a secure connection alone; a script asks for anything, not for a page.
    is_seen = (
        headers["Sec-Fetch-Mode"] == "navigate"
        if "Sec-Fetch-Mode" in headers
        else "text/html" in headers.get("Accept", "")
    )
    return is_seen and not any("password" in name for name in request.POST)


def _whole(post):
    """With the button that was pressed."""
    return {name: values for name, values in post.lists() if name not in NEVER_KEPT}


def _is_typed(name, value):
    return value.strip() and not name.startswith("_") and not name.endswith("_FORMS")


def _called(name):
    return name.replace("_", " ").capitalize()
