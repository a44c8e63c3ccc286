from cases.actions import (
    amend_all,
    amend_case,
    attach_docket,
    attach_dockets,
    file_case,
    file_cases,
    keep,
)
from cases.docket_numbers import docket_number_key
from cases.imports.sheets.change import (
    Change,
    Dockets,
    Matching,
    Rejected,
    amend_found,
    created,
    different,
)
from cases.imports.sheets.columns import DATE_FORM, Column, of_field, read_docket_number, read_yes_or_no
from cases.models import Case, Court, Docket

OWN = ("caption", "kind", "summary", "date_filed", "date_terminated", "is_sealed")
OF_DOCKET = ("judge", "cause", "nature_of_suit")
IN_DOCKET = ("docket_number", *OF_DOCKET)
COURT = Column("court", "The court, by its code.", "the code courts are known by", "dcd", str.casefold)
DOCKET_NUMBER = Column(
    "docket_number",
    "The number the court keeps the case under.",
    "as the court prints it",
    "1:23-cv-01599-ABJ",
    read_docket_number,
)
COLUMNS = (
    of_field(Case, "slug", "lower-case letters, digits and hyphens", "sec-v-binance"),
    of_field(Case, "caption", "text", "SEC v. Binance Holdings Limited", is_required=True),
    of_field(Case, "kind", "", "civil_enforcement", meaning="What kind of case it is."),
    of_field(Case, "summary", "text", "The regulator sued the exchange."),
    of_field(Case, "date_filed", DATE_FORM, "2023-06-05", meaning="When it was filed."),
    of_field(Case, "date_terminated", DATE_FORM, "2025-05-30"),
    Column("is_sealed", "Sealed by order of a court: shown to no reader.", "yes or no", "no", read_yes_or_no),
    COURT,
    DOCKET_NUMBER,
    of_field(Docket, "judge", "text", "Amy Berman Jackson"),
    of_field(Docket, "cause", "text", "15:78 Securities Exchange Act"),
    of_field(Docket, "nature_of_suit", "text", "850 Securities/Commodities"),
)
ONE_OF = ((("slug",), ("court", "docket_number")),)


class CaseChange(Change):
    docket = None
    court = None

    def create(self, *, by):
        values = self.row.values
        details = self.told("slug", *OWN[1:])
        number = values.get("docket_number", "")
        docket = self.told(*OF_DOCKET)
        return file_case(
            values["caption"], court=self.court, docket_number=number, docket=docket, by=by, **details
        )

    def docket_to_be(self):
        return Docket(
            case=self.found or self.made,
            court=self.court,
            docket_number=self.row.values["docket_number"],
            **self.told(*OF_DOCKET),
        )

    def amend(self, *, by):
        if case := self.amended(*OWN):
            amend_case(case, by=by)
        if self.court and self.docket is None:
            number = self.row.values["docket_number"]
            attach_docket(self.found, self.court, number, by=by, **self.told(*OF_DOCKET))
        elif docket := self.amended_docket():
            keep(docket, by=by)

    def amended_docket(self):
        """The docket with its changed fields set, or None if none of these changed."""
        changed = self.differences.keys() & set(IN_DOCKET) if self.docket else ()
        for name in changed:
            setattr(self.docket, name, self.differences[name][1])
        return self.docket if changed else None


class CaseMatching(Matching):
    """A case is found by its slug, else by court and docket number."""

    change_type = CaseChange

    def look_up(self, rows):
        self.dockets = Dockets(rows)
        told = [row.values for row in rows]
        slugs = {values["slug"] for values in told if "slug" in values}
        self.cases = {case.slug: case for case in Case.objects.filter(slug__in=slugs)}
        codes = {values["court"] for values in told if "court" in values}
        self.courts = {court.code: court for court in Court.objects.filter(code__in=codes)}

    def candidates(self, row):
        docket = self.dockets.docket(row)
        self._check(row, docket)
        if "slug" not in row.values:
            return [docket.case] if docket else []
        case = self.cases.get(row.values["slug"])
        if docket and docket.case != case:
            raise Rejected("docket_number", f"Another case has this docket: {docket.case.slug}.")
        return [case] if case else []

    def _check(self, row, docket):
        if "slug" not in row.values and "court" not in row.values:
            raise Rejected("slug", "Give a slug, or court and docket_number, to find the case by.")
        if "court" in row.values and docket is None and row.values["court"] not in self.courts:
            raise Rejected("court", "The record knows no court of this code.")
        if "court" not in row.values and row.values.keys() & set(OF_DOCKET):
            raise Rejected("docket_number", "Judge, cause and nature of suit belong to a docket: name it.")

    def key(self, row):
        values = row.values
        if "slug" in values:
            return (values["slug"],)
        return (values["court"], docket_number_key(values["docket_number"]))

    def differences(self, row, found):
        told = different(found, row.values, *OWN)
        docket = self.dockets.docket(row)
        if docket:
            return told | different(docket, row.values, *OF_DOCKET, "docket_number")
        if "court" in row.values:
            names = ("court", "docket_number", *OF_DOCKET)
            told |= {name: ("", row.values[name]) for name in names if name in row.values}
        return told

    def apply_all(self, changes, *, by):
        new = created(changes)
        for change in new:
            change.made = Case(**change.told("slug", *OWN))
        dockets = [change.docket_to_be() for change in new if change.court]
        file_cases([change.made for change in new], dockets, by=by)
        amend_found(changes, *OWN, by=by)
        known = [change for change in changes if change.found and change.differences]
        further = [change.docket_to_be() for change in known if change.court and change.docket is None]
        attach_dockets(further, by=by)
        amend_all([docket for change in known if (docket := change.amended_docket())], set(IN_DOCKET), by=by)

    def change(self, row):
        change = super().change(row)
        change.docket = self.dockets.docket(row)
        change.court = self.courts.get(row.values.get("court"))
        return change
