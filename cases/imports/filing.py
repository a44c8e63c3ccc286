"""Which docket and which case of the record a printed docket is, and what it says about them."""

from django.db.models import Q

from cases.actions import attach_docket, establish_court, file_case, relate_cases
from cases.imports.courts import describe_court
from cases.imports.ledger import Ledger
from cases.imports.printed import PrintedDocket
from cases.models import Case, CaseRelation, Court, Docket, DocketLine
from cases.names import tidy_caption

Line = DocketLine.Kind


class Filing:
    """Finds the docket, or files it: in the case it belongs to beyond doubt, else in a new one.

    A docket of an appeal joins the case of the docket appealed from, and the other way round, whichever
    comes first; so do two appeals from one docket. Where those already stand in several cases, the desk
    keeps them apart for a reason: the docket gets a case of its own, related to each.
    """

    def __init__(self, printed: PrintedDocket, *, by):
        self.printed = printed
        self.by = by
        self.created = 0
        self.has_opened_a_case = False

    def find_or_file(self) -> Docket:
        court = self._court()
        known = Docket.objects.filter(court=court, docket_number_key=self.printed.docket_number_key)
        docket = known.select_related("case", "court").first()
        return docket or self._file(court)

    def _court(self):
        if court := Court.objects.filter(code=self.printed.court).first():
            return court
        self.created += 1
        return establish_court(self.printed.court, by=self.by, **describe_court(self.printed.court))

    def _file(self, court):
        cases = self._same_dispute(court)
        case = cases[0] if len(cases) == 1 else self._new_case()
        if len(cases) > 1:
            self._relate(case, cases)
        self.created += 1
        details = {name: value for name, value in self.printed.fields.items() if value}
        return attach_docket(case, court, self.printed.docket_number, by=self.by, **details)

    def _same_dispute(self, court):
        """The cases with a docket that this one is an appeal from or to, or that shares its origin."""
        here = f"{court.code} {self.printed.docket_number_key}"
        origins = [here]
        dockets = Docket.objects.none()
        if self.printed.origin:
            code, key = self.printed.origin
            origins.append(f"{code} {key}")
            dockets = Docket.objects.filter(court__code=code, docket_number_key=key)
        appeals = DocketLine.objects.filter(kind=Line.ORIGIN, key__in=origins).values("docket")
        return list(Case.objects.filter(Q(dockets__in=dockets) | Q(dockets__in=appeals)).distinct())

    def _new_case(self):
        printed = self.printed
        self.created += 1
        self.has_opened_a_case = True
        values = {
            name: value for name, value in spoken_values(printed).items() if name != "caption" and value
        }
        return file_case(
            tidy_caption(printed.caption), by=self.by, docket_number=printed.docket_number, **values
        )

    def _relate(self, case, cases):
        for other in cases:
            note = "Both go back to one docket; the desk keeps them apart."
            relate_cases(case, CaseRelation.Kind.RELATED, other, note=note, by=self.by)
            self.created += 1


def spoken_values(printed: PrintedDocket) -> dict:
    """What the docket that speaks for a case says about it."""
    dates = {
        name: printed.fields[name] for name in ("date_filed", "date_terminated") if name in printed.fields
    }
    return {"caption": tidy_caption(printed.caption), "kind": printed.kind, **dates}


def bring_docket_up_to_date(ledger: Ledger, printed: PrintedDocket) -> None:
    """The docket's own fields, the caption and the origin it prints."""
    docket = ledger.docket
    values = {"docket_number": printed.docket_number, **printed.fields, "caption": printed.caption}
    line = ledger.line(Line.DOCKET, "docket")
    if line:
        ledger.update(line, docket, values, besides=("caption",))
    else:
        ledger.adopt(Line.DOCKET, "docket", values, docket, besides=("caption",))
    if printed.origin and not ledger.line(Line.ORIGIN, origin := " ".join(printed.origin)):
        ledger.note(Line.ORIGIN, origin, {})


def bring_case_up_to_date(ledger: Ledger, printed: PrintedDocket, *, is_new: bool) -> None:
    """The case's fields, if a docket speaks for it and not the desk, which filed it by hand."""
    docket = ledger.docket
    case = docket.case
    if is_new:
        line = ledger.note(Line.CASE, "case", spoken_values(printed), case)
    else:
        line = DocketLine.objects.filter(kind=Line.CASE, row=case.pk).select_related("docket__court").first()
    if line is None:
        return
    if line.docket_id != docket.pk and _speaks_before(docket, line.docket):
        ledger.take_over(line)
    values = spoken_values(printed) if line.docket_id == docket.pk else {}
    others = Docket.objects.filter(case=case).exclude(pk=docket.pk).values_list("date_terminated", flat=True)
    ends = [docket.date_terminated, *others]
    # A case is over when the last of its dockets is.
    values["date_terminated"] = max(ends) if all(ends) else None
    ledger.update(line, case, values)


def _speaks_before(docket, other):
    """A trial docket speaks for a case that an appeal opened."""
    appellate = {Court.Level.INTERMEDIATE_APPEAL, Court.Level.LAST_RESORT}
    return docket.court.level not in appellate and other.court.level in appellate
