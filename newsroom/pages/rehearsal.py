"""“What would change?”: a form of the record's desk, tried before it is saved.

The button sends the form here instead. The desk's own view handles it as it would, and all is undone.
"""

from copy import copy

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views import View

from newsroom.pages.impact import PAGES_RENDERED, impact_of

RECORD = "cases_"
# Files are not read in to be forgotten.
WITH_FILES = ("cases_document_", "cases_upload_", "cases_case_add-document")


class Refused(Exception):
    """The desk did not do it; `answer` is its page."""

    def __init__(self, answer):
        self.answer = answer


class WhatWouldChange(View):
    """For those who may use the form that is sent: its own view asks who they are."""

    http_method_names = ["post", "options"]

    def post(self, request):
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("of", "/"), reverse("admin:login"))
        request.POST  # noqa: B018  read once, before it is handed on more than once
        path, _, query = request.GET.get("of", "").partition("?")
        found = _desk_at(path)
        now = timezone.now()
        context = {**admin.site.each_context(request), "title": "What would change?", "made": PAGES_RENDERED}
        try:
            impact = impact_of(lambda: _send(request, found, path, query), now=now)
        except Refused as refused:
            context["errors"] = _errors_of(refused.answer)
            return TemplateResponse(request, "admin/newsroom/what_would_change.html", context, status=422)
        context["impact"] = impact
        return TemplateResponse(request, "admin/newsroom/what_would_change.html", context)


def _desk_at(path):
    try:
        found = resolve(path)
    except Resolver404 as error:
        raise BadRequest("There is no such form.") from error
    name = found.url_name or ""
    if found.namespace != "admin" or not name.startswith(RECORD) or name.startswith(WITH_FILES):
        raise BadRequest("Only a form of the record can be tried.")
    return found


def _send(request, found, path, query):
    """Let the desk's view handle the form. Raises Refused where it is not done."""
    sent = copy(request)
    sent.path = sent.path_info = path
    sent.META = {**request.META, "PATH_INFO": path, "QUERY_STRING": query}
    sent.GET, sent.resolver_match = QueryDict(query), found
    sent._messages = FallbackStorage(sent)
    answer = found.func(sent, *found.args, **found.kwargs)
    if answer.status_code == 403:
        raise PermissionDenied
    if answer.status_code != 302:
        raise Refused(answer)


def _errors_of(answer):
    shown = getattr(answer, "context_data", None) or {}
    acting = shown.get("acting")
    if acting:
        return [
            f"{acting.form[name].label}: {error}" if name in acting.form.fields else error
            for name, errors in acting.form.errors.items()
            for error in errors
        ]
    said = [each if isinstance(each, list) else [each] for each in shown.get("errors") or ()]
    return [error for several in said for error in several]
