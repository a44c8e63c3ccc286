"""Who says what in one sentence: the cue, the subject before or behind it, the words it introduces."""

import re
from dataclasses import dataclass, replace

from newsroom.linking.facts import speech_words as words
from newsroom.linking.facts.word_lists import set_of

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
_VERBS = re.compile(
    r"\b(?:was|were|is|are|has|had|have|been|will|would|who|which|told|said|asked|when|after|before)\b"
    r"|(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[A-Z]\w{1,25}) (?:[a-z]{2,15}ed|went|made|came|took|wrote|met|ran)"
    r" (?:to|in|at|on|for|with|from|the|an?|his|her|their|that|up|out|by|about)\b"
)
# A name, with its title, its article, and the words of an office: found backwards from the verb.
_NAME = r"(?:[A-ZÀ-Þ][\w.’'&-]{0,30}|al-[A-Z][a-z]{1,20})"
_NOUN_PHRASE = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Tt]wo|[Ss]ome|[Mm]any|[Ss]everal|[Aa]nother"
    r"|[Bb]oth|[Mm]ost)"
    rf" (?:[a-z-]{{3,20}} ){{0,2}})?(?:(?:{_NAME}|of|for|the|de|van|von|{words.SPEAKERS}) ){{0,9}}(?:{_NAME}"
    rf"|{words.SPEAKERS})(?:[’']s)?$"
)
# “The hearing began on Monday and the SEC says”: the second half has a subject of its own.
_COMPOUND = re.compile(
    r"\b(?:[a-z]{2,15}ed|began|begins|went|came|took|made|left|ran|fell|rose|won|lost|met|is|are|was|were"
    r"|has|have)\b.{0,160} (?:and|but) (?=(?:[Tt]he |its |his |her )?[A-Z]|the )"
)
_LEADING = re.compile(
    r"(?:[Hh]e|[Ss]he|[Tt]hey)\b|(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er"
    rf"|[Tt]heir) )?(?:[a-z-]{{3,20}} ){{0,2}}?(?:{_NAME}|{words.SPEAKERS})"
    rf"(?: (?:{_NAME}|of|for|the|de|van|von|{words.SPEAKERS}(?![\w]))){{0,9}}"
)
_INVERTED_END = re.compile(
    r"[,.;:—“\"]| (?:in|on|at|during|after|before|by|to|of (?!the [A-Z]|[A-Z])|as|when|while|who|yesterday"
    r"|today|via|about|about|outside|following|with|referring) ?| - |$"
)
_ENDS_AFTER = re.compile(r"(?:, citing [^;■]{1,150})?[.!?\s]{0,5}")
_PHRASE_THEN_THAT = re.compile(r" (?:on|in|at|late|last|this|during|yesterday|today)\b[^,;“\"■]{0,60} that\b")
_RELATIVE = re.compile(r",? (?:who|which)$")
_PHRASE = re.compile(
    r"(?:,? (?:in|at|on|during|to|through|via|by|after|before|under|from|late|early|yesterday|today|last"
    r"|earlier|this|of|with)\b[^,;:“”\"■]{0,90}?)"
    r"(?=,? ?(?:that\b|:|[“\"]|,))(?:,)?"
)
_CLAUSE_MAY_FOLLOW = set_of("say tell tells believe believes believed argue thinks claims claim hopes allege")
_CLAUSE_FOLLOWS = re.compile(
    r" (?:it|he|she|they|there|this|these|the|an?|his|her|its|their|no|few|many|some|most|every|all"
    r"|authorities|adding|[A-Z])\b|(?: [\w’-]{1,30}){1,5} (?:is|are|was|were|has|have|had|will|would|could"
    r"|should|can|may)\b"
)
_BEGINNING = re.compile(r"[ ,:]{0,3}(?:that\b[ ,]{0,2})?")
_OBJECT = re.compile(
    rf" (?P<who>(?:the |a |an |his |her |its |their )?(?:{_NAME}|{words.SPEAKERS}|(?:fellow "
    r"|local )?reporters|journalists|press|him|her|them|us|me|it)"
    rf"(?: (?:{_NAME}|of(?: the)?(?= [A-Z])|{words.SPEAKERS})){{0,5}})"
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """All spans count from the beginning of the sentence."""

    verb: str
    cue: Span
    subject: Span
    content: tuple[Span, ...]
    addressee: Span | None = None
    adverbs: str = ""


def utterances(sentence: str) -> list[Utterance]:
    """What is said in a sentence whose quoted words are blackened; within what is said nothing more is."""
    found: list[Utterance] = []
    for cue in words.CUE.finditer(sentence):
        if found and _is_inside(cue.start(), found[-1]) and not _is_trailing(sentence, cue):
            continue
        said = _said(sentence, cue)
        if said:
            found.append(said)
    if added := next(_participles(sentence, found), None):
        found[-1] = replace(found[-1], content=tuple(_before(found[-1].content, added.cue[0], sentence)))
        found.append(added)
    return found


def _before(spans, place, sentence):
    for start, end in spans:
        if start < place:
            yield _trimmed(sentence, start, min(end, place))


def _is_inside(place, utterance):
    return any(start <= place < end for start, end in utterance.content)


def _is_trailing(sentence, cue):
    """“…, Reuters reported.” says whence the whole sentence is."""
    return bool(_ENDS_AFTER.fullmatch(sentence, cue.end())) and "," in sentence[: cue.start()]


def cut(utterance: Utterance, place: int, sentence: str) -> Utterance:
    """Without what stands behind a place: an attribution that ends the sentence."""
    return replace(utterance, content=tuple(_before(utterance.content, place, sentence)))


def _said(sentence, cue):
    before = sentence[: cue.start()].rstrip()
    if words.UNSAID.search(before) or re.search(r"\b(?:not|never)\b", cue["adverbs"]):
        return None
    if _follows_quotation(before):
        return _inverted(sentence, cue)
    subject = _subject(sentence, cue.start("adverbs"))
    if subject is None or not _introduces(sentence, cue, subject):
        return None
    return _direct(sentence, cue, subject)


def _follows_quotation(before):
    return bool(re.search(r"(?:[,?!.]?[”\"]|■[,?!.]?[”\"],?|,)$", before)) and not _is_apposition(before)


def _is_apposition(before):
    """“Jeff Roe, the spokesman, said”: the comma closes what explains a name."""
    parts = before.rstrip(",").rsplit(",", 1)
    if not before.endswith(",") or len(parts) < 2 or "■" in parts[1]:
        return False
    return len(parts[1].split()) <= 16 and bool(
        _NOUN_PHRASE.search(parts[0]) or words.SPEAKER.search(parts[0][-30:])
    )


def _subject(sentence, upto):
    before = sentence[:upto].rstrip()
    if relative := _RELATIVE.search(before):
        return _name_at_end(before[: relative.start()])
    if joined := re.search(r" (?:and|but)$", before):
        return _name_at_beginning(before[: joined.start()])
    if _is_apposition(before):
        return _explained(before.rstrip(","))
    return _noun_phrase(before)


def _explained(before):
    """A name at the very beginning takes all that stands behind it between commas."""
    blank = len(before) - len(before.lstrip())
    head = before.strip().split(",")[0]
    if (
        len(head.split()) <= 8
        and head[:1].isupper()
        and not _VERBS.search(before)
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
    return name.span() if name and _can_speak(name[0]) else None


def _name_at_end(before):
    name = _NOUN_PHRASE.search(before[-160:])
    if name and _can_speak(name[0]):
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
    if _can_speak(clause) and len(clause.split()) <= 16 and not _VERBS.search(clause):
        return start, len(before)
    return _name_at_end(clause and before)


def _can_speak(clause):
    if words.PRONOUN.fullmatch(clause) or words.SPEAKER.search(clause):
        return True
    return bool(re.search(r"(?:^|[\s(])(?:al-)?[A-ZÀ-Þ@]", clause)) and not re.fullmatch(
        r"(?:I|We|You|What|This|That|There|These|Those|Who|Which|And|But|The|In|On|At|As)", clause
    )


def _introduces(sentence, cue, subject):
    verb, after = cue["verb"], sentence[cue.end() :]
    if words.MODES[verb] == "found" and not words.COURT.search(sentence[slice(*subject)]):
        return False
    if verb not in words.NEED_A_CLAUSE or cue["that"] or _PHRASE_THEN_THAT.match(after):
        return True
    if _is_trailing(sentence, cue):
        return True
    return bool(
        re.match(r"(?: [a-z]+ly)?(?:,|:| in [^,“\"]{1,60},| on [^,“\"]{1,40},)? ?[“\"]|:|[.!?]?$", after)
    ) or bool(verb in _CLAUSE_MAY_FOLLOW and _CLAUSE_FOLLOWS.match(after))


def _direct(sentence, cue, subject):
    """SUBJECT CUE words; or words, SUBJECT CUE."""
    end = _end_of_words(sentence)
    start, addressee = cue.end(), None
    if cue["verb"] in {"told", "tell", "tells"}:
        if not (object_ := _OBJECT.match(sentence, start)):
            return None
        addressee, start = object_.span("who"), object_.end()
    if _takes_an_object(sentence, cue):
        content: tuple[Span, ...] = ((cue.start("verb"), end),)
    else:
        content = _around(sentence, cue, subject, _beginning(sentence, cue, start), end)
    said = Utterance(cue["verb"], cue.span(), subject, content, addressee, cue["adverbs"])
    return _if_words(sentence, said)


def _takes_an_object(sentence, cue):
    is_clause = cue["that"] or re.match(r"[,:]? [“\"]", sentence[cue.end() :])
    return cue["verb"] in words.TAKE_AN_OBJECT and not is_clause


def _beginning(sentence, cue, start):
    """Where the words begin: behind “in a statement on Friday that”."""
    if not cue["that"] and (phrase := _PHRASE.match(sentence, start)):
        start = phrase.end()
    return _BEGINNING.match(sentence, start).end()


def _around(sentence, cue, subject, begin, end):
    """The words behind the cue; or those before the subject, with what a quotation adds behind."""
    behind: tuple[Span, ...] = ((begin, end),) if end > begin else ()
    leading = sentence[: subject[0]].rstrip()
    if leading.endswith((",", "”", '"')) and (not behind or "■" in leading):
        ahead = (len(leading) - len(leading.lstrip()), len(leading.rstrip(",")))
        return (ahead, *(span for span in behind if _goes_on_quoted(sentence, cue.end(), span)))
    return behind


def _inverted(sentence, cue):
    """words, CUE SUBJECT."""
    start = cue.end() + 1
    stop = _INVERTED_END.search(sentence, start)
    name = sentence[start : stop.start()]
    if cue["that"] or not _can_speak(name) or len(name.split()) > 14 or _VERBS.search(name):
        return None
    before = sentence[: cue.start()].rstrip()
    behind = (stop.start(), _end_of_words(sentence))
    content = [(0, len(before.rstrip(",")))]
    if _goes_on_quoted(sentence, stop.start(), behind) or "■" not in before:
        content.append(behind)
    return _if_words(sentence, Utterance(cue["verb"], cue.span(), (start, stop.start()), tuple(content)))


def _goes_on_quoted(sentence, place, span):
    """After “…,” she said a quotation goes on behind a comma or a point; else its marks hold a title."""
    opening = re.search(r"[“\"]", sentence[place : span[1]])
    if not opening or "■" not in sentence[slice(*span)]:
        return False
    return (
        not sentence[place : place + opening.start()].strip()
        or sentence[place : place + opening.start()].rstrip()[-1] in ",.:;"
    )


def _if_words(sentence, utterance):
    kept = tuple(
        span for span in (_trimmed(sentence, *span) for span in utterance.content) if span[0] < span[1]
    )
    return replace(utterance, content=kept) if kept else None


def _trimmed(sentence, start, end):
    while start < end and sentence[start] in " ,;:.":
        start += 1
    while end > start and sentence[end - 1] in " ,;:":
        end -= 1
    return start, end


def _end_of_words(sentence):
    """Without the full stop, the blank a taken-out attribution left, and a comma before it."""
    return len(sentence.rstrip(" .,"))


def _participles(sentence, found):
    """“…, adding that …”: whoever spoke before in the sentence speaks on."""
    for cue in words.PARTICIPLE.finditer(sentence, found[-1].cue[1]) if found else ():
        begin = _BEGINNING.match(sentence, cue.end()).end()
        said = Utterance(cue["verb"], cue.span(), found[-1].subject, ((begin, _end_of_words(sentence)),))
        if said := _if_words(sentence, said):
            yield said
