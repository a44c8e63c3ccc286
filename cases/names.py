"""Names as courts print them: the key that matches them, a form fit to read, and what they name."""

import re
import unicodedata
from collections.abc import Iterator

from cases.common_words import COMMON_WORDS

TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+")

_PRISONER_NUMBER = re.compile(
    r"\( ?# ?[a-z]?[\d-]{4,} ?\)"
    r"|,? ?\b(?:reg(?:ister)?|inmate|prison(?:er)?)\.? ?(?:no\.?|number|id|#):? ?#?[a-z]?[\d-]{4,}",
    re.IGNORECASE,
)
_VERSUS = re.compile(r" (?:vs?\.?|-v-) ")
_SHOUTED_VERSUS = re.compile(r" (?:VS?\.?|-V-) ")


def _words(text):
    return frozenset(text.split())


# Small inside a name; "a" is not, as it may be an initial.
_SMALL = _words(
    """
    a/k/a aka al an and as at by d/b/a da dba de del der di dos et ex f/k/a fka for from in of on or
    re rel the to von with
    """
)
# Capitals although a vowel makes them look like words; those without a vowel need no list.
_ACRONYMS = _words(
    """
    ACLU AFL AG AIG AOL BAE CIA CIO EEOC EPA FBI FDA FDIC HIV IBM II III IRS ITC IV IX NA NAACP NATO
    NY NYC NYPD OCC OSHA PA SA SEC UAW UBS UK UN UPS US USA USAA VI VII VIII XI
    """
)
# Words although they have no vowel.
_ABBREVIATIONS = _words("BLDG BLVD CTR DR FT JR LN LTD MFG MGMT MR MRS MS MT NG NTL PVT RD SR ST STR SVCS")
_INNER_CAPITALS = {"GMBH": "GmbH", "MACARTHUR": "MacArthur", "MACDONALD": "MacDonald", "PHD": "PhD"}

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
_TITLE = r"(?:hon|honorable|judge|justice|president|gov|governor|sen|rep|dr|mr|mrs|ms|rev|sgt|officer|warden)"
_PERSON = re.compile(rf"{_TITLE} (?!and |of )\w+( \w+){{0,4}}|\w{{2,}}( \w)+ \w{{2,}}|.* (jr|sr|ii|iii|iv)")
_NAMELESS = re.compile(r"((john|jane|james|joseph|mary) )?(doe|does|roe)( \d.*| [ivx]+)?")


def name_key(text: str) -> str:
    """The one spelling by which names match: words without accents, capitals or the dots of acronyms."""
    return " ".join(key for key, _, _ in name_words(unicodedata.normalize("NFC", text)))


def name_words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of the name key one by one, each with where it stands in the text, which is in NFC."""
    for found in TOKEN.finditer(text):
        if key := _folded(found[0]):
            yield key, found.start(), found.end()


def tidy_name(printed: str) -> str:
    """The name with its titles, but without stray spaces and commas or the number of a prisoner."""
    text = _spaced(printed)
    return _spaced(_PRISONER_NUMBER.sub(" ", text)).strip(" ,;") or text


def readable_name(printed: str) -> str:
    """The tidy name, its parts in capitals written as names are: a guess where they may be an acronym."""
    text = tidy_name(printed)
    if _shouts(text):
        return _sentence(text)
    first, *rest = text.split(",")
    first = _sentence(first) if _shouts(first) else first
    return ",".join([first, *(_written(part) if _shouts(part) else part for part in rest)])


def why_weak(wording: str, *, of: str, is_person: bool, is_symbol: bool = False) -> str:
    """Why the wording alone is poor evidence that `of` is meant, in one word; empty where nothing is.

    One of symbol, digits, short, lower_case, surname, given_name, common_word.
    """
    words = name_key(wording).split()
    return next((reason for reason, fits in _WEAK if fits(words, wording, of, is_person, is_symbol)), "")


def guess_kind(name: str) -> str:
    """What a party's name most likely names: person, company, agency, organisation, court or law_firm."""
    key = name_key(_without_description(tidy_name(name)))
    return next((kind for kind, fits in _KINDS if fits(key, set(key.split()))), "organisation")


