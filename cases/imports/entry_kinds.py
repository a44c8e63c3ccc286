"""What kind of happening the first words of a docket entry announce."""

import re

from cases.models import Event

Kind = Event.Kind

# In front of the words that say what was filed.
_MARKS = re.compile(
    r"^(?:[*#\s]+|\[[^\]]{0,40}\]\s*|\((?:court only|private entry)\)\s*"
    r"|(?:sealed(?: document)?|restricted|redacted|ex parte|corrected|filed|electronic|text|staff notes?)"
    r"\b[*:.\s-]*)+",
    re.IGNORECASE,
)
# Up to four words before the one that counts ("First Joint MOTION"), unless they turn it into another paper.
_OTHER_PAPERS = (
    "re response reply opposition memorandum order brief declaration affidavit certificate exhibit answer "
    "minute minutes deadlines? hearings? transcript proposed notice set reset setting terminate on for to"
).replace(" ", "|")
_WORDS = rf"(?:(?!(?:{_OTHER_PAPERS})\b)[^\s.]+ ){{0,4}}"
_NTH = (
    r"(?:(?:first|second|third|fourth|fifth|final|amended|partial|default|consent|clerk['’]?s|agreed|sealed"
    r"|joint|revised) )*"
)
_CHARGING = r"(?:(?:first|second|third|fourth|superseding|felony|misdemeanor) )*"
_STIPULATED = r"(?:notice|joint stipulation|stipulation|stipulated notice)\b"

# The first that fits decides.
_PATTERNS = {
    Kind.TRANSCRIPT: [r"(?:notice of filing of )?(?:official |redacted |electronic )*transcript\b"],
    Kind.APPEAL: [rf"{_NTH}notice of (?:cross[- ]|criminal |civil |interlocutory |bankruptcy )*appeal\b"],
    Kind.VERDICT: [r"(?:sealed |special |partial )*(?:jury )?verdict\b(?! form)"],
    Kind.PLEA: [
        r"(?:memorandum of )?plea (?:agreement|entered|as to|and)\b",
        r"change of plea\b(?! hearing)",
        r"guilty plea\b",
    ],
    Kind.SENTENCE: [r"sentence\b", r"sentencing (?:as to|held)\b"],
    Kind.JUDGMENT: [rf"{_NTH}judgment\b(?! (?:returned|debtor|received))"],
    Kind.OPINION: [
        r"(?:amended |per curiam |memorandum |published )*opinion\b(?! (?:distributed|mailed|sent))",
        r"memorandum (?:decision|disposition)\b",
    ],
    Kind.DISMISSAL: [
        rf"{_STIPULATED}.{{0,20}} of (?:voluntary )?dismissal\b",
        r"(?:stipulation and )?order (?:of dismissal|dismissing (?:case|action|complaint|appeal|petition))\b",
        r"(?:stipulation and )?order that (?:this|the) (?:action|case|matter|appeal)\b.{0,30}\bdismissed\b",
        r"(?:stipulation and )?order for voluntary dismissal\b",
    ],
    Kind.CHARGED: [
        rf"{_CHARGING}(?:indictment\b|information (?:as to|by|filed|\())",
        r"criminal complaint\b",
    ],
    Kind.FILED: [
        rf"{_NTH}(?:class action |verified |adversary |third[- ]party )*complaint\b(?! received)",
        r"(?:chapter \d+ )?(?:voluntary|involuntary) petition\b",
        r"petition (?:for review|for writ|for permission|under|filed)",
        r"notice of removal\b",
    ],
    Kind.ARREST: [
        r"arrest (?:of|as to)\b",
        r"(?:arrest )?warrant returned executed\b",
        r"rule 5\b.{0,40}arrest",
    ],
    Kind.TRIAL: [r"(?:jury|bench|court) trial\b(?! (?:demand|set))", r"minute.{0,60}(?:jury|bench) trial"],
    Kind.SETTLEMENT: [r"(?:notice of )?settlement\b", r"stipulation (?:and|of) settlement\b"],
    Kind.MOTION: [r"notice of motion\b", rf"{_WORDS}(?:motion|application)\b(?! hearing)"],
    Kind.HEARING: [
        r"(?:amended )?(?:civil |criminal )?minutes?\b(?! order)",
        r"(?:proceedings? held|hearing held|arraignment|initial appearance)\b",
        r".{0,60}\b(?:hearing|conference|arraignment|appearance)\b.{0,40}\bheld\b",
    ],
    Kind.NOTICE: [r"(?:\S+ ){0,2}notice\b"],
    Kind.ORDER: [
        rf"{_WORDS}order(?:ed)?\b",
        r"(?:minute|proposed scheduling|hearing|memorandum and) order\b",
        r"memo(?:randum)? endorsement",
        r"endorsed letter\b",
    ],
}
_KINDS = [(re.compile("|".join(patterns), re.IGNORECASE), kind) for kind, patterns in _PATTERNS.items()]

MAJOR = {
    Kind.FILED, Kind.CHARGED, Kind.PLEA, Kind.VERDICT, Kind.SENTENCE, Kind.JUDGMENT, Kind.DISMISSAL,
    Kind.OPINION,
}  # fmt: skip


def kind_of(words: str, *, is_criminal: bool) -> Kind:
    """The kind of event that an entry's first words announce; a plain entry if none is known."""
    start = _MARKS.sub("", " ".join(words[:400].split()))
    kind = next((kind for pattern, kind in _KINDS if pattern.match(start)), Kind.ENTRY)
    return Kind.CHARGED if is_criminal and kind == Kind.FILED and "complaint" in start[:60].lower() else kind
