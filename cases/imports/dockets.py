"""A docket file's JSON, read into what the docket prints. Courts of different kinds differ in their keys."""

import re

from cases.docket_numbers import docket_number_key
from cases.imports.counsel import read_counsel, see_above
from cases.imports.counts import read_counts
from cases.imports.entries import read_entry
from cases.imports.federal_courts import describe_federal_court
from cases.imports.printed import PrintedDocket, PrintedParty
from cases.imports.reader import Reader
from cases.imports.wording import cut
from cases.models import Case, Docket
from cases.names import name_key

Kind = Case.Kind
COURT_CODE = re.compile(r"[a-z0-9-]{1,40}")


class NotADocket(Exception):
    """The file can't be read as a docket; the message says why."""


# The model's field, and where files print it.
_TEXTS = {
    "judge": ("assigned_to_str", "panel"),
    "referred_to": ("referred_to_str",),
    "cause": ("cause",),
    "nature_of_suit": ("nature_of_suit",),
    "jurisdiction": ("jurisdiction",),
    "jury_demand": ("jury_demand",),
    "demand": ("demand",),
    "appeal_from": ("appeal_from",),
    "mdl_status": ("mdl_status",),
    "pacer_case_id": ("pacer_case_id",),
}
_KINDS_BY_TYPE = {
    "cr": Kind.CRIMINAL, "mj": Kind.CRIMINAL, "po": Kind.CRIMINAL, "gj": Kind.CRIMINAL, "sw": Kind.CRIMINAL,
    "cv": Kind.CIVIL, "md": Kind.MULTIDISTRICT, "ml": Kind.MULTIDISTRICT, "bk": Kind.BANKRUPTCY,
    "ap": Kind.BANKRUPTCY, "vv": Kind.CIVIL, "mc": Kind.OTHER,
}  # fmt: skip
# How appellate courts begin the type of a case.
_KINDS_BY_WORDS = {
    "criminal": Kind.CRIMINAL,
    "agency, immigration": Kind.IMMIGRATION,
    "immigration": Kind.IMMIGRATION,
    "agency": Kind.ADMINISTRATIVE,
    "bankruptcy": Kind.BANKRUPTCY,
    "civil": Kind.CIVIL,
    "prisoner": Kind.CIVIL,
}
_KINDS_BY_COURT = {
    "jpml": Kind.MULTIDISTRICT,
    "cavc": Kind.ADMINISTRATIVE,
    "cit": Kind.CIVIL,
    "uscfc": Kind.CIVIL,
}
# Collecting on a contract, a loan or land is not enforcement, though the government sues.
_CONTRACT_OR_LAND = re.compile(r"[12]\d\d\b")


def read_docket(values: object) -> PrintedDocket:
    """Read a docket liberally; raises NotADocket where court, number or caption is missing."""
    if not values:
        raise NotADocket("is not a docket: it is empty")
    if isinstance(values, list):
        raise NotADocket("is not a docket: a list; give each docket a file of its own")
    if not isinstance(values, dict):
        raise NotADocket("is not a docket: no JSON object")
    reader = Reader(values)
    court, number, key, caption = _identity(reader)
    kind = _kind(reader, court, key)
    docket = PrintedDocket(
        court=court,
        docket_number=number,
        docket_number_key=key,
        caption=caption,
        kind=kind,
        fields=_fields(reader),
        origin=_origin(reader),
    )
    docket.parties = [party for entry in reader.objects("parties") if (party := _party(entry))]
    see_above([lawyer for party in docket.parties for lawyer in party.counsel])
    entries = [
        read_entry(entry, is_criminal=kind == Kind.CRIMINAL) for entry in reader.objects("docket_entries")
    ]
    docket.entries = [entry for entry in entries if entry]
    # A value that is read for two purposes is warned about once.
    docket.warnings = list(
        {warning["key"] + warning["reason"]: warning for warning in reader.warnings}.values()
    )
    return docket


