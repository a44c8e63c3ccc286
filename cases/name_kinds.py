"""What a name most likely names, guessed from its words: a person, a company, an agency or another."""

import re

from cases.names import TITLE, name_key, tidy_name


def _words(text):
    return frozenset(text.split())


# The words of a name's key that tell its kind. What a company calls itself decides before what it does.
_COMPANY_FORMS = _words("corp corporation gmbh inc incorporated limited llc llp lp ltd plc pllc")
_COMPANY_ENDINGS = _words("ab ag bv co company kk lllp na nv oy sa se spa")
_LAW_FIRM_ENDINGS = _words("apc llp pa pc pllc")
_NOT_LAWYERS = _words(
    """
    accountants bdo capital clinic deloitte dental ernst fund grant health holdings kpmg medical
    partners physicians pricewaterhousecoopers radiology surgery tax
    """
)
_NONPROFITS = _words(
    """
    alliance association associations chamber charities church coalition committee congregation
    council diocese federation foundation fund institute league ministries museum society union
    university
    """
)
_ORGANISATIONS = _NONPROFITS | _words(
    """
    academy activists advocates americans archdiocese campaign center centre chapter choir citizens
    clergy club college colleges committees companies conference counsel equality estate families
    freedom friends group groups hospital initiative justice kids liberty library list members
    mosque movement national network news officials organisation organisations organization
    organizations owners party plaintiffs press professionals professors program project rights
    scholars school schools seminary service services synagogue team temple tribe tribune trust
    universities usa victims voters watch women workers
    """
)
_COMPANIES = _words(
    """
    airlines airways apparel bancorp bank boutiques brewing brokerage capital distribution electric
    energy enterprises entertainment foods holdings hotels industries insurance investments
    laboratories labs logistics manufacturing markets motors oil petroleum pharma pharmaceuticals
    products properties realty restaurant retail savings securities software solutions stores
    studios supply systems technologies telecom trading trucking ventures wholesale
    """
)
_AGENCIES = _words(
    """
    administration agency authority bureau commission correctional corrections county customs
    department dept jail ministry municipality penitentiary police prison prosecutor sheriff
    sheriffs treasury
    """
)
_AGENCY = re.compile(
    r"(the )?(united states( of america)?$|usa?$|(state|city|county|town|village|borough|parish|commonwealth"
    r"|people|government|kingdom|republic|territory|province|district) of "
    r"|(district )?attorney general|governor of|federal .*corporation$|internal revenue service"
    r"|(board|office|secretary|embassy) of (?!trustees|directors|regents))"
)
_PERSON = re.compile(rf"{TITLE} (?!and |of )\w+( \w+){{0,4}}|\w{{2,}}( \w)+ \w{{2,}}|.* (jr|sr|ii|iii|iv)")
_NAMELESS = re.compile(r"((john|jane|james|joseph|mary) )?(doe|does|roe)( \d.*| [ivx]+)?")


def guess_kind(name: str) -> str:
    """What a party's name most likely names: person, company, agency, organisation, court or law_firm."""
    key = name_key(_without_description(tidy_name(name)))
    return next((kind for kind, fits in _KINDS if fits(key, set(key.split()))), "organisation")


def _without_description(text):
    """The name before a comma, unless the comma is part of it: "Garland, Attorney General", but "X, Inc."."""
    head, _, tail = text.partition(",")
    first = name_key(tail).partition(" ")[0]
    belongs = _COMPANY_FORMS | _COMPANY_ENDINGS | _LAW_FIRM_ENDINGS | {"jr", "sr", "ii", "iii", "iv"}
    return text if first in belongs or " " not in head else head


def _is_matter(key, _words):
    return bool(re.match(r"(in re|in the matter of|ex parte)\b", key))


def _is_surely_person(key, words):
    return bool(_PERSON.fullmatch(key) or _NAMELESS.fullmatch(key)) and not words & _COMPANY_FORMS


def _is_government(key, words):
    return bool(_AGENCY.match(key)) and not words & (_COMPANY_FORMS - {"corporation"})


def _is_law_firm(key, words):
    ending = {key.rpartition(" ")[2]}
    says_so = re.search(r"\blaw (offices?|firm|group)\b", key) or ending & _LAW_FIRM_ENDINGS
    return bool(says_so) and not words & _NOT_LAWYERS


def _is_nonprofit(_key, words):
    return bool(words & _NONPROFITS) and not words & {"llc", "llp", "lp", "plc"}


def _is_incorporated(key, words):
    return bool(words & _COMPANY_FORMS) or key.rpartition(" ")[2] in _COMPANY_ENDINGS | _LAW_FIRM_ENDINGS


def _is_court(_key, words):
    return bool(words & {"court", "courts"})


def _is_agency(key, words):
    return bool(words & _AGENCIES) or bool(re.match(r"(the )?(united states|us) ", key))


def _is_company(_key, words):
    return bool(words & _COMPANIES)


def _is_organisation(key, words):
    joined = re.search(r"\w (across|against|and|for|in|of|on|the|to|with|without) \w| first$|\d", key)
    return bool(words & _ORGANISATIONS or joined)


def _is_person(key, _words):
    return 2 <= len(key.split()) <= 5 and not key.startswith("the ")


# In this order: the first that fits.
_KINDS = (
    ("organisation", _is_matter),
    ("person", _is_surely_person),
    ("agency", _is_government),
    ("law_firm", _is_law_firm),
    ("organisation", _is_nonprofit),
    ("company", _is_incorporated),
    ("court", _is_court),
    ("agency", _is_agency),
    ("company", _is_company),
    ("organisation", _is_organisation),
    ("person", _is_person),
)
