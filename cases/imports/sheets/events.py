from cases.actions import keep, keep_all, record_event
from cases.imports.sheets.cases import COURT, DOCKET_NUMBER
from cases.imports.sheets.change import Change, Dockets, Matching, amend_found, created, different
from cases.imports.sheets.columns import DATE_FORM, of_field
from cases.imports.sheets.parties import CASE
from cases.models import Event

OWN = ("kind", "description", "significance", "standing", "entry_number")
COLUMNS = (
    CASE,
    COURT,
    DOCKET_NUMBER,
    of_field(Event, "date", DATE_FORM, "2025-05-29", meaning="When it happened.", is_required=True),
    of_field(Event, "title", "text", "Joint stipulation of dismissal filed", is_required=True),
    of_field(Event, "kind", "", "dismissal", meaning="What kind of event it is.", is_required=True),
    of_field(Event, "description", "text", "Both sides ask the court to end the case."),
    of_field(Event, "significance", "", "major", meaning="Major events are shown first."),
    of_field(Event, "standing", "", "confirmed", meaning="Whether it has happened."),
    of_field(Event, "entry_number", "text; tells entries of one day and title apart", "299"),
)
ONE_OF = ((("case",), ("court", "docket_number")),)


class EventChange(Change):
    place = None

    def create(self, *, by):
        case, docket = self.place
        values = self.row.values
        details = self.told(*OWN[1:])
        return record_event(
            case, values["kind"], values["date"], values["title"], docket=docket, by=by, **details
        )

    def row_to_be(self):
        case, docket = self.place
        return Event(case=case, docket=docket, **self.told("date", "title", *OWN))

    def amend(self, *, by):
        keep(self.amended("docket", *OWN), by=by)


class EventMatching(Matching):
    """An event is found by case, date and title; of several, first the one with the row's entry number."""

    change_type = EventChange

    def look_up(self, rows):
        self.dockets = Dockets(rows)
        cases = {case.pk for case in self.dockets.cases.values()}
        cases |= {docket.case_id for docket in self.dockets.dockets.values()}
        titles = {row.values["title"] for row in rows}
        self.events = {}
        for event in Event.objects.filter(case__in=cases, title__in=titles).select_related("docket"):
            self.events.setdefault((event.case_id, event.date, event.title), []).append(event)

    def key(self, row):
        return (*self._what(row), row.values.get("entry_number", ""))

    def candidates(self, row):
        events = self.events.get(self._what(row), [])
        number = row.values.get("entry_number")
        if not number:
            return sorted(events, key=lambda event: event.pk)
        fitting = [event for event in events if event.entry_number in {number, ""}]
        return sorted(fitting, key=lambda event: (event.entry_number != number, event.pk))

    def differences(self, row, found):
        _, docket = self.dockets.place(row)
        named = {"docket": docket} if docket else {}
        return different(found, row.values | named, "docket", *OWN)

    def apply_all(self, changes, *, by):
        new = created(changes)
        for change in new:
            change.made = change.row_to_be()
        keep_all([change.made for change in new], by=by)
        amend_found(changes, "docket", *OWN, by=by)

    def change(self, row):
        change = super().change(row)
        change.place = self.dockets.place(row)
        return change

    def _what(self, row):
        case, _ = self.dockets.place(row)
        return (case.pk, row.values["date"], row.values["title"])
