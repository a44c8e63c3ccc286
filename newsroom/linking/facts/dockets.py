"""Docket numbers as courts and reporters print them, with the key by which the record matches them."""

import re
from collections.abc import Iterator

from cases.docket_numbers import docket_number_key
from newsroom.linking.facts.fact import Fact, longest

KIND = "docket_number"

_TYPE = r"(?:[cC][vVrR]|CIV|Civ|civ|CRIM|Crim|crim|Cr|[mM][cCdDjJ]|[bB][kK]|[aA][pP]|hc|sw|mp|po|gj|cm)"
_JUDGES = (
    r"(?:[ ]?\([A-Z][A-Za-z/]{1,5}(?:[ ]?\([A-Z]{2,4}\))?\)|-[A-Z][A-Za-z/]{1,5}\d{0,2}(?![\w])"
    r"|-\d{1,3}(?![\w-])){0,4}"
)
_DASH = r"[-‐‑–−]"
_EDGE = r"(?<![\w:/.-])"
_CLOSE = r"(?![\w/]|-\d)"

# 1:23-cv-01599-ABJ, 23-cv-1599, S1 19 Cr. 123 (KPF), 23 Civ. 1599
_TYPED = re.compile(
    rf"{_EDGE}(?:S\d{{1,2}} )?(?:\d{{1,2}}:)?(?:19|20)?\d\d(?:{_DASH}| )?{_TYPE}(?:{_DASH}"
    rf"|(?<![a-z]cr)(?<! cr)\.? )?\d{{1,6}}{_JUDGES}{_CLOSE}"
)
# CV-23-01599-PHX-ROS, CR 08-00177
_TYPE_FIRST = re.compile(
    rf"{_EDGE}(?:\d{{1,2}}:)?(?:CV|CR|CIV|C|MC)(?:{_DASH}"
    rf"| )\d\d{_DASH}\d{{4,6}}(?: [A-Z]{{2,3}}(?![\w]))?{_JUDGES}{_CLOSE}"
)
# Civil Action No. 23-1599 (ABJ): the words tell what the number leaves out.
_IN_WORDS = re.compile(
    r"\b(?:Civil|Criminal|Crim\.|Civ\.|Adversary|Adv\.|Misc(?:ellaneous|\.)) (?:(?:Action|Case|Docket"
    r"|Proc(?:eeding|\.)|A\.) )?"
    rf"(?:Nos?\.|Number|No) ?(?:\d{{1,2}}:)?(?:19|20)?\d\d{_DASH}\d{{1,6}}{_JUDGES}{_CLOSE}"
)
_MULTIDISTRICT = re.compile(r"\bMDL(?: Docket)?(?: No\.?| Number|-)? ?\d{2,5}\b")
# What follows says a docket number comes: nearly any shape is one then.
_ANNOUNCED = re.compile(
    r"\b(?:[Cc]ase|CASE|[Dd]ocket|DOCKET|Index|[Cc]ause|Claim|File|[Pp]etition|[Aa]ppeal|Writ Petition)"
    r" (?:[Nn]os?\.:?|NO\.|[Nn]umbers?|№|#) ?"
)
_CASE = re.compile(r"\b(?:[Cc]ases?) (?=[CTF]-\d|\d\d-\d{5}\b)")
_NUMBERED = re.compile(r"(?:(?<=^)|(?<=[^\w])|(?<=\())N(?:o|os|OS)\. ")
_TOKEN = re.compile(
    r"[A-Z]{0,4}(?:(?<=[A-Z]) )?[0-9A-Z](?:[A-Za-z0-9]"
    r"|[:/‐‑–-](?=[A-Za-z0-9])){1,38}(?:[ ]?\([A-Z]{2,4}\)){0,2}"
)
_PLAIN = re.compile(
    rf"(?:19|20)?\d\d{_DASH}(?:\d{{3,6}}|[A-Z]?\d{{2,5}})(?:-(?:cv|cr|ag|bk|op|pr|[A-Z]{{2,4}}))?(?![\w/-])"
)
_EUROPEAN = re.compile(r"[CTF]-\d{1,4}/\d\d(?: [PR]{1,3})?(?![\w])")
_AND = re.compile(r",? (?:and|&) |, ")
# A law, a release, an order: they have numbers of their own.
_OTHER_SERIES = re.compile(
    r"(?:Law|L\.|Laws|Release|Rel\.|Order|Resolution|Res\.|Rule|Regulation|Reg\.|Notice|Form|Report|Bulletin"
    r"|Patent|Pat\."
    r"|Act|Bill|Directive|Flight|Opinion|Op\.|Exhibit|Ex\.|Doc\.|Dkt\.|ECF|Bar|Registration|ID|Serial|Model"
    r"|Amendment"
    r"|Article|Chapter|Section|Highway|Protocol|Convention|Treaty|[Aa]pplication) $"
)


def find(text: str) -> list[Fact]:
    """Every docket number; its value is the key, its surface what the court prints without “No.”."""
    return longest([_fact(text, *span) for span in _spans(text)])


def _fact(text, start, end):
    return Fact.at(text, (start, end), KIND, docket_number_key(text[start:end]))


def _spans(text) -> Iterator[tuple[int, int]]:
    for form in (_TYPED, _TYPE_FIRST, _IN_WORDS, _MULTIDISTRICT):
        for found in form.finditer(text):
            if not _OTHER_SERIES.search(text, max(0, found.start() - 16), found.start()):
                yield found.span()
    for form in (_ANNOUNCED, _CASE):
        for found in form.finditer(text):
            yield from _listed(text, found.end(), _TOKEN)
    for found in _NUMBERED.finditer(text):
        if not _OTHER_SERIES.search(text, max(0, found.start() - 16), found.start()):
            yield from _listed(text, found.end(), _PLAIN)


def _listed(text, at, form):
    """One number, or several: Nos. 23-7222, 23-7225 and 23-7230."""
    for number in range(50):
        found = form.match(text, at) or _EUROPEAN.match(text, at)
        if not found or not re.search(r"\d", found[0]) or (number and not re.search(r"[-:/]", found[0])):
            return
        yield found.span()
        joint = _AND.match(text, found.end())
        if not joint:
            return
        at = joint.end()
