"""Docket numbers: what a case is called in one court, brought to one spelling so that it can be matched.

Federal trial courts number as their filing system, CM/ECF, does: office:yy-type-number. 1:23-cv-01599 was
filed in office 1 in 2023, is civil, and was the 1,599th of its type that year; courts explain the parts on
their sites, for instance the Southern District of California under "Location of case files". Behind it come
the initials of judges or the number of one defendant, which name the same case. Federal courts of appeals and
bankruptcy courts print yy-number, the multidistrict panel MDL No. number. Every other form is kept and only
cleaned: two state cases may differ in a letter whose meaning we don't know.
"""

import re
import unicodedata

LONGEST_KEY = 100

_WORDS_FOR_TYPES = {
    "ap": ("adversary", "adv"),
    "bk": ("bankr",),
    "cr": ("criminal", "crim"),
    "cv": ("civil", "civ", "c"),
    "mc": ("miscellaneous", "misc"),
    "md": ("mdl",),
    "mj": ("mag",),
}
_TYPES = {word: kind for kind, words in _WORDS_FOR_TYPES.items() for word in words}
_TYPES |= {kind: kind for kind in ("ap", "bk", "cm", "cr", "cv", "gj", "mc", "md", "mj", "mp", "po", "sw")}
_TYPE = rf"(?P<type>{'|'.join(sorted(_TYPES, key=len, reverse=True))})(?![a-z])"

# Words that only announce a number. "Civil" and "criminal" are not among them: they tell two numbers apart.
_EDGES = " .,;:-#"
_ANNOUNCEMENT = re.compile(
    r"[ .,;:#-]*(?:(?:case|docket|dkt|(?:court|index|cause|file)(?= no)|nos?|number)\b[ .,;:#-]*)*"
)
# "Civil Action No. 23-1599" says in words what 23-cv-1599 says in letters.
_TYPE_IN_WORDS = re.compile(
    rf"{_TYPE}[. ]*(?:(?:action|act|case|docket|proceeding|proc|pro|a)\b[. ]*)*(?:(?:nos?|number)\b)?[ .:#]*"
)

_OFFICE = r"(?:(?P<office>\d{1,2}) ?: ?)"
_YEAR = r"(?P<year>(?:19|20)?\d\d)"
_NUMBER = r"(?P<number>\d{1,7})(?!\d)"
_BRACKETS = r"(?: ?[(\[][^()\[\]]{1,60}[)\]])"
# Initials of judges ("N/A" before one is named), the number of a defendant, words in brackets.
_TAIL = rf"(?:[ -][a-z][a-z/]{{0,5}}\d{{0,2}}(?![a-z\d])|-\d{{1,3}}(?!\d)|{_BRACKETS})*"
# yy-number may also be a state's: only what appeals (23-7222-cr) and bankruptcies (17-80033-CRJ7) add goes.
_PLAIN_TAIL = rf"(?:-(?:ag|bk|cr|cv|mv|op|pr)|(?<=-\d{{5}})-[a-z]{{3}}-?(?:7|9|11|12|13|15)?)?{_BRACKETS}*"

_TYPED_FORMS = (
    # 1:23-cv-01599-ABJ, 97cv0001-H(CM), 23 Civ. 1599 (JPO), S1 19 Cr. 123
    re.compile(rf"(?:s\d{{1,2}}[ -])?{_OFFICE}?{_YEAR}[ -]?{_TYPE}\.?[ -]?{_NUMBER}{_TAIL}"),
    # With an office it is federal, so that other letters are a type too: 5:23-hc-02001
    re.compile(rf"{_OFFICE}{_YEAR}[ -]?(?P<type>[a-z]{{2,4}})[ -]?{_NUMBER}{_TAIL}"),
    # CV-23-01599-PHX-ROS, C 08-00177 SI, 1:CV-04-1214
    re.compile(rf"{_OFFICE}?{_TYPE}\.?[ -]?{_YEAR}-{_NUMBER}{_TAIL}"),
)
_UNTYPED_FORM = re.compile(rf"{_OFFICE}?{_YEAR}-{_NUMBER}{_TAIL}")
_PLAIN_FORM = re.compile(rf"{_OFFICE}?{_YEAR}-{_NUMBER}{_PLAIN_TAIL}")
_MULTIDISTRICT_FORM = re.compile(rf"mdl[ -]?(?:docket )?(?:no[.:]* ?)?(?P<number>\d{{1,5}}){_BRACKETS}*")


def docket_number_key(printed: str) -> str:
    """The one spelling of a docket number within its court; a key is its own key."""
    text = _cleaned(printed)
    if not any(character.isalnum() for character in text):
        raise ValueError("Type the docket number as the court prints it, for example 1:23-cv-01599.")
    text = _without_announcement(text) or text
    key = _multidistrict_key(text) or _typed_key(text) or _plain_key(text) or text
    if len(key) > LONGEST_KEY:
        raise ValueError(f"This docket number is too long. Keep it to {LONGEST_KEY} characters.")
    return key


def docket_number_core(key: str) -> str:
    """The key without its office, 23-cv-01599: what reporters usually quote."""
    return re.sub(r"^[0-9]+:", "", key)


def _cleaned(printed):
    """One case of letters, one kind of dash and space, nothing invisible."""
    folded = printed
    for _ in range(2):  # what folding makes may need it again, as Unicode says of caseless matching
        folded = unicodedata.normalize("NFKD", folded).casefold()
    visible = "".join(_plain_character(character) for character in unicodedata.normalize("NFKC", folded))
    return re.sub(r"[ -]*-[ -]*", "-", " ".join(visible.split()))


def _plain_character(character):
    category = unicodedata.category(character)
    if category == "Pd" or character == "−":
        return "-"
    if category.startswith("C"):
        return " " if character.isspace() else ""
    return character


def _without_announcement(text):
    return text[_ANNOUNCEMENT.match(text).end() :].rstrip(_EDGES)


def _multidistrict_key(text):
    found = _MULTIDISTRICT_FORM.fullmatch(text)
    return found and f"mdl-{int(found['number'])}"


def _typed_key(text):
    in_words = _TYPE_IN_WORDS.match(text)
    for candidate in [text, text[in_words.end() :]] if in_words else [text]:
        for form in _TYPED_FORMS:
            if found := form.fullmatch(candidate):
                return _federal(found, _TYPES.get(found["type"], found["type"]))
    if in_words and (found := _UNTYPED_FORM.fullmatch(text, in_words.end())):
        return _federal(found, _TYPES[in_words["type"]])
    return None


def _plain_key(text):
    found = _PLAIN_FORM.fullmatch(text)
    return found and f"{_office(found)}{_year(found)}-{int(found['number'])}"


def _federal(found, kind):
    return f"{_office(found)}{_year(found)}-{kind}-{int(found['number']):05d}"


def _office(found):
    return f"{int(found['office'])}:" if found["office"] else ""


def _year(found):
    return f"{int(found['year']) % 100:02d}"
