"""Lawyers as a docket lists them: name, firm and roles. Addresses, telephones and e-mails are not kept."""

import re

from cases.imports.printed import PrintedCounsel
from cases.imports.reader import Reader
from cases.imports.wording import cut, read_date
from cases.names import name_key

_TERMINATED = re.compile(r"TERMINATED:?\s*(?P<date>.*)", re.IGNORECASE)
_LEAD = re.compile(r"\b(LEAD|LD)\b", re.IGNORECASE)
_PRO_SE = re.compile(r"\bpro[ -]se\b", re.IGNORECASE)

# A contact block is the firm, the address and how to reach them; labels may stand before the firm.
_LABELLED = re.compile(
    r".*@|(direct|firm|fax|e-?mail|phone|tel|telephone|cell|mobile|pager|business|home|office|web ?site|url)"
    r"\b.{0,12}:",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\(.*\)|see (above|below)\b.*", re.IGNORECASE)
_SEE_ABOVE = re.compile(r"\(?see above\b", re.IGNORECASE)
_PHONE = re.compile(r"[\d() ./+x-]{7,}")
_STREETS = r"(street|st|avenue|ave|road|rd|boulevard|blvd|drive|lane|ln|highway|hwy|parkway|pkwy|plaza)"
_ADDRESS = re.compile(
    rf"\d|#|p\.? ?o\.? (box|drawer)\b|post office box|(suite|ste|room|rm|floor|unit|box)\b"
    rf"|(one|two|three|four|five|six|seven|eight|nine|ten)\b.*\b{_STREETS}\b"
    rf"|.*\b({_STREETS}|suite|floor|building|bldg)\.?$|.*\d{{4}}",
    re.IGNORECASE,
)


def read_counsel(reader: Reader, party_name: str) -> PrintedCounsel | None:
    """A lawyer of a party, or None where no name is printed."""
    name = re.sub(r"[ ,;-]+$", "", reader.line("name", 250))
    if not name:
        reader.warn("name", "is missing: lawyer left out")
        return None
    contact = [line for line in reader.text("contact").split("\n") if line]
    roles = reader.lines("roles")
    is_self = _is_self(name, party_name, roles, contact)
    return PrintedCounsel(
        name=name,
        firm="" if is_self else firm_in(contact),
        roles_printed=cut("; ".join(role for role in roles if not _TERMINATED.match(role)), 500),
        is_lead=any(_LEAD.search(role) for role in roles),
        is_self_represented=is_self,
        date_terminated=_terminated(reader, roles),
        is_seen_above=any(_SEE_ABOVE.match(line) for line in contact),
    )


def see_above(lawyers: list[PrintedCounsel]) -> None:
    """Give lawyers whose address is "see above" the firm that is printed with their name above."""
    firms = {}
    for lawyer in lawyers:
        if lawyer.is_seen_above:
            lawyer.firm = lawyer.firm or firms.get(name_key(lawyer.name), "")
        elif lawyer.firm:
            firms[name_key(lawyer.name)] = lawyer.firm


def firm_in(contact: list[str]) -> str:
    """The firm, if the first line that is not a way to reach somebody reads like one."""
    no_firms = (_LABELLED.match, _PHONE.fullmatch, _ASIDE.fullmatch)
    lines = [line for line in contact if not any(is_none(line) for is_none in no_firms)]
    if not lines or _ADDRESS.match(lines[0]) or _PRO_SE.search(lines[0]) or not name_key(lines[0]):
        return ""
    return cut(lines[0], 250)


def _is_self(name, party_name, roles, contact):
    says_so = any(_PRO_SE.search(line) for line in [*roles, *contact])
    return says_so or name_key(name) == name_key(party_name) != ""


def _terminated(reader, roles):
    for role in roles:
        if found := _TERMINATED.match(role):
            try:
                return read_date(found["date"])
            except ValueError as problem:
                reader.warn("roles", f"{problem}: left empty")
    return None
