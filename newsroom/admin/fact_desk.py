"""Facts found in a story, offered to the record: each with its sentence, taken or left by a press."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from newsroom.admin.fact_forms import PERMISSIONS, choices_of, form_of
from newsroom.linking.actions import AlreadyAnswered, dismiss_offer
from newsroom.linking.offering import read_offers, reckoning_of

ANSWERS_SHOWN = 50


class FactDesk:
    """For the desks of stories."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_facts"
        view = self.admin_site.admin_view(self.facts_view)
        return [path("<int:object_id>/facts/", view, name=name), *super().get_urls()]

    def facts_address(self, story):
        return reverse(f"admin:newsroom_{self.opts.model_name}_facts", args=[story.pk])

    def facts_view(self, request, object_id):
        """Every offer that nobody has answered, its form filled with what the text tells."""
        story = self.get_object(request, str(object_id))
        if story is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        if not self.has_view_or_change_permission(request, story):
            raise PermissionDenied
        reckoning = reckoning_of(story, now=timezone.now())
        reading = read_offers(story, reckoning=reckoning, by=request.user)
        choices = choices_of(reading)
        refused = None
        if request.method == "POST":
            if not self.has_change_permission(request, story):
                raise PermissionDenied
            refused = self._answer_offer(request, story, reading, choices)
            if refused is None:
                return HttpResponseRedirect(self.facts_address(story))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Facts: {story}",
            "opts": self.opts,
            "story": story,
            "reading": reading,
            "reckoning": reckoning,
            "answered": reading.answered[:ANSWERS_SHOWN],
            "links": self.links_address(story),
            **self._offered(request, story, reading, choices, refused),
        }
        return TemplateResponse(request, "admin/newsroom/facts.html", context)

    def _offered(self, request, story, reading, choices, refused):
        """Each offer with its form; one that was refused is open, with what is wrong."""
        may_change = self.has_change_permission(request, story)
        offers = [
            {
                "found": found,
                "form": _form(found, reading, choices, refused),
                "is_open": bool(refused) and refused[0] == found,
                "may_record": may_change and request.user.has_perm(PERMISSIONS[found.kind]),
            }
            for found in reading.found
        ]
        return {"offers": offers, "may_change": may_change}

    def _answer_offer(self, request, story, reading, choices):
        """Record or dismiss; None when that is done, else the offer and its form with what is wrong."""
        found = reading.named(request.POST.get("offer", ""))
        if found is None:
            said = "That is answered already, or the text no longer says so: nothing was recorded."
            self.message_user(request, said, messages.WARNING)
            return None
        who = {"by": request.user, "now": timezone.now()}
        try:
            if request.POST.get("act") == "dismiss":
                dismiss_offer(story, found, **who)
                self.message_user(request, "Left out: it is not offered in this story again.")
                return None
            if not request.user.has_perm(PERMISSIONS[found.kind]):
                raise PermissionDenied
            form = form_of(found, reading, choices, request.POST)
            if not form.is_valid():
                return found, form
            row = form.take(story, found, **who)
        except AlreadyAnswered as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
            return None
        except ValidationError as refusal:
            _place(refusal, form)
            return found, form
        self.message_user(request, f"Recorded: {form.label.lower()} “{row}”.", messages.SUCCESS)
        return None


def _form(found, reading, choices, refused):
    return refused[1] if refused and refused[0] == found else form_of(found, reading, choices)


def _place(refusal, form):
    """The verb's words beside the fields they are about."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for field, errors in refusal.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