def _identity(reader):
    court = reader.line("court_id").lower()
    number = reader.line("docket_number")
    caption = reader.line("case_name", 500)
    for key, value in (("court_id", court), ("docket_number", number), ("case_name", caption)):
        if not value:
            raise NotADocket(f"is not a docket: no {key}")
    if not COURT_CODE.fullmatch(court):
        raise NotADocket(f"is not a docket: court_id “{cut(court, 40)}” is no code of a court")
    try:
        return court, cut(number, 100), docket_number_key(number), caption
    except ValueError as problem:
        raise NotADocket(f"docket_number “{cut(number, 40)}” can't be used. {problem}") from problem


def _fields(reader):
    """The docket's fields that the file speaks of; those it leaves out are not its business."""
    fields = {}
    for field in ("date_filed", "date_terminated"):
        if reader.has(field):
            fields[field] = reader.date(field)
    filed, terminated = fields.get("date_filed"), fields.get("date_terminated")
    if filed and terminated and terminated < filed:
        reader.warn("date_terminated", "is before date_filed: left empty")
        fields["date_terminated"] = None
    for field, keys in _TEXTS.items():
        length = Docket._meta.get_field(field).max_length
        if known := [key for key in keys if reader.has(key)]:
            fields[field] = _text(reader, known[0], length)
    return fields


def _text(reader, key, length):
    if isinstance(reader.values[key], list):
        return cut(", ".join(reader.lines(key)), length)
    return reader.line(key, length)


def _kind(reader, court, key):
    if court in _KINDS_BY_COURT:
        return _KINDS_BY_COURT[court]
    described = describe_federal_court(court) or {}
    if "ankruptcy" in described.get("name", ""):
        return Kind.BANKRUPTCY
    if reader.has("case_type_information"):
        words = reader.line("case_type_information").lower()
        return next((kind for start, kind in _KINDS_BY_WORDS.items() if words.startswith(start)), Kind.OTHER)
    return _trial_kind(reader, key)


def _trial_kind(reader, key):
    in_number = re.search(r"-([a-z]{2,4})-", key)
    letters = reader.line("federal_dn_case_type").lower() or (in_number[1] if in_number else "")
    kind = _KINDS_BY_TYPE.get(letters, Kind.OTHER if letters else Kind.CIVIL)
    by_government = reader.line("jurisdiction").lower() in {
        "u.s. government plaintiff",
        "us government plaintiff",
    }
    if kind == Kind.CIVIL and by_government and not _CONTRACT_OR_LAND.match(reader.line("nature_of_suit")):
        return Kind.CIVIL_ENFORCEMENT
    return kind


def _origin(reader):
    """Court and number key of the docket appealed from, if it is named beyond doubt."""
    origin = reader.object("originating_court_information")
    court, number = origin.line("court_id").lower(), origin.line("docket_number")
    try:
        return (court, docket_number_key(number)) if COURT_CODE.fullmatch(court) and number else None
    except ValueError as problem:
        origin.warn("docket_number", f"{problem}: left out")
        return None


def _party(reader):
    name = reader.line("name", 500)
    if not name_key(name):
        reader.warn("name", "names nobody: party left out")
        return None
    counsel = [lawyer for entry in reader.objects("attorneys") if (lawyer := read_counsel(entry, name))]
    return PrintedParty(
        name=name,
        role=reader.line("type", 100),
        date_terminated=reader.date("date_terminated"),
        counsel=_once(counsel, reader),
        counts=read_counts(reader),
    )


def _once(counsel, reader):
    """Each lawyer once: the record has one row for a lawyer of a party."""
    known = {}
    for lawyer in counsel:
        if lawyer.name in known:
            reader.warn("attorneys", f"{lawyer.name} is listed twice: kept once")
            _join(known[lawyer.name], lawyer)
        else:
            known[lawyer.name] = lawyer
    return list(known.values())


def _join(lawyer, again):
    roles = dict.fromkeys(filter(None, [*lawyer.roles_printed.split("; "), *again.roles_printed.split("; ")]))
    lawyer.roles_printed = cut("; ".join(roles), 500)
    lawyer.firm = lawyer.firm or again.firm
    lawyer.is_lead |= again.is_lead
    if not again.date_terminated:
        lawyer.date_terminated = None
