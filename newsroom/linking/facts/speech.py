"""Who says what in one sentence: the cue, the subject before or behind it, the words it introduces."""

import re
from dataclasses import dataclass, replace

from newsroom.linking.facts import speech_words as words
from newsroom.linking.facts.subjects import NAME, VERBS, Span, can_speak, is_apposition, subject_before
from newsroom.linking.facts.word_lists import set_of

_INVERTED_END = re.compile(
    r"[,.;:—“\"]| (?:in|on|at|during|after|before|by|to|of (?!the [A-Z]|[A-Z])|as|when|while|who|yesterday"
    r"|today|via|about|about|outside|following|with|referring) ?| - |$"
)
_ENDS_AFTER = re.compile(r"(?:, citing [^;■]{1,150})?[.!?\s]{0,5}")
_PHRASE_THEN_THAT = re.compile(r" (?:on|in|at|late|last|this|during|yesterday|today)\b[^,;“\"■]{0,60} that\b")
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
    rf" (?P<who>(?:the |a |an |his |her |its |their )?(?:{NAME}|{words.SPEAKERS}|(?:fellow "
    r"|local )?reporters|journalists|press|him|her|them|us|me|it)"
    rf"(?: (?:{NAME}|of(?: the)?(?= [A-Z])|{words.SPEAKERS})){{0,5}})"
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
    subject = subject_before(sentence, cue.start("adverbs"))
    if subject is None or not _introduces(sentence, cue, subject):
        return None
    return _direct(sentence, cue, subject)


def _follows_quotation(before):
    return bool(re.search(r"(?:[,?!.]?[”\"]|■[,?!.]?[”\"],?|,)$", before)) and not is_apposition(before)


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
    if cue["that"] or not can_speak(name) or len(name.split()) > 14 or VERBS.search(name):
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
