"""The desk of stale flags: written sections that rest on what the record no longer tells so."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from cases.models import Case, FormerSlug
from newsroom.publishing.models import StaleFlag
from newsroom.publishing.staleness.actions import (
    ChangedAgain,
    DecidedAlready,
    assign_flag,
    say_still_right,
    tell_readers,
    tell_readers_no_more,
)
from newsroom.publishing.staleness.flags import in_words
from newsroom.staff.models import User

VIEW, DECIDE = "newsroom.view_staleflag", "newsroom.decide_staleflag"
CLEAR = "newsroom.clear_wording"
SHOWN = 20
WHOSE = [("", "All"), ("mine", "Mine"), ("nobody", "Nobody’s"), ("overdue", "Overdue")]


class FlagForm(forms.Form):
    """Who looks after a flag and until when, or why its words are still right."""

    owner = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="nobody")
    due_on = forms.DateField(required=False, label="due", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(required=False, max_length=500, label="Why it is still right")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people
        self.fields["owner"].choices = [("", "nobody"), *((user.pk, str(user)) for user in people)]


def urls_of(site):
    return [path("stale/", site.admin_view(lambda request: stale_view(request, site)), name="stale")]


def how_many(user):
    """How many wait; None for those who do not see them."""
    return StaleFlag.objects.undecided().count() if user.has_perm(VIEW) else None


def stale_view(request, site):
    """The flags that wait, the most pressing first, each with its words and what may be done."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    people = User.objects.filter(is_active=True, is_staff=True).order_by("username")
    refused = _act(request, people) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        return HttpResponseRedirect(request.get_full_path())
    whose, case = request.GET.get("whose", ""), _number(request.GET.get("case"))
    story = _number(request.GET.get("story"))
    page = Paginator(_chosen(request.user, whose, case, story), SHOWN).get_page(request.GET.get("page"))
    people = list(people)
    context = {
        **site.each_context(request),
        "title": "Stale sections",
        "page": page,
        "rows": [(each, _form(each.flag, people, refused)) for each in in_words(page.object_list)],
        "filters": _filters(request, whose),
        "case": Case.objects.filter(pk=case).first() if case else None,
        "rest": _query(request, page=None),
        "may_decide": request.user.has_perm(DECIDE),
        "may_clear": request.user.has_perm(CLEAR),
        "today": timezone.localdate(),
    }
    return TemplateResponse(request, "admin/newsroom/stale.html", context)


def _chosen(user, whose, case, story):
    flags = StaleFlag.objects.undecided().with_desk().in_turn()
    if case:
        merged = FormerSlug.objects.filter(kind="case", case=case).values_list("former_id", flat=True)
        flags = flags.resting_on("case", [case, *merged])
    if story:
        flags = flags.filter(story=story)
    match whose:
        case "mine":
            return flags.filter(owner=user)
        case "nobody":
            return flags.filter(owner__isnull=True)
        case "overdue":
            return flags.overdue(timezone.localdate())
    return flags


def _act(request, people):
    """Do what was asked; None when it is done or can't be, else the flag with the form as it was typed."""
    if not request.user.has_perm(DECIDE):
        raise PermissionDenied
    flag = get_object_or_404(StaleFlag, pk=_number(request.POST.get("flag")))
    form = FlagForm(request.POST, people=people, prefix=f"f{flag.pk}")
    if not form.is_valid():
        return flag.pk, form
    try:
        said = _decide(request, flag, form.cleaned_data)
    except (ChangedAgain, DecidedAlready) as refusal:
        messages.error(request, str(refusal))
    except ValidationError as refusal:
        form.add_error("reason", refusal.messages)
        return flag.pk, form
    else:
        messages.success(request, said)
    return None


def _decide(request, flag, typed):
    by, now = request.user, timezone.now()
    match request.POST.get("act"):
        case "still-right":
            if flag.needs_sign_off and not by.has_perm(CLEAR):
                raise PermissionDenied
            seen = request.POST.get("seen", "")
            say_still_right(flag, reason=typed["reason"], by=by, now=now, seen=seen)
            return "You say that it is still right."
        case "tell":
            tell_readers(flag, by=by, now=now)
            return "Readers see that it is under review."
        case "tell-no-more":
            tell_readers_no_more(flag, by=by)
            return "Readers no longer see that it is under review."
    assign_flag(flag, typed["owner"], typed["due_on"], by=by)
    return f"{typed['owner'] or 'Nobody'} looks after it."


def _form(flag, people, refused):
    if refused and refused[0] == flag.pk:
        return refused[1]
    form = FlagForm(
        initial={"owner": flag.owner_id, "due_on": flag.due_on},
        people=User.objects.none(),
        prefix=f"f{flag.pk}",
    )
    form.fields["owner"].choices = [("", "nobody"), *((user.pk, str(user)) for user in people)]
    return form


def _filters(request, whose):
    return [
        {"name": name, "query": _query(request, whose=value or None, page=None), "is_on": value == whose}
        for value, name in WHOSE
    ]


def _query(request, **changes):
    query = request.GET.copy() if request.GET else QueryDict(mutable=True)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return query.urlencode()


def _number(value):
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) <= 18 else 0


def address_of(story):
    return f"{reverse('admin:stale')}?story={story.pk}"
