"""The list of cases, with the few filters a reader asks for."""

from urllib.parse import urlencode

from django.core.exceptions import BadRequest

from cases.models import Case, Court, Entity
from newsroom.pages.cards import cards_of
from newsroom.pages.page import ReaderPage
from newsroom.pages.paging import cases_page

CASES_SHOWN = 20
STANDINGS = {"open": "Open", "ended": "Ended"}


class CaseList(ReaderPage):
    """Newest first. `kind`, `court` (its code), `standing` and `party` (an entity's slug) narrow it."""

    template_name = "cases/case_list.html"

    def context(self):
        chosen = {name: self.query.get(name, "") for name in ("kind", "court", "standing", "party")}
        cases, party = narrowed(Case.objects.visible_to(None), **chosen)
        page = cases_page(cases, self.query.get("after", ""), size=CASES_SHOWN)
        return {
            "page": page,
            "cases": cards_of(page.rows),
            "chosen": chosen,
            "party": party,
            "kinds": Case.Kind.choices,
            "courts": Court.objects.hearing(Case.objects.visible_to(None)),
            "standings": STANDINGS.items(),
            "filters": urlencode({name: value for name, value in chosen.items() if value}),
            "is_first": "after" not in self.query,
        }


def narrowed(cases, *, kind, court, standing, party):
    """The cases chosen, and the party they were chosen by. Raises BadRequest for what nobody can choose."""
    entity = None
    if kind:
        cases = cases.filter(kind=_one_of(kind, Case.Kind.values, "kind of case"))
    if court:
        cases = cases.in_court(_found(Court.objects.filter(code=court), "court", court))
    if standing:
        is_open = _one_of(standing, STANDINGS, "standing") == "open"
        cases = cases.open() if is_open else cases.closed()
    if party:
        entity = _found(Entity.objects.visible_to(None).reached_by(party), "party", party)
        cases = cases.naming(entity)
    return cases, entity


def _one_of(value, values, what):
    if value not in values:
        raise BadRequest(f"There is no such {what}.")
    return value


def _found(rows, what, value):
    row = None if "\x00" in value else rows.first()
    if not row:
        raise BadRequest(f"There is no such {what}.")
    return row
