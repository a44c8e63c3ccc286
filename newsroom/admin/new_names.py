"""Names in a story that the record does not know: entered inline, or found to be known after all."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from cases.models import Entity
from newsroom.linking.actions import NoLongerThere, enter_name, link_wherever
from newsroom.linking.choosing import target_of_door


class NameForm(forms.Form):
    """A name the record does not know, to be entered."""

    words = forms.CharField(widget=forms.HiddenInput, max_length=250, strip=False)
    name = forms.CharField(max_length=250, help_text="As the desk writes it on first mention.")
    kind = forms.ChoiceField(choices=Entity.Kind)
    description = forms.CharField(
        required=False, max_length=250, help_text="Enough to tell it from its namesakes."
    )


class NamingDesk:
    """For the link desk."""

    def name_answered(self, request, story):
        """Enter a new name, or link its words to somebody known; None when done, or the form as typed."""
        act, _, detail = request.POST["act"].partition(":")
        if act == "known":
            self._link_known(request, story, detail)
            return None
        if not request.user.has_perm("cases.add_entity"):
            raise PermissionDenied
        form = NameForm(request.POST)
        if not form.is_valid():
            return form
        try:
            entity = enter_name(story, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as refusal:
            form.add_error(None, [error for errors in refusal.error_dict.values() for error in errors])
            return form
        where = reverse("admin:mentions", args=["entity", entity.pk])
        say = "{} is in the record now and linked here. <a href='{}'>Other stories that mention it</a>."
        self.message_user(request, format_html(say, entity, where), messages.SUCCESS)
        return None

    def _link_known(self, request, story, detail):
        target, words = target_of_door(detail, by=request.user), request.POST.get("words", "")
        if target is None:
            raise NoLongerThere
        links = link_wherever(story, words.replace("\0", ""), target, by=request.user, now=timezone.now())
        times = "once" if len(links) == 1 else f"{len(links)} times"
        self.message_user(request, f"“{words}” is linked to {target} {times}.")


def name_form(request, names):
    """The form of the unknown name in focus, filled with what the text tells."""
    words = request.GET.get("name", "")
    found = next((name for name in names if name.name == words), None)
    if not found:
        return None
    return NameForm(initial={"words": found.name, "name": found.name, "kind": found.kind})


def namesakes_of(form):
    """Who may be meant already."""
    if not form:
        return []
    name = (form["name"].value() or "").replace("\0", "")[:250]
    return Entity.objects.like(name, form["kind"].value() or "") if name.strip() else []
