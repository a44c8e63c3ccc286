"""Courts a text names, with the code the record knows them by; None where several may be meant."""

import re
from bisect import bisect_right
from functools import lru_cache

from newsroom.linking.facts.court_names import WORD, folded, trie
from newsroom.linking.facts.fact import Fact, apart_from, longest
from newsroom.linking.facts.places import AMERICAN, FOREIGN

KIND = "court"
_LONGEST = 20
_JOINT = re.compile(r"[ \u00a0]|, ?|\.,? |[’']s ")
# The prosecutors of a district are not its court.
_PROSECUTORS = re.compile(
    r"(?:[Aa]ttorneys?(?:[’']s)?|[Oo]ffice|[Pp]rosecutors?|[Mm]arshals?(?: Service)?) (?:for|in|of"
    r"|from) (?:the )?$"
)
_CAPITAL = r"[A-Z][\w’'-]{1,30}"
_OTHER = re.compile(
    rf"(?<![\w-])(?:{_CAPITAL} (?:and |of )?){{0,5}}(?:Court|Tribunal)"
    rf"(?: (?:of|for) (?:the )?{_CAPITAL}(?: (?:and )?{_CAPITAL}){{0,3}}(?: of (?:the )?{_CAPITAL}"
    rf"(?: {_CAPITAL}){{0,2}})?)?(?![\w-])"
)
_NO_COURTS = re.compile(
    r"(?:The |This |That |A |Tennis |Basketball |Centre |Center |Food )?(?:Court|Tribunal)|.{0,200}(?:Center"
    r"|Centre|Food|Tennis|Basketball) Court"
)
_NATIONS = re.compile(
    rf"\b(?:(?P<american>{'|'.join(re.escape(name) for name in sorted(AMERICAN, key=len, reverse=True))})"
    rf"|(?:{'|'.join(sorted(FOREIGN, key=len, reverse=True))}))(?!\w)"
)
_SUPREME = "Supreme Court"


def find(text: str) -> list[Fact]:
    """Every court by name, city or abbreviation; of one the table lacks, that a court is meant."""
    known = longest(list(_known(text)))
    others = [
        Fact.at(text, _without_article(found), KIND, None, "not in the list of courts")
        for found in _OTHER.finditer(text)
        if not _NO_COURTS.fullmatch(found[0])
    ]
    starts = [fact.start for fact in others]
    known = [_widened(fact, others, starts) for fact in known]
    return sorted([*known, *apart_from(others, known)], key=lambda fact: fact.start)


def _without_article(found):
    words = re.match(
        r"(?:The|A|An|In|At|On|By|Under|Before|From|Under|As|If|But|And|When|While|After|Since) ", found[0]
    )
    return found.start() + (words.end() if words else 0), found.end()


def _widened(fact, others, starts):
    """“Supreme Court” in “Supreme Court of India” is what the longer name says: another one."""
    before = bisect_right(starts, fact.start) - 1
    if fact.value is not None or before < 0:
        return fact
    around = others[before]
    return around if fact.end <= around.end and fact.surface != around.surface else fact


def _known(text):
    words = [(found.start(), found.end(), folded(found[0])) for found in WORD.finditer(text)]
    for index, (start, _end, word) in enumerate(words):
        begins_name = text[start].isupper() or text[start].isdigit() or word == "federal"
        found = _longest_name(text, words, index) if begins_name and word in trie() else None
        if found and (fact := _fact(text, (start, found[0]), found[1])):
            yield fact


def _longest_name(text, words, index):
    node, best, last_end = trie(), None, None
    for start, end, word in words[index : index + _LONGEST]:
        if last_end is not None and not _JOINT.fullmatch(text, last_end, start):
            break
        if (node := node.get(word)) is None:
            break
        if "" in node:
            best = end, node[""]
        last_end = end
    return best


def _fact(text, span, codes):
    span = _with_point(text, span)
    surface = text[slice(*span)]
    if surface.islower() and not surface.startswith("federal court"):
        return None
    if not _is_written_as_name(surface) or _PROSECUTORS.search(text, max(0, span[0] - 40), span[0]):
        return None
    if surface == _SUPREME:
        return _supreme(text, span)
    if codes == ("?",):
        return None if surface.islower() else Fact.at(text, span, KIND, None, "which district is not said")
    if len(codes) > 1:
        return Fact.at(text, span, KIND, None, f"may be any of {', '.join(codes[:6])}")
    return Fact.at(text, span, KIND, codes[0])


def _is_written_as_name(surface):
    """All words but small ones have their capital; an abbreviation has points or nothing but capitals."""
    words = re.findall(r"[^\W\d_][\w.’']*", surface)
    small = {
        "of",
        "for",
        "the",
        "in",
        "and",
        "federal",
        "court",
        "courthouse",
        "s",
        "d",
        "nd",
        "rd",
        "th",
        "st",
    }
    if not all(word[0].isupper() or word in small for word in words):
        return False
    is_abbreviation = len(surface) < 14 and not re.search(r"(?i:court|circuit|district|panel)", surface)
    return not is_abbreviation or "." in surface or surface.isupper()


def _with_point(text, span):
    """The point that ends an abbreviation is its own."""
    last = re.search(
        r"(?:\.[A-Za-z]|\b(?:Cir|Cal|Del|Mass|Tex|Fla|Wash|Pa|Va|Ill|Mich|Ohio|Ga|Conn|Md|Colo|Ariz|Minn|Or"
        r"|Me|Wis|Ind|Neb|Nev|Kan|Ky|La|Ala|Ark|Tenn|Okla|Mo|Mont|Miss|Va|Vt|Wyo|Haw))$",
        text[slice(*span)],
    )
    return (span[0], span[1] + 1) if last and text[span[1] : span[1] + 1] == "." else span


@lru_cache(maxsize=4)
def _nations(text):
    """How often the text speaks of America, and of other countries."""
    found = [bool(nation["american"]) for nation in _NATIONS.finditer(text)]
    return sum(found), len(found) - sum(found)


def _supreme(text, span):
    """Only “Supreme Court”: the American one, where the text speaks of America or of no other country."""
    before = text[max(0, span[0] - 40) : span[0]]
    place = re.search(r"([A-Z]\w+(?: [A-Z]\w+)?)(?:[’']s)? $", before)
    if place and (place[1] in FOREIGN or place[1].split()[-1] in FOREIGN):
        return Fact.at(text, span, KIND, None, f"that of another country: {place[1]}")
    if re.match(r" of (?!the United|Justice)(?:the )?[A-Z]", text[span[1] : span[1] + 12]):
        return Fact.at(text, span, KIND, None, "which Supreme Court is not in the list")
    american, foreign = _nations(text)
    if foreign > american:
        return Fact.at(
            text, span, KIND, None, "which Supreme Court is not said; the text is about other countries"
        )
    note = "taken as the American one: " + (
        "the text speaks of the U.S." if american else "nothing speaks against"
    )
    return Fact.at(text, span, KIND, "scotus", note)
