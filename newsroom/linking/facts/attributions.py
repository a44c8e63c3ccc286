"""According to X, as per X, as quoted by X: whose word a sentence goes on, without a verb of saying."""

import re
from dataclasses import dataclass

from newsroom.linking.facts import speech_words as words

_NAME = r"(?:U\.S\.|[A-Z]\.(?= [A-Z])|[A-ZÀ-Þ][\w’'&-]{0,30}(?=[ ,.;:)“\"■]|$)|al-[A-Z][a-z]{1,20})"
_PHRASE = (
    rf"(?:(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|some|two|three|several|many|multiple|most|one) )?"
    rf"(?:(?:{_NAME}|{words.SPEAKERS}|of|for|(?:(?<=of )|(?<=to )|(?<=for )|(?<=in )|(?<=at )|(?<=with )"
    r"|(?<=from )|(?<=and ))the|to|and|at|in|from|with|de|van|von|familiar|anonymous|former|senior|local"
    r"|federal|state|court|new|recent"
    r"|sworn|police|documents?|data|figures|records?|filings?|papers|news|media|reports?|matter"
    rf"|[a-z]{{3,15}}(?= (?:officials?|authorities|reports?|documents?|filings?|records?"
    rf"|data)))[’']?s? ){{0,12}}"
    rf"(?:{_NAME}|{words.SPEAKERS}|documents?|data|figures|records?|filings?|papers|matter|reports?|media"
    r"|estimates))(?:[’']s\b)?"
)
_CUES = (
    r"(?:[Aa]ccording to|[Aa]s per|[Pp]er(?= [A-Z])|[Aa]s (?:quoted|reported|cited|noted|told|stated"
    r"|described|confirmed|first reported) (?:by|in|to))"
)
_ATTRIBUTION = re.compile(rf"(?P<comma>,? ?)\b(?P<cue>{_CUES}) (?P<who>{_PHRASE})")
# “…, Jane Roe, the coach, …”: a comma and a name explain what stands before.
_EXPLAINED = re.compile(
    r", (?P<name>(?:[A-ZÀ-Þ][\w’'-]{1,25} ){1,3}[A-ZÀ-Þ][\w’'-]{1,25}|(?:an?|the"
    r"|its) (?!.{0,60}\b(?:have|has|had|is|are|was|were|will|would|said"
    r"|\w{1,20}ed)\b)[^,.;“\"■]{3,60})(?=[,.]|$)"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """All spans count from the beginning of the sentence."""

    span: tuple[int, int]
    who: tuple[int, int]
    leads: bool  # it opens the sentence


def attributions(sentence: str) -> list[Attribution]:
    """Each “according to …” of a sentence whose quoted words are blackened."""
    return [_attribution(found, sentence) for found in _ATTRIBUTION.finditer(sentence)]


def _attribution(found, sentence):
    end = found.end()
    leads = not sentence[: found.start("cue")].strip(' ,“"')
    explained = _EXPLAINED.match(sentence, end)
    if explained and not words.OUTLET.search(found["who"]):
        rest = sentence[explained.end() :].strip(" .,")
        # “According to Doe, the company did”: only between two commas, or at the end, does it explain.
        if (explained["name"][0].isupper() or not leads) and (not leads or rest):
            end = explained.end()
    who = found.start("who"), end
    comma = 1 if sentence[end : end + 1] == "," else 0
    return Attribution((found.start(), end + comma), who, leads)


def without(sentence: str, taken: list[Attribution]) -> str:
    """The sentence with blanks in their place."""
    for one in taken:
        start, end = one.span
        sentence = sentence[:start] + " " * (end - start) + sentence[end:]
    return sentence
