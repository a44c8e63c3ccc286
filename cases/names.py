"""Names as courts print them: the key that matches them, a form fit to read, when one is poor evidence."""

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

TITLE = r"(?:hon|honorable|judge|justice|president|gov|governor|sen|rep|dr|mr|mrs|ms|rev|sgt|officer|warden)"


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


def _is_surname(words, wording, of, is_person, _is_symbol):
    """Zhao, Mr. Zhao, van der Berg, Smith-Jones; not Jane Roe, though it is how Mary Jane Roe ends."""
    words = words[1:] if len(words) > 1 and re.fullmatch(TITLE, words[0]) else words
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
