"""The acts of a case file: each has its address under the case, its permission and its small form."""

from copy import copy
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Media
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone

from cases.admin.base import Refused
from cases.admin.case_endings import EndForm
from cases.admin.case_facts import EventActForm, PenaltyActForm
from cases.admin.case_file import SECTIONS
from cases.admin.case_forms import (
    ActForm,
    AmendForm,
    AppearForm,
    AttachDocketForm,
    BringForm,
    DocumentActForm,
    JoinForm,
    RelateForm,
)
from cases.admin.case_statements import CheckForm, CiteForm, PreferForm, StateForm
from cases.models import Event, Statement


@dataclass(frozen=True)
class Act:
    """What an editor may do on a case file."""

    name: str
    section: str
    button: str
    submit: str
    done: str
    permission: str
    form: type[ActForm]
    # For acts on one row of the case: which rows there are to act on.
    rows: object = None
    # Done at once by a button, without a form to fill in.
    asks_nothing: bool = False

    def is_for(self, user):
        return user.has_perm(self.permission)

    def address(self, case, row=None):
        on = [case.pk, row.pk] if row else [case.pk]
        return reverse(f"admin:cases_case_{self.name}", args=on)


def _events(case):
    return Event.objects.filter(case=case)


def _statements(case):
    return Statement.objects.of_case(case)


ACTS = {
    act.name: act
    for act in (
        Act("amend", "glance", "Edit", "Save", "Saved.", "cases.change_case", AmendForm),
        Act("attach-docket", "glance", "Add a docket", "Add the docket", "Docket added.",
            "cases.add_docket", AttachDocketForm),
        Act("join", "parties", "Add parties", "Add", "Parties added.", "cases.add_party", JoinForm),
        Act("appear", "parties", "Add counsel", "Add counsel", "Counsel added.", "cases.add_counsel",
            AppearForm),
        Act("bring", "claims", "Add a claim or count", "Add the claim", "Claim added.", "cases.add_claim",
            BringForm),
        Act("end", "claims", "Record how claims ended", "Record", "Recorded how they ended.",
            "cases.add_disposition", EndForm),
        Act("impose", "penalties", "Add a penalty or sentence", "Add the penalty", "Penalty added.",
            "cases.add_penalty", PenaltyActForm),
        Act("happen", "timeline", "Add an event", "Add the event", "Event added.", "cases.add_event",
            EventActForm),
        Act("edit-event", "timeline", "Edit", "Save the event", "Event saved.", "cases.change_event",
            EventActForm, rows=_events),
        Act("state", "statements", "Add a statement", "Add the statement", "Statement added.",
            "cases.add_statement", StateForm),
        Act("cite", "statements", "Cite a source", "Cite it", "Source cited.", "cases.add_citation",
            CiteForm, rows=_statements),
        Act("check", "statements", "Checked by me", "Checked by me", "Checked, in your name.",
            "cases.change_statement", CheckForm, rows=_statements, asks_nothing=True),
        Act("prefer", "statements", "Go by this one", "Go by this one", "This is the account we go by now.",
            "cases.change_statement", PreferForm, rows=_statements, asks_nothing=True),
        Act("add-document", "documents", "Add a document", "Add the document", "Document added.",
            "cases.add_document", DocumentActForm),
        Act("relate", "relations", "Add a related case", "Add the relation", "Relation added.",
            "cases.add_caserelation", RelateForm),
    )
}  # fmt: skip


@dataclass
class ActShown:
    """An act with its form as it stands on the page."""

    act: Act
    form: ActForm
    action: str
    is_open: bool = False
    row: object = None

    @property
    def name(self):
        return self.act.name


class ActsOnCase:
    """For the desk of cases: the addresses of acts, and what happens there."""

    def act_urls(self):
        return [
            path(
                f"<int:object_id>/{act.name}/" + ("<int:row_id>/" if act.rows else ""),
                self.admin_site.admin_view(self.act_view),
                {"name": act.name},
                name=f"cases_case_{act.name}",
            )
            for act in ACTS.values()
        ]

    def act_view(self, request, object_id, name, row_id=None):
        """Show the form, open on the case file; or act, or say what is wrong with all that was typed."""
        act, now = ACTS[name], timezone.now()
        case = self.get_object(request, str(object_id))
        if case is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        if not act.is_for(request.user) or not self.has_view_permission(request, case):
            raise PermissionDenied
        if act.asks_nothing and request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        shown = self.show_act(request, act, case, row=self._row_acted_on(act, case, row_id), is_open=True)
        if request.method == "POST" and shown.form.is_valid() and self._act(shown.form, request, now):
            messages.success(request, act.done, extra_tags=f"at-{act.section}")
            return HttpResponseRedirect(self._then(request, act, case, shown.form))
        return self.case_file(request, case, acting=shown)

    def acts_offered(self, request, case, acting):
        """What this editor may do on the case file, by section, and what scripts and styles it takes."""
        mine = [act for act in ACTS.values() if act.is_for(request.user)]
        shown = {act.name: self.show_act(request, act, case) for act in mine if not act.rows}
        if acting and not acting.row:
            shown[acting.name] = acting
        forms_shown = [one.form for one in (*shown.values(), acting) if one]
        ending = shown.pop("end", None)
        return {
            "acts": {name: [one for one in shown.values() if one.act.section == name] for name in SECTIONS},
            "ending": ending,
            "acting": acting,
            "on_rows": {act.name.replace("-", "_") for act in mine if act.rows},
            "media": sum((form.media for form in forms_shown), Media()),
        }

    def show_act(self, request, act, case, *, row=None, is_open=False):
        """The act with its form: as posted, if this is the one that was posted."""
        options = {"case": case, "user": request.user, "auto_id": f"{act.name}-%s"}
        if act.form is CiteForm:
            options["row"] = row
        elif act.name == "amend":
            options["instance"] = copy(case)  # the page must not show what is refused as if it were so
        elif row:
            options["instance"] = row
        if is_open and request.method == "POST":
            options |= {"data": request.POST, "files": request.FILES}
        query = request.GET.urlencode()
        action = act.address(case, row) + (f"?{query}" if query else "")
        return ActShown(act, act.form(**options), action, is_open=is_open, row=row)

    def _row_acted_on(self, act, case, row_id):
        if not act.rows:
            return None
        row = act.rows(case).filter(pk=row_id).first()
        if row is None:
            raise Http404("No such row in this case.")
        return row

    def _act(self, form, request, now):
        try:
            with transaction.atomic():
                form.filed(by=request.user, now=now)
        except Refused as refused:
            form.tell(refused.error)
            return False
        return True

    def _then(self, request, act, case, form):
        """Back to the section, where the editor was in it; a new minor event is there to be seen."""
        query = request.GET.copy()
        if act.name == "happen" and not _is_noteworthy(form.instance):
            query["timeline"] = "all"
        address = reverse("admin:cases_case_change", args=[case.pk])
        return f"{address}{f'?{query.urlencode()}' if query else ''}#{act.section}"


def _is_noteworthy(event):
    return event.significance == Event.Significance.MAJOR or event.standing == Event.Standing.EXPECTED