def tidy_caption(printed: str) -> str:
    """The caption with "v." between its sides, each side fit to read."""
    text = _spaced(printed)
    sides = _VERSUS.split(text)
    if not _shouts(text):
        return " v. ".join(map(readable_name, sides))
    if len(sides) == 1 and len(shouted := _SHOUTED_VERSUS.split(text)) == 2:
        sides = shouted  # of two capital Vs one is an initial, and which can't be told
    return " v. ".join(_sentence(tidy_name(side)) for side in sides)


def _folded(token):
    if token.isascii():
        return token.replace(".", "").lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", token).casefold())
    return "".join(character for character in apart if character.isalnum())


def _spaced(printed):
    visible = (character for character in printed if unicodedata.category(character) not in {"Cf", "Cs"})
    return " ".join("".join(" " if character == "\0" else character for character in visible).split())


def _shouts(text):
    """Whether it is printed in capitals; short acronyms alone are not shouting."""
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return capitals >= 0.9 * len(letters) and bool(re.search(r"[^\W\d_]{4}", text))


def _sentence(text):
    written = _written(text)
    return written[:1].upper() + written[1:]


def _written(text):
    words = " ".join(map(_written_word, text.split(" ")))
    return re.sub(r"\bde L(?=a |as |os )", "de l", words)  # de la Cruz, but Los Angeles


def _written_word(word):
    core = word.strip('.,;:()[]"“”')
    if core.upper() in _INNER_CAPITALS:
        return word.replace(core, _INNER_CAPITALS[core.upper()])
    if core.lower() in _SMALL:
        return word.lower()
    return word if _is_acronym(word, core) else re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", _capitalised, word)


def _is_acronym(word, core):
    if core in _ACRONYMS or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", word.strip(",;:()")):
        return True
    in_brackets = re.search(r"[(\"“]\w+[)\"”]", word)
    short = len(core) <= 5 and (in_brackets or "&" in core or not re.search("[AEIOUYaeiouy]", core))
    return bool(short) and core not in _ABBREVIATIONS


def _capitalised(found):
    """Smith, O'Brien, McDermott, but Macy's."""
    first, *rest = re.split(r"(['’])", found[0].lower())
    if len(first) == 1:
        rest = [part.capitalize() for part in rest]
    if re.fullmatch(r"mc[^\W\d_]{2,}", first):
        return "".join(["Mc", first[2:].capitalize(), *rest])
    return "".join([first.capitalize(), *rest])


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


def _is_surname(words, wording, of, is_person, _is_symbol):
    """Zhao, Mr. Zhao, van der Berg, Smith-Jones; not Jane Roe, though it is how Mary Jane Roe ends."""
    words = words[1:] if len(words) > 1 and re.fullmatch(_TITLE, words[0]) else words
    own = _without_suffix(name_key(of).split())
    is_one = len(words) == 1 or " " not in wording or words[0] in _PARTICLES
    return is_person and is_one and len(words) < len(own) and words == own[-len(words) :]


def _is_given_name(words, _wording, of, is_person, _is_symbol):
    own = name_key(of).split()
    return is_person and len(words) == 1 < len(own) and words[0] in own


def _without_suffix(words):
    return words[:-1] if words and words[-1] in {"jr", "sr", "ii", "iii", "iv"} else words


def _is_common(words, wording, *_):
    # In capitals it is an acronym, and matches only in capitals.
    return len(words) == 1 and words[0] in COMMON_WORDS and not wording.isupper()


_PARTICLES = _words("al bin da de del den der di dos du el ibn la le san st ten ter van von")
# In this order: the first that fits.
_WEAK = (
    ("symbol", lambda _words, _wording, _of, _is_person, is_symbol: is_symbol),
    ("digits", lambda words, *_: "".join(words).isdigit()),
    ("short", lambda words, *_: len("".join(words)) <= 2 and words[0].isascii()),
    ("lower_case", lambda words, wording, *_: len(words) == 1 and wording.islower()),
    ("surname", _is_surname),
    ("given_name", _is_given_name),
    ("common_word", _is_common),
)
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
