"""Who speaks in a sentence: the subject that stands before its verb, with its title or office."""

import re

from newsroom.linking.facts import speech_words as words

Span = tuple[int, int]

_CLAUSE_BREAK = re.compile(
    r"[,;:—–]|”|\"| - | \(|\) | that (?=[A-Z])| (?:but|while|whereas|because|although|though|where|when"
    r"|after|which) "
)
_OPENERS = re.compile(
    r"(?:(?:But|And|While|As|Yet|So|Also|However|Meanwhile|Then|Still|Instead|Later|Earlier|Afterwards?"
    r"|Recently|Additionally"
    r"|but|and|while|as|although|though|because|when|where|that|yet|so|In (?:a|an|his|her|its|their"
    r"|the) (?:statement|speech|letter|interview|tweet|filing|report)"
    r"|On [A-Z][a-z]{2,9}day|In (?:1|20)\d{3}|[Oo]n [A-Z][a-z]{2,9} \d{1,2}|[Yy]esterday|[Tt]oday"
    r"|[Tt]onight) )"
)
VERBS = re.compile(
    r"\b(?:was|were|is|are|has|had|have|been|will|would|who|which|told|said|asked|when|after|before)\b"
    r"|(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[A-Z]\w{1,25}) (?:[a-z]{2,15}ed|went|made|came|took|wrote|met|ran)"
    r" (?:to|in|at|on|for|with|from|the|an?|his|her|their|that|up|out|by|about)\b"
)
# A name, with its title, its article, and the words of an office: found backwards from the verb.
NAME = r"(?:[A-ZÀ-Þ][\w.’'&-]{0,30}|al-[A-Z][a-z]{1,20})"
_NOUN_PHRASE = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Tt]wo|[Ss]ome|[Mm]any|[Ss]everal|[Aa]nother"
    r"|[Bb]oth|[Mm]ost)"
    rf" (?:[a-z-]{{3,20}} ){{0,2}})?(?:(?:{NAME}|of|for|the|de|van|von|{words.SPEAKERS}) ){{0,9}}(?:{NAME}"
    rf"|{words.SPEAKERS})(?:[’']s)?$"
)
# “The hearing began on Monday and the SEC says”: the second half has a subject of its own.
_COMPOUND = re.compile(
    r"\b(?:[a-z]{2,15}ed|began|begins|went|came|took|made|left|ran|fell|rose|won|lost|met|is|are|was|were"
    r"|has|have)\b.{0,160} (?:and|but) (?=(?:[Tt]he |its |his |her )?[A-Z]|the )"
)
_LEADING = re.compile(
    r"(?:[Hh]e|[Ss]he|[Tt]hey)\b|(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er"
    rf"|[Tt]heir) )?(?:[a-z-]{{3,20}} ){{0,2}}?(?:{NAME}|{words.SPEAKERS})"
    rf"(?: (?:{NAME}|of|for|the|de|van|von|{words.SPEAKERS}(?![\w]))){{0,9}}"
)
_RELATIVE = re.compile(r",? (?:who|which)$")


def subject_before(sentence: str, upto: int) -> Span | None:
    """Where the subject of a verb stands that begins at a place of the sentence; None where nobody speaks."""
    before = sentence[:upto].rstrip()
    if relative := _RELATIVE.search(before):
        return _name_at_end(before[: relative.start()])
    if joined := re.search(r" (?:and|but)$", before):
        return _name_at_beginning(before[: joined.start()])
    if is_apposition(before):
        return _explained(before.rstrip(","))
    return _noun_phrase(before)


def _explained(before):
    """A name at the very beginning takes all that stands behind it between commas."""
    blank = len(before) - len(before.lstrip())
    head = before.strip().split(",")[0]
    if (
        len(head.split()) <= 8
        and head[:1].isupper()
        and not VERBS.search(before)
        and _NOUN_PHRASE.fullmatch(head)
    ):
        return blank, len(before)
    head = before.rsplit(",", 1)[0]
    subject = _noun_phrase(head)
    return subject and (subject[0], len(before))


def _name_at_beginning(before):
    """“Roe wrote to the court and said”: the subject of both verbs opens the clause."""
    start = _clause_start(before)
    name = _LEADING.match(before, start)
    return name.span() if name and can_speak(name[0]) else None


def _name_at_end(before):
    name = _NOUN_PHRASE.search(before[-160:])
    if name and can_speak(name[0]):
        return len(before) - len(name[0]), len(before)
    return None


def _clause_start(before):
    shift = max(0, len(before) - 400)
    breaks = list(_CLAUSE_BREAK.finditer(before[shift:]))
    start = shift + breaks[-1].end() if breaks else shift
    start += len(before[start:]) - len(before[start:].lstrip())
    while opener := _OPENERS.match(before, start):
        start = opener.end()
    return start


def _noun_phrase(before):
    """The last clause, if it is nothing but a subject; else the name or office that ends it."""
    start = _clause_start(before)
    clause = before[start:]
    if words.HYPOTHETICAL.match(clause):
        return None
    if joint := _COMPOUND.search(clause):
        start += joint.end()
        clause = before[start:]
    if can_speak(clause) and len(clause.split()) <= 16 and not VERBS.search(clause):
        return start, len(before)
    return _name_at_end(clause and before)


def can_speak(clause: str) -> bool:
    """Whether the words name somebody: a pronoun, an office, or a capital that is no function word's."""
    if words.PRONOUN.fullmatch(clause) or words.SPEAKER.search(clause):
        return True
    return bool(re.search(r"(?:^|[\s(])(?:al-)?[A-ZÀ-Þ@]", clause)) and not re.fullmatch(
        r"(?:I|We|You|What|This|That|There|These|Those|Who|Which|And|But|The|In|On|At|As)", clause
    )


def is_apposition(before):
    """“Jeff Roe, the spokesman, said”: the comma closes what explains a name."""
    parts = before.rstrip(",").rsplit(",", 1)
    if not before.endswith(",") or len(parts) < 2 or "■" in parts[1]:
        return False
    return len(parts[1].split()) <= 16 and bool(
        _NOUN_PHRASE.search(parts[0]) or words.SPEAKER.search(parts[0][-30:])
    )
